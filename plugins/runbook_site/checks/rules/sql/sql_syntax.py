"""A statement is not a sentence of PostgreSQL's SQL.

## What it does

Reports what PostgreSQL's own grammar does not take, in statements that PostgreSQL gets: psql is called, the service
names PostgreSQL as its database, or the runbook speaks of `pg_` relations. psql's variables and placeholders are
taken for what stands around them.

## Why it hurts

The statement fails.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pid FORM pg_stat_activity;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pid FROM pg_stat_activity;
```
````

## When to leave it

Where the database is newer than the grammar, and the statement uses what is new in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.dialects import is_of_other_dialect
from runbook_site.checks.sql.statements import placed_statements
from runbook_site.checks.sql.syntax import is_sketch, plain, syntax_problems
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Statements that do not parse."""
    for place in subject.once(placed_statements):
        if place.postgresql and not place.is_for_pooler and not is_of_other_dialect(place) and not is_sketch(place):
            for problem in syntax_problems(place):
                yield Finding(RULE.name, f"PostgreSQL does not take this: {plain(place, problem)}", problem.span)


RULE = Rule("sql-syntax", "sql", Level.ERROR, "0.1.0", check)
