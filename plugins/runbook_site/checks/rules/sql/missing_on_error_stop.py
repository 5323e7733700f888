"""psql goes on behind an error.

## What it does

Reports a call of psql that is given several statements by a file, a pipe or a heredoc, at least one of which changes
something, without `ON_ERROR_STOP`.

## Why it hurts

psql carries out the statements behind the one that failed, and says at the end that all went well: its exit status is
0.

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

Where the statements do not depend on each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql_runs import going_on, sql_runs
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Calls of psql that do not stop."""
    for run in subject.once(sql_runs):
        invocation = going_on(run)
        if invocation is not None:
            word = invocation.argv[0]
            message = "psql goes on behind a statement that fails, and exits with 0; add -v ON_ERROR_STOP=1"
            yield Finding(RULE.name, message, invocation.text.span(word.start, word.end))


RULE = Rule("missing-on-error-stop", "sql", Level.INFO, "0.1.0", check)
