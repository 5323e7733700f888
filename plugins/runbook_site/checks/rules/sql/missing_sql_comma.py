"""A column is shown under the name of another column of the same relation.

## What it does

Reports `SELECT pid usename FROM pg_stat_activity`: without a comma, and without `AS`, the second name is a new one for
the first column. Only where one relation stands in `FROM`, all of whose columns are known.

## Why it hurts

The result has a column less, and another one under a wrong name: process numbers in the column of users.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pid usename, state FROM pg_stat_activity;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pid, usename, state FROM pg_stat_activity;
```
````

## When to leave it

Where the new name is meant: write `AS` in front of it.
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
    """Names that hide a column."""
    return name_findings(subject, RULE.name, frozenset({"alias"}))


RULE = Rule("missing-sql-comma", "sql", Level.WARNING, "0.1.0", check)
