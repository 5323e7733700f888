"""An UPDATE without WHERE changes every row.

## What it does

Reports `UPDATE` without a condition, in a CTE as well, whatever the database.

## Why it hurts

A condition that got lost costs the whole table, and there is no way back once it is committed.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
UPDATE orders SET state = 'open';
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
UPDATE orders SET state = 'open' WHERE state = 'stuck';
```
````

## When to leave it

Where every row is meant: `WHERE true` says so.
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
    """Every UPDATE that touches all rows."""
    for place in subject.once(placed_statements):
        span = every_row(place, "UPDATE")
        if span is not None:
            message = "this changes every row; add a WHERE, or WHERE true if all of them are meant"
            yield Finding(RULE.name, message, span)


RULE = Rule("update-without-where", "sql", Level.WARNING, "0.1.0", check)
