"""A statement that the tool's reading of its dialect does not take.

## What it does

Reports what sqlglot does not take in the SQL of another database than PostgreSQL, and what PostgreSQL's grammar does
not take where nobody says which database it is for. Neither is the database's own word.

## Why it hurts

What is not understood is not checked: whether it changes rows, and which, is not known.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```sql
SELECT id FROM orders WHERE AND state = 'open';
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```sql
SELECT id FROM orders WHERE state = 'open';
```
````

## When to leave it

Where the database takes the statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.dialects import label_of, other_dialect
from runbook_site.checks.sql.statements import placed_statements
from runbook_site.checks.sql.syntax import is_sketch, plain, syntax_problems
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.checks.sql.statements import PlacedStatement


def check(subject: Subject) -> Iterator[Finding]:
    """Statements of other dialects, and mere forms of statements, that do not parse."""
    for place in subject.once(placed_statements):
        if not place.postgresql or is_sketch(place):
            for problem in syntax_problems(place):
                yield Finding(RULE.name, _told(place, plain(place, problem)), problem.span)


def _told(place: PlacedStatement, why: str) -> str:
    """What is not understood, and what would help."""
    if dialect := other_dialect(place):
        verb = place.statement.text.text.split()[0].upper()
        return f"not checked: this {verb} is {dialect}'s; label the block '{label_of(dialect)}', or set sql.dialect"
    if place.statement.dialect == "postgresql" and not is_sketch(place):
        why += "; if it is not for PostgreSQL, label the block with its dialect ('mysql', 'sqlite', 'tsql')"
    return f"not understood, and not checked: {why}"


RULE = Rule("sql-not-understood", "sql", Level.INFO, "0.1.0", check)
