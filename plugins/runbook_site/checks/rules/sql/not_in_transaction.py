"""A statement that PostgreSQL refuses inside of a transaction stands in one.

## What it does

Reports `VACUUM`, `CREATE INDEX CONCURRENTLY`, `CREATE DATABASE`, `ALTER SYSTEM` and the like between `BEGIN` and
`COMMIT`, under `psql --single-transaction`, and among several statements in one `psql -c`, which are one transaction
as well.

## Why it hurts

PostgreSQL answers that the statement cannot run inside a transaction block, and nothing of the transaction is done.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
BEGIN;
VACUUM orders;
COMMIT;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
VACUUM orders;
```
````

## When to leave it

Never: the statement always fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.runs import inside_transactions, sql_runs
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Statements that fail in the transaction around them."""
    if not (runs := subject.once(sql_runs)):
        return
    from runbook_site.checks.postgresql.transactions import refused_in_transaction  # noqa: PLC0415 - loads the grammar

    for run in runs:
        for place, why in inside_transactions(run):
            command = refused_in_transaction(place.statement.readable) if place.postgresql else ""
            if command:
                message = f"{command} cannot run inside a transaction: {why}; run it by itself"
                yield Finding(RULE.name, message, place.first_words(2))


RULE = Rule("not-in-transaction", "sql", Level.ERROR, "0.1.0", check)
