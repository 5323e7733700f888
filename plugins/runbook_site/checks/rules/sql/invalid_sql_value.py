"""A setting, an option or an interval is given a value that it does not take.

## What it does

Reports values in `SET`, `ALTER SYSTEM SET`, `ALTER ROLE … SET`, `ALTER DATABASE … SET` and `set_config()` that the
setting does not take: words that are none of its values, units that it does not know, numbers outside of its range. The
same of options such as `COPY (FORMAT …)`, and of units in `interval '5 minutes'`. Units of settings count in the case
that they are written in: `MB`, and not `mb`. Ranges are those of PostgreSQL 18.

A text in quotes becomes what it is compared or computed with. Where its type is known and does not take the text, it is
reported: `pid = 'abc'`, `coalesce(pid, 'none')`, and `now() - '5 min'`, in which PostgreSQL takes the text for a time
and not for a length of time.

## Why it hurts

The statement fails, and what was to be mended stays as it is.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SET statement_timeout = '5minutes';
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SET statement_timeout = '5min';
```
````

## When to leave it

Where the service has another version, which takes the value: name it under `sql` in `service.yml`.
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
    """Values that are not taken."""
    return name_findings(subject, RULE.name, frozenset({"value"}))


RULE = Rule("invalid-sql-value", "sql", Level.ERROR, "0.1.0", check)
