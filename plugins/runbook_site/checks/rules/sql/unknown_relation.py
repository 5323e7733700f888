"""A query names a table or view that does not exist.

## What it does

Reports a relation of `pg_catalog` or `information_schema`, one whose name begins with `pg_`, and an alias, that does
not exist: in the version that `service.yml` names under `sql: version`, else in none from 12 on. With the DDL named
under `sql: schema`, the application's tables are held against it; else they are taken as right.

## Why it hurts

The query fails, and it fails when somebody needs its answer.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pid, state FROM pg_stat_activty;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pid, state FROM pg_stat_activity;
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
    """Relations and aliases that do not exist."""
    return name_findings(subject, RULE.name, frozenset({"relation"}))


RULE = Rule("unknown-relation", "sql", Level.ERROR, "0.1.0", check)
