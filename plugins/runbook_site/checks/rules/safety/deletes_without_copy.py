"""A runbook deletes data and never speaks of a copy.

## What it does

Reports the first command of a page that deletes stored data, such as `dropdb`, `DROP TABLE`, `TRUNCATE`,
`aws dynamodb delete-table`, `kubectl delete pvc` or `docker volume rm`, where the page has no word about a backup, a
snapshot, a dump, a rollback or a restore. Runbooks with fields of this format are the business of
`destructive-without-rollback`.

## Why it hurts

Deleted data are back only if somebody made a copy before. Whoever follows a page at night does what it says, and
nothing else.

## Example

````markdown title="runbook_src/shop/orders.md"
# The table of orders is full

```sh
psql -d shop -c 'TRUNCATE orders_archive'
```
````

## Use instead

````markdown title="runbook_src/shop/orders.md"
# The table of orders is full

Take a copy first; `pg_restore` brings it back.

```sh
pg_dump -d shop -Fc -t orders_archive -f orders_archive.dump
psql -d shop -c 'TRUNCATE orders_archive'
```
````

## When to leave it

Where nobody misses the data: a cache, a queue that fills itself again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.safety.data_loss import lost_data
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject

_WAY_BACK = re.compile(
    r"back(?:ed|ing)?[ -]?ups?\b|snapshot|dump|restor|recover|roll(?:ed|ing)?[ -]?back|revert|undo\b|velero|replicat|"
    r"export|mirror",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Deletions on pages that know no way back."""
    for runbook in subject.project.runbooks:
        document = runbook.document
        place = None if document.promised else next(lost_data(runbook), None)
        if place is not None and _WAY_BACK.search(document.source.text) is None:
            message = (
                "this deletes data, and the page has no word about the way back; "
                "name the backup that holds them, or add the step that takes one"
            )
            yield Finding(RULE.name, message, place)


RULE = Rule("deletes-without-copy", "safety", Level.INFO, "0.1.0", check)
