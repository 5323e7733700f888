"""A comparison is never true.

## What it does

Reports `= NULL` and `<> NULL`, and a comparison of a column of PostgreSQL's own with a text that it never holds:
`state` and `wait_event_type` of `pg_stat_activity`, `mode` of `pg_locks`, `state` and `sync_state` of
`pg_stat_replication`, `relkind` of `pg_class` and others. Case counts.

## Why it hurts

The query shows no row, and what somebody looks for seems not to be there.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pid FROM pg_stat_activity WHERE state = 'idle in transaktion';
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pid FROM pg_stat_activity WHERE state = 'idle in transaction';
```
````

## When to leave it

Where `transform_null_equals` is on, or a newer PostgreSQL has a value more.
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
    """Comparisons that filter everything."""
    return name_findings(subject, RULE.name, frozenset({"never"}))


RULE = Rule("comparison-never-true", "sql", Level.WARNING, "0.1.0", check)
