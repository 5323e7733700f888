"""A statement for another database is given to PostgreSQL.

## What it does

Reports what only MySQL, SQL Server or Oracle understands, where psql is called or the service names PostgreSQL as its
database.

## Why it hurts

The statement fails. It was copied from a runbook for another database.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SHOW PROCESSLIST;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT * FROM pg_stat_activity;
```
````

## When to leave it

Where the service's database is another one: then say so under `sql: dialect` of `service.yml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.dialects import in_postgresql, other_dialect
from runbook_site.checks.sql.statements import placed_statements
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Statements for other databases."""
    for place in subject.once(placed_statements):
        dialect = other_dialect(place) if place.postgresql else ""
        if dialect:
            better = in_postgresql(place.statement.text.text)
            instead = f"write '{better}'" if better else f"write it as PostgreSQL has it, or hand it to {dialect}"
            message = f"this is {dialect}'s, and PostgreSQL gets it; {instead}"
            yield Finding(RULE.name, message, place.first_words(2))


RULE = Rule("other-dialect", "sql", Level.ERROR, "0.1.0", check)
