"""A variable of psql stands in the statement behind -c, where psql fills in none.

## What it does

Reports `:name`, `:'name'` and `:"name"` in a statement that psql gets by `-c` or `--command`, set by `-v` or not.

## Why it hurts

psql hands what stands behind `-c` to the server as it is. The server does not know such variables and answers
`syntax error at or near ":"`. psql fills them in where it reads a file or its standard input.

## Example

````markdown title="runbook_src/shop/database.md"
# An order is stuck

```sh
psql -v order_id="$order_id" -c 'SELECT state FROM orders WHERE id = :order_id'
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# An order is stuck

```sh
psql -v order_id="$order_id" <<'SQL'
SELECT state FROM orders WHERE id = :order_id;
SQL
```
````

## When to leave it

Never: the statement always fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.runs import sql_runs
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Variables that nobody fills in."""
    for run in subject.once(sql_runs):
        # Behind -c, a meta-command has its variables filled in.
        for place in run.places if run.is_psql and run.argument else ():
            for use in () if place.is_meta else place.chunk.variables:
                if use.syntax == "psql" and place.span.start <= use.span.start < place.span.end:
                    message = f"psql fills in no '{use.text}' behind -c; give it the statement by standard input (<<)"
                    yield Finding(RULE.name, message, use.span)


RULE = Rule("psql-variable-in-argument", "sql", Level.ERROR, "0.1.0", check)
