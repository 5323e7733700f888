"""PostgreSQL refuses a statement that its grammar takes.

## What it does

Reports what PostgreSQL refuses because of the types: an operator that there is not for what stands on its sides
(`query_start < now() - 300`), a condition that is neither true nor false (`WHERE state`), values that do not meet in
`CASE`, `coalesce()`, `UNION` or an array, a cast that there is not (`now()::int`). Types are known of PostgreSQL's own
columns and functions, of casts and of literals; nothing is said of what only the database knows, and of databases with
extensions that do not come with PostgreSQL.

Of the form of a query: an aggregate such as `count()` or a window function in `WHERE`; an aggregate inside of another;
`INSERT` with more or fewer values than columns; the queries of a `UNION` that have not as many columns; a column beside
an aggregate, in `HAVING` or in `ORDER BY` that is in no `GROUP BY`; numbers in `ORDER BY` and `GROUP BY` that are none
of the columns; a column that two relations in `FROM` have, and a name that stands for two of them; a function that
`CALL` is to run. Where there is a `GROUP BY`, columns outside of it are looked at for views of the system alone: a
table may be grouped by its primary key.

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
