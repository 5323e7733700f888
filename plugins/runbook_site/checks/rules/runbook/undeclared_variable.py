"""A command uses a variable that nothing sets.

## What it does

Reports a variable of shell or psql in a command that is declared nowhere (in `variables` of the runbook, the
service or the site, or among their `environment_variables`), that no command before it in the runbook sets, and
that is none of those every terminal has (`HOME`, `USER`, `EDITOR`…). `${name:-other}` and `${name+set}` say
themselves what happens without it, and are not reported. Markdown is held to it where its front matter declares
`variables`; elsewhere in Markdown, a variable of psql counts whose name is a letter off from one that the runbook sets.

## Why it hurts

A shell puts nothing in its place. `rm -rf "$dir"/*` becomes `rm -rf /*`, and the reader was not asked for a value.
psql sends the name itself to the server, which refuses it.

## Example

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the logs
    commands:
      - title: Show the last errors of a machine
        run: ssh "$web_host" tail /var/log/shop/error.log
        risk: read
```

## Use instead

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  web_host:
    type: host
    description: The machine that the alert names.
diagnosis:
  - title: Look at the logs
    commands:
      - title: Show the last errors of a machine
        run: ssh "$web_host" tail /var/log/shop/error.log
        risk: read
```

## When to leave it

Where something outside of the runbook sets it: name it under `environment_variables` of the service.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.nearest import nearest
from runbook_site.checks.postgresql.spelling import misspelt
from runbook_site.checks.rule import Rule
from runbook_site.checks.variable.variable_scope import PSQL_OWN, WELL_KNOWN, declared, names_set, sets_unknown_names
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.snippet import VariableUse

_HAS_ALTERNATIVE = re.compile(r"\$\{!?\w+(?:\[[^\]]*\])?:?[-=+]")


def check(subject: Subject) -> Iterator[Finding]:
    """Variables that nothing sets."""
    library = subject.project.library
    unread = {service.id for service in library.services if not service.is_sound}
    for runbook in subject.project.runbooks:
        document = runbook.document
        held = document.promised and (document.form == "yaml" or bool(document.runbook.variables))
        if document.service in unread:
            continue
        known = declared(library, document)
        assigned: set[str] = set()
        for _, chunk in runbook.chunks:
            assigned |= set(names_set(chunk))
            if sets_unknown_names(chunk):
                break
            for use in chunk.variables:
                if use.name in known or use.name in assigned or not _is_open(use):
                    continue
                if held or (use.syntax == "psql" and misspelt(use.name, sorted(assigned))):
                    yield _finding(use, (*known, *sorted(assigned)))


def _finding(use: VariableUse, known: Iterable[str]) -> Finding:
    left = "goes to the server as it is" if use.syntax == "psql" else "is empty"
    message = f"nothing sets '{use.name}', so '{use.text}' {left}; declare it under 'variables'"
    return Finding(RULE.name, message, use.span, alternatives=nearest(use.name, known))


def _is_open(use: VariableUse) -> bool:
    """Whether a use needs a value from outside. Placeholders are no variables yet."""
    if use.syntax == "psql":
        return use.name not in PSQL_OWN
    return (
        use.syntax == "shell"
        and use.outermost != "single"
        and not use.assigned_here
        and not WELL_KNOWN.fullmatch(use.name)
        and not _HAS_ALTERNATIVE.match(use.text)
    )


RULE = Rule("undeclared-variable", "runbook", Level.ERROR, "0.1.0", check)
