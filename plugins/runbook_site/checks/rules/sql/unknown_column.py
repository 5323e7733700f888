"""A query asks for a column that its tables do not have.

## What it does

Reports a column that none of the tables, views, functions and subqueries of a query has. PostgreSQL's own are known
for each version from 12 on, with those of the extensions that come with it; the version is the one under `sql:
version` of `service.yml`, else any of them will do. The application's tables are known where `sql: schema` names
their DDL, and are taken as right where it does not. A text in double quotes is a column, too.

## Why it hurts

The query fails, and it fails when somebody needs its answer. Columns of `pg_stat_activity` and `pg_stat_statements`
come, go and change their names from version to version.

## Example

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
sql: {dialect: postgresql, version: "16"}
```

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT query, total_time FROM pg_stat_statements;
```
````

## Use instead

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
sql: {dialect: postgresql, version: "16"}
```

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT query, total_exec_time FROM pg_stat_statements;
```
````

## When to leave it

Never: a query with an unknown column always fails.
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
    """Columns that do not exist."""
    return name_findings(subject, RULE.name, frozenset({"column"}))


RULE = Rule("unknown-column", "sql", Level.ERROR, "0.1.0", check)
