"""The shell replaces the dollar quotes of a statement.

## What it does

Reports `$$ … $$` and `$tag$ … $tag$` behind `DO` and in `CREATE FUNCTION` and `CREATE PROCEDURE`, where they stand in
double quotes of the shell, or in a heredoc whose delimiter is not quoted.

## Why it hurts

The shell puts its process number in place of `$$`, and nothing in place of `$tag`: the server gets
`DO 4711 BEGIN … END 4711`, and answers with a syntax error.

## Example

````markdown title="runbook_src/shop/database.md"
# An order is stuck

```sh
psql shop <<SQL
DO $$ BEGIN PERFORM release_orders(); END $$;
SQL
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# An order is stuck

```sh
psql shop <<'SQL'
DO $$ BEGIN PERFORM release_orders(); END $$;
SQL
```
````

## When to leave it

Never: the statement always fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.dollars import expanded_dollars
from runbook_site.checks.sql.statements import placed_statements
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Dollar quotes that do not reach the server."""
    for place in subject.once(placed_statements):
        if place.postgresql and not place.is_meta and (found := expanded_dollars(place)) is not None:
            text = place.statement.text
            written = text.text[slice(*found)]
            message = f"the shell replaces '{written}' before psql gets it: put it into single quotes, or write <<'SQL'"
            yield Finding(RULE.name, message, text.span(*found))


RULE = Rule("dollar-quotes-expanded", "sql", Level.ERROR, "0.1.0", check)
