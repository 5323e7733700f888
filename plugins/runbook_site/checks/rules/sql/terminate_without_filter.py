"""Sessions are ended without sparing one's own.

## What it does

Reports `pg_terminate_backend` and `pg_cancel_backend` over `pg_stat_activity` with no condition, or with one that the
own session meets as well.

## Why it hurts

The own session ends among the first, and the others stay; the server's own processes are hit, too.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'shop';
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'shop' AND pid <> pg_backend_pid();
```
````

## When to leave it

Where the own session is certainly in another database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.statements import placed_statements, span_of_word
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Statements that end their own session."""
    if not (statements := subject.once(placed_statements)):
        return
    from runbook_site.checks.postgresql.backends import ENDING, unfiltered_call  # noqa: PLC0415 - loads the grammar

    for place in statements:
        named = {name.rpartition(".")[2] for name in place.statement.functions}
        name = unfiltered_call(place.statement.readable) if place.postgresql and named & set(ENDING) else ""
        if name:
            message = f"{name}() takes its own session in as well; add AND pid <> pg_backend_pid()"
            yield Finding(RULE.name, message, span_of_word(place, name))


RULE = Rule("terminate-without-filter", "sql", Level.WARNING, "0.1.0", check)
