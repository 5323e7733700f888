r"""A meta-command stands where psql does not read it.

## What it does

Reports a meta-command behind SQL in one `-c`, and a `\copy` whose parenthesis is not closed in its line.

## Why it hurts

psql hands all that stands behind `-c` to the server, unless it begins with a backslash: the server answers
`syntax error at or near "\"`. In a file or a heredoc, a meta-command ends with its line, so that `\copy` is cut in two.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```sh
psql -c 'SELECT count(*) FROM orders; \d orders'
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```sh
psql -c 'SELECT count(*) FROM orders' -c '\d orders'
```
````

## When to leave it

Never: it always fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.postgresql.meta_commands import is_cut, meta_command_name
from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.runs import sql_runs
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Meta-commands that psql does not take as such."""
    for run in subject.once(sql_runs):
        mixed = run.is_psql and run.argument and not run.places[0].is_meta
        for place in run.places:
            if not place.is_meta or not place.statement.psql:
                continue
            name = meta_command_name(place.statement.text.text)
            span = place.statement.text.span(0, len(name))
            if mixed:
                message = (
                    f"psql takes no {name} behind SQL in one -c: give it a -c of its own, or both by standard input"
                )
                yield Finding(RULE.name, message, span)
            elif is_cut(place.statement.text.text):
                message = f"{name} ends with its line: write all of it, to the closing parenthesis, in one line"
                yield Finding(RULE.name, message, span)


RULE = Rule("misused-meta-command", "sql", Level.ERROR, "0.1.0", check)
