"""The names in SQL are not checked, for the version of the database is not known to the tool.

## What it does

Says, once a service, that `sql: version` names a version of PostgreSQL of which the tool has no catalog. Syntax and
statements are checked all the same.

## Why it hurts

Columns, functions and settings of that version are taken as right.

## Example

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
sql: {dialect: postgresql, version: "9.6"}
```

```yaml title="runbook_src/shop/size.yml"
title: See how large the database is
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
kind: procedure
procedure:
  - title: Look
    commands:
      - title: Size of the database
        sql: SELECT pg_database_size(current_database())
```

## Use instead

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
sql: {dialect: postgresql, version: "16"}
```

```yaml title="runbook_src/shop/size.yml"
title: See how large the database is
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
kind: procedure
procedure:
  - title: Look
    commands:
      - title: Size of the database
        sql: SELECT pg_database_size(current_database())
```

## When to leave it

Where the version is the one that runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.place import place_of
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Versions without a catalog."""
    from runbook_site.checks.postgresql.catalog import catalog  # noqa: PLC0415 - loads the catalog

    for document in subject.project.library.services:
        sql = document.service.sql if document.service is not None else None
        version = (sql.version or "") if sql is not None and sql.dialect == "postgresql" else ""
        if version and not catalog().holds(version):
            covered = catalog().versions
            known = f"{covered[0]} to {covered[-1]} are"
            message = f"names in the SQL are not checked: PostgreSQL {version} is not covered ({known})"
            yield Finding(RULE.name, message, place_of(document, "sql", "version"))


RULE = Rule("database-version-not-covered", "sql", Level.INFO, "0.1.0", check)
