"""A statement keeps others from working with a table for as long as it runs.

## What it does

Reports `CREATE INDEX` and `REINDEX` without `CONCURRENTLY`, `VACUUM FULL`, `CLUSTER`, `LOCK TABLE`, `REFRESH
MATERIALIZED VIEW` without `CONCURRENTLY`, and `ALTER TABLE` where it rewrites or reads the whole table. Tables that
the runbook makes itself are left out, and commands whose `effect` says that something is locked, blocked or has to
wait.

## Why it hurts

On a large table it takes minutes or hours, and every request that writes to it waits, and then fails.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
CREATE INDEX orders_state ON orders (state);
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
CREATE INDEX CONCURRENTLY orders_state ON orders (state);
```
````

## When to leave it

Where nobody works with the table at that time: say so in the command's `effect`, or give the reason beside `allow`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.names import made_names
from runbook_site.checks.sql.statements import placed_statements, says_so
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Statements that hold a lock for long."""
    if not (statements := subject.once(placed_statements)):
        return
    from runbook_site.checks.postgresql.locks import long_lock  # noqa: PLC0415 - loads the grammar

    for place in statements:
        known = place.postgresql and bool(place.statement.kind) and not place.is_meta and not says_so(place)
        lock = long_lock(place.statement.readable, subject.once(made_names)[place.path]) if known else None
        if lock is not None:
            message = f"{lock.what} blocks {lock.blocks} while it runs; better: {lock.instead}; or say so in 'effect'"
            yield Finding(RULE.name, message, place.first_words(2))


RULE = Rule("lock-blocks-writes", "sql", Level.WARNING, "0.1.0", check)
