"""A statement calls a function that does not exist, or with arguments that it does not take.

## What it does

Reports a function that PostgreSQL has in no version from 12 on, or not in the one that `service.yml` names under
`sql: version`, if it resembles one of its own, is one of another database's, or the service's DDL is known and does
not make it. The number of arguments, their types and their names are held against every form of the function:
`date_trunc(now(), 'day')` has them the wrong way round, and `round(mean_exec_time, 2)` rounds no `double precision`.
A call that fits several forms, and that PostgreSQL therefore refuses, is reported too: `pg_size_pretty(1024)`.

## Why it hurts

The statement fails. Functions of another database are the usual cause, and a letter off.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pg_size_prety(pg_database_size(current_database()));
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pg_size_pretty(pg_database_size(current_database()));
```
````

## When to leave it

Never for PostgreSQL's own names. If the database has what is reported, from an extension that does not come with
PostgreSQL, name the extension under `sql: extensions` of `service.yml`.
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
    """Functions that do not exist, or not in this form."""
    return name_findings(subject, RULE.name, frozenset({"function"}))


RULE = Rule("unknown-function", "sql", Level.ERROR, "0.1.0", check)
