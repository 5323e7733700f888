"""A variable of psql stands inside of quotes, where psql fills in none.

## What it does

Reports a text that is `':name'` as a whole, in SQL that psql reads, where the runbook declares a variable of that name.

## Why it hurts

The statement works, and compares with the letters `:name`: it finds nothing, or writes them into the table.

## Example

````yaml title="runbook_src/shop/lock.yml"
title: A user holds a lock
reviewed: {on: 2026-11-01, by: web}
variables:
  login:
    description: The name of the user
procedure:
  - title: Look at the sessions
    commands:
      - title: Show the sessions of the user
        psql: SELECT pid FROM pg_stat_activity WHERE usename = ':login';
        risk: read
````

## Use instead

````yaml title="runbook_src/shop/lock.yml"
title: A user holds a lock
reviewed: {on: 2026-11-01, by: web}
variables:
  login:
    description: The name of the user
procedure:
  - title: Look at the sessions
    commands:
      - title: Show the sessions of the user
        psql: SELECT pid FROM pg_stat_activity WHERE usename = :'login';
        risk: read
````

## When to leave it

Where the text is meant as it is: rename the variable.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.sql.runs import sql_runs
from runbook_site.checks.variable.variable_scope import declared
from runbook_site.snippets.sql_lexer import lex_sql
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.checks.sql.statements import PlacedStatement

_TEXT = re.compile(r"':([A-Za-z_]\w*)'")


def check(subject: Subject) -> Iterator[Finding]:
    """Variables that stay as they are written."""
    for run in subject.once(sql_runs):
        for place in () if run.argument else run.places:
            if place.statement.psql and not place.is_meta and "':" in place.statement.text.text:
                known = declared(subject.project.library, place.runbook.document)
                yield from _findings(place, known)


def _findings(place: PlacedStatement, known: Container[str]) -> Iterator[Finding]:
    text = place.statement.text
    for token in lex_sql(text.text, place.statement.dialect, psql=True):
        found = _TEXT.fullmatch(text.text, token.start, token.end) if token.kind == "string" else None
        if found is not None and found[1] in known:
            message = f"psql fills in nothing inside of quotes, and takes {found[0]} as it is; write :'{found[1]}'"
            yield Finding(RULE.name, message, text.span(*found.span()), alternatives=(f":'{found[1]}'",))


RULE = Rule("psql-variable-in-quotes", "sql", Level.WARNING, "0.1.0", check)
