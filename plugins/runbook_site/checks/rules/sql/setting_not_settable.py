"""A setting is changed in a way that PostgreSQL refuses.

## What it does

Reports `SET` of a setting that holds for the whole server or from its start on, and `ALTER ROLE … SET` and `ALTER
DATABASE … SET` of such a one.

## Why it hurts

The statement fails, and what was to be mended stays as it is.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SET max_connections = 200;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
ALTER SYSTEM SET max_connections = 200;
```
````

## When to leave it

Never.
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
    """Settings that cannot be set so."""
    return name_findings(subject, RULE.name, frozenset({"context"}))


RULE = Rule("setting-not-settable", "sql", Level.ERROR, "0.1.0", check)
