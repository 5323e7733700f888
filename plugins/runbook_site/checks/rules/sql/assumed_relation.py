"""Tables are used of which it is not known whether they exist.

## What it does

Says, once a service that describes its database under `sql`, which tables its SQL uses without any DDL to hold them
against. Name the files that make them under `sql: schema` of `service.yml`.

## Why it hurts

A table or column that was renamed is found when the statement fails.

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
SELECT count(*) FROM orders;
```
````

## Use instead

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
sql: {dialect: postgresql, version: "16", schema: [schema.sql]}
```

```sql title="runbook_src/shop/schema.sql"
CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL);
```

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT count(*) FROM orders;
```
````

## When to leave it

Where there is no DDL to name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.place import place_of
from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.names import assumed_relations
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject

_SHOWN = 8


def check(subject: Subject) -> Iterator[Finding]:
    """What is taken as right, once a service."""
    for document, names in subject.once(assumed_relations):
        shown = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
        plural = "relation is" if len(names) == 1 else "relations are"
        message = f"{len(names)} {plural} assumed to exist: {shown}; name the DDL under 'schema'"
        yield Finding(RULE.name, message, place_of(document, "sql"))


RULE = Rule("assumed-relation", "sql", Level.INFO, "0.1.0", check)
