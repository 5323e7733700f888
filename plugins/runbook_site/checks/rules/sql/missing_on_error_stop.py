r"""psql goes on behind an error.

## What it does

Reports a call of psql without `ON_ERROR_STOP` that is given several statements by a pipe or a heredoc, at least one of
which changes something, or that is given a file: `psql -f dump.sql`, `psql shop < dump.sql`,
`gunzip -c dump.sql.gz | psql shop`. A file whose name says that it only looks, such as `report.sql`, is left alone.

## Why it hurts

psql carries out the statements behind the one that failed, and says at the end that all went well: its exit status is
0. A dump that breaks off in the middle looks like one that was restored.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```sh
psql shop <<'SQL'
UPDATE orders SET state = 'open' WHERE state = 'stuck';
DELETE FROM locks WHERE name = 'orders';
SQL
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```sh
psql -v ON_ERROR_STOP=1 shop <<'SQL'
UPDATE orders SET state = 'open' WHERE state = 'stuck';
DELETE FROM locks WHERE name = 'orders';
SQL
```
````

## When to leave it

Where the statements do not depend on each other, or the file itself begins with `\set ON_ERROR_STOP on`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.files import loads_file
from runbook_site.checks.sql.runs import going_on, sql_runs
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Calls of psql that do not stop."""
    found = [each for run in subject.once(sql_runs) if (each := going_on(run)) is not None]
    told = {id(each) for each in found}
    found += [call.invocation for call in subject.project.calls if id(call.invocation) not in told and loads_file(call)]
    for invocation in found:
        word = invocation.argv[0]
        message = "psql goes on behind a statement that fails, and exits with 0; add -v ON_ERROR_STOP=1"
        yield Finding(RULE.name, message, invocation.text.span(word.start, word.end))


RULE = Rule("missing-on-error-stop", "sql", Level.INFO, "0.1.0", check)
