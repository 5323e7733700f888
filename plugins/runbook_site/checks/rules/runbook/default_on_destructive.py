"""A variable that a destructive command uses has a default.

## What it does

Reports the `default` of a variable where a destructive command of the runbook uses the variable.

## Why it hurts

A default is what is copied when nobody thinks. The one value that nobody thought about is then what is destroyed.

## Example

```yaml title="runbook_src/shop/empty-queue.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  queue:
    description: The queue to delete.
    default: orders
procedure:
  - title: Throw a queue away
    commands:
      - title: Delete the queue
        run: redis-cli DEL "$queue"
        risk: destructive
        effect: All that waits in the queue is lost.
        expect: (integer) 1
no_rollback: The payment provider sends the orders again.
```

## Use instead

```yaml title="runbook_src/shop/empty-queue.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  queue:
    description: The queue to delete.
    example: orders
procedure:
  - title: Throw a queue away
    commands:
      - title: Delete the queue
        run: redis-cli DEL "$queue"
        risk: destructive
        effect: All that waits in the queue is lost.
        expect: (integer) 1
no_rollback: The payment provider sends the orders again.
```

## When to leave it

Never: make it an `example`, which is shown and never used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.changes import rated_chunks
from runbook_site.checks.place import place_of
from runbook_site.checks.rule import Rule
from runbook_site.checks.variable.variable_scope import declared
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import Library, RunbookDocument
    from runbook_site.sources.text import Span


def check(subject: Subject) -> Iterator[Finding]:
    """Defaults of variables with which something is destroyed."""
    library = subject.project.library
    for runbook in subject.project.runbooks:
        document = runbook.document
        known = declared(library, document)
        for each in rated_chunks(runbook):
            if each.risk != "destructive":
                continue
            for name in dict.fromkeys(use.name for use in each.chunk.variables):
                variable = known.get(name)
                if variable is not None and variable.default is not None:
                    line = each.span.start.line
                    where = (
                        f"the command in line {line}" if name in document.runbook.variables else _far(document, line)
                    )
                    message = f"{where} destroys something with '{name}'; make the default an 'example'"
                    yield Finding(RULE.name, message, _place(library, document, name))


def _far(document: RunbookDocument, line: int) -> str:
    return f"the command in line {line} of {document.source.path}"


def _place(library: Library, document: RunbookDocument, name: str) -> Span:
    """Where the default stands: in the runbook, else in the service, else in the site."""
    service = library.service(document.service)
    if name in document.runbook.variables:
        return document.place("variables", name, "default")
    if service.service is not None and name in service.service.variables:
        return place_of(service, "variables", name, "default")
    return place_of(library.site, "variables", name, "default")


RULE = Rule("default-on-destructive", "runbook", Level.ERROR, "0.1.0", check)
