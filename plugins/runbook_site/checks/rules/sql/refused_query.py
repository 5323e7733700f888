"""PostgreSQL refuses a statement that its grammar takes.

## What it does

Reports an aggregate such as `count()` in `WHERE`; `INSERT` with more or fewer values than columns; the queries of a
`UNION` that have not as many columns; a column beside an aggregate, or beside `HAVING`, that is in no `GROUP BY`. Where
there is a `GROUP BY`, this is looked at for views of the system alone: a table may be grouped by its primary key.

## Why it hurts

The statement fails.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT usename FROM pg_stat_activity WHERE count(*) > 5 GROUP BY usename;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT usename FROM pg_stat_activity GROUP BY usename HAVING count(*) > 5;
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
    """Statements that fail before they begin."""
    return name_findings(subject, RULE.name, frozenset({"shape"}))


RULE = Rule("refused-query", "sql", Level.ERROR, "0.1.0", check)
