"""A variable is said to come from a command that does not exist.

## What it does

Reports a `from` of a variable that is the id of no command: of the runbook, or, for a variable of a service or the
site, of any of their runbooks.

## Why it hurts

The page says where the value comes from, and there is no such place.

## Example

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  pid:
    type: integer
    description: Number of the process.
    from: find-proces
diagnosis:
  - title: Look at the process
    commands:
      - id: find-process
        title: Find it
        run: pgrep -o shop-web
        risk: read
      - title: Look at it
        run: cat "/proc/$pid/status"
        risk: read
```

## Use instead

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  pid:
    type: integer
    description: Number of the process.
    from: find-process
diagnosis:
  - title: Look at the process
    commands:
      - id: find-process
        title: Find it
        run: pgrep -o shop-web
        risk: read
      - title: Look at it
        run: cat "/proc/$pid/status"
        risk: read
```

## When to leave it

Never: correct the id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.place import place_of
from runbook_site.checks.rule import Rule
from runbook_site.model.slug import slug
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import RunbookDocument, ServiceDocument, SiteDocument
    from runbook_site.model.variable import Variable


def check(subject: Subject) -> Iterator[Finding]:
    """Variables from commands that do not exist."""
    library = subject.project.library
    ids = {id(document): tuple(_command_ids(document)) for document in library.runbooks}
    for document in library.runbooks:
        if document.form == "yaml":
            yield from _unknown(document.runbook.variables, document, ids[id(document)])
    partial = library.partial_services
    for service in library.services:
        if service.service is not None and service.id not in partial:
            names = tuple(name for each in library.runbooks if each.service == service.id for name in ids[id(each)])
            yield from _unknown(service.service.variables, service, names)
    if not partial:
        yield from _unknown(library.site.site.variables, library.site, tuple(n for each in ids.values() for n in each))


def _command_ids(document: RunbookDocument) -> Iterator[str]:
    """Given, or taken from the title."""
    for _, _, step in document.runbook.steps():
        for command in step.commands:
            if command.id or command.title:
                yield command.id or slug(command.title or "")


def _unknown(
    variables: Mapping[str, Variable],
    document: RunbookDocument | ServiceDocument | SiteDocument,
    known: tuple[str, ...],
) -> Iterator[Finding]:
    for name, variable in variables.items():
        if variable.from_ is not None and variable.from_ not in known:
            message = f"there is no command '{variable.from_}'{hint(variable.from_, known)}"
            span = place_of(document, "variables", name, "from")
            yield Finding(RULE.name, message, span, alternatives=nearest(variable.from_, known))


RULE = Rule("variable-from-unknown-command", "runbook", Level.ERROR, "0.1.0", check)
