"""A transaction is begun and never ended, so that all of it is undone.

## What it does

Reports `BEGIN` without `COMMIT` or `ROLLBACK` in what a call of psql is given: by `-c`, a pipe or a heredoc.

## Why it hurts

psql ends when its input ends, and the server undoes what was not committed. Nothing says so.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```sh
psql -v ON_ERROR_STOP=1 shop <<'SQL'
BEGIN;
UPDATE orders SET state = 'open' WHERE state = 'stuck';
SQL
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```sh
psql -v ON_ERROR_STOP=1 shop <<'SQL'
BEGIN;
UPDATE orders SET state = 'open' WHERE state = 'stuck';
COMMIT;
SQL
```
````

## When to leave it

For a rehearsal that is to leave nothing behind, though `ROLLBACK` says that better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.runs import never_ended, sql_runs
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Transactions that the end of psql undoes."""
    for run in subject.once(sql_runs):
        place = never_ended(run)
        if place is not None:
            message = "psql ends before this transaction does, and all of it is undone; add COMMIT or ROLLBACK"
            yield Finding(RULE.name, message, place.first_words())


RULE = Rule("transaction-not-ended", "sql", Level.WARNING, "0.1.0", check)
