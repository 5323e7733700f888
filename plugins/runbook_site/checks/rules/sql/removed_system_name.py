"""A name that newer versions of PostgreSQL no longer have, and no version is named.

## What it does

Reports a column, relation, function or setting of the system's that the newest version does not have, in a runbook
whose service does not say which version it runs. With `sql: version` in `service.yml` the other rules speak with
certainty.

## Why it hurts

After the next upgrade, or already now, the statement fails.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT query, mean_time FROM pg_stat_statements;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT query, mean_exec_time FROM pg_stat_statements;
```
````

## When to leave it

Where the runbook says to which versions the statement applies.
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
    """Names that are gone."""
    return name_findings(
        subject, RULE.name, frozenset({"column", "relation", "function", "setting", "type"}), gone=True
    )


RULE = Rule("removed-system-name", "sql", Level.WARNING, "0.1.0", check)
