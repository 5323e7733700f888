"""A statement uses an option, a storage parameter or a privilege that does not exist.

## What it does

Reports what stands in parentheses behind `EXPLAIN`, `VACUUM`, `ANALYZE`, `REINDEX`, `CLUSTER`, `COPY` and behind `WITH`
and `SET` of subscriptions, and is no option of theirs, or none in the version that `service.yml` names; parameters
behind `WITH` and `SET` of tables, indexes and views that are a slip away from one of PostgreSQL's; and privileges
behind `GRANT` and `REVOKE` that there are not, or not on such an object: `EXECUTE` on a table.

## Why it hurts

The statement fails.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
ALTER TABLE orders SET (autovacuum_vacuum_scalefactor = 0.01);
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
ALTER TABLE orders SET (autovacuum_vacuum_scale_factor = 0.01);
```
````

## When to leave it

Where an extension brings an option of that name.
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
    """Options, parameters and privileges that do not exist."""
    return name_findings(subject, RULE.name, frozenset({"option"}))


RULE = Rule("unknown-sql-option", "sql", Level.ERROR, "0.1.0", check)
