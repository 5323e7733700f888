r"""A meta-command that psql does not have.

## What it does

Reports a command with a backslash that psql has in no version, or not in the one that `service.yml` names under
`tools: psql`. A semicolon belongs to the name: psql has `\timing`, and no `\timing;`.

## Why it hurts

psql says `invalid command` and goes on with the next line.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
\tming on
SELECT 1;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
\timing on
SELECT 1;
```
````

## When to leave it

Never: psql does nothing with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.postgresql.meta_commands import command_problem, meta_command_name, meta_commands
from runbook_site.checks.postgresql.spelling import misspelt
from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.statements import placed_statements
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Meta-commands that do not exist."""
    for place in subject.once(placed_statements):
        if place.is_meta and place.statement.psql:
            text = place.statement.text.text
            name = meta_command_name(text)
            problem = command_problem(name, place.psql_version)
            behind = text[len(name) : len(name) + 1]
            if not problem and behind == ";" and not name.startswith(("\\d", "\\;")):
                problem = f"psql has no meta-command {name}; with a semicolon: take the semicolon away"
            if problem:
                near = misspelt(name, sorted(meta_commands()))
                span = place.statement.text.span(0, len(name))
                yield Finding(RULE.name, f"{problem}{f'; did you mean {near}?' if near else ''}", span)


RULE = Rule("unknown-meta-command", "sql", Level.ERROR, "0.1.0", check)
