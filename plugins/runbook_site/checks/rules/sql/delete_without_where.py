"""A DELETE without WHERE deletes every row.

## What it does

Reports `DELETE` without a condition, in a CTE as well, whatever the database.

## Why it hurts

A condition that got lost costs the whole table, and there is no way back once it is committed.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
DELETE FROM sessions;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
DELETE FROM sessions WHERE expires_at < now();
```
````

## When to leave it

Where every row is meant: `WHERE true` says so. To empty a table, `TRUNCATE` is quicker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.every_row import every_row
from runbook_site.checks.sql.statements import placed_statements
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Every DELETE that touches all rows."""
    for place in subject.once(placed_statements):
        span = every_row(place, "DELETE")
        if span is not None:
            message = "this deletes every row; add a WHERE, or WHERE true if all of them are meant"
            yield Finding(RULE.name, message, span)


RULE = Rule("delete-without-where", "sql", Level.WARNING, "0.1.0", check)
