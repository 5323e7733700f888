"""A value is cast to a type that does not exist.

## What it does

Reports the name of a type that is a slip of the finger away from one of PostgreSQL's, and that no DDL of the service
makes.

## Why it hurts

The statement fails.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT 'orders'::regclas;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT 'orders'::regclass;
```
````

## When to leave it

Where the database has a type of that name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.names import name_findings
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """Types that do not exist."""
    return name_findings(subject, RULE.name, frozenset({"type"}))


RULE = Rule("unknown-type", "sql", Level.ERROR, "0.1.0", check)
