"""A statement shows or changes a setting that does not exist.

## What it does

Reports a name behind `SHOW`, `SET` or `ALTER SYSTEM SET`, in `current_setting()`, or compared with the column `name`
of `pg_settings`, that PostgreSQL has in no version from 12 on, or not in the one that `service.yml` names. Settings
of extensions, which have a dot in their names, are taken as right.

## Why it hurts

The statement fails; a query of `pg_settings` silently shows a row less.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SHOW max_connection;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SHOW max_connections;
```
````

## When to leave it

Where a vendor's PostgreSQL has a setting of its own.
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
    """Settings that do not exist."""
    return name_findings(subject, RULE.name, frozenset({"setting"}))


RULE = Rule("unknown-setting", "sql", Level.ERROR, "0.1.0", check)
