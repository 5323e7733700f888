"""A message is to be sent that does not exist.

## What it does

Reports an id under `messages` of a step that is the id of no message of the runbook or of its service.

## Why it hurts

The step says to send the text, and there is no text.

## Example

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Tell the customers
    messages: [outage-begun]
messages:
  - id: outage-began
    title: An outage has begun
    audience: Customers
    text: The shop is not reachable. We are working on it.
```

## Use instead

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Tell the customers
    messages: [outage-began]
messages:
  - id: outage-began
    title: An outage has begun
    audience: Customers
    text: The shop is not reachable. We are working on it.
```

## When to leave it

Never: correct the id, or write the message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Messages that do not exist."""
    library = subject.project.library
    for document in library.runbooks:
        service = library.service(document.service)
        if not document.promised or not service.is_sound:
            continue  # what a service.yml with errors holds is not known
        known = [message.id for message in document.runbook.messages]
        known += [message.id for message in service.service.messages] if service.service else []
        for phase, index, step in document.runbook.steps():
            for at, name in enumerate(step.messages):
                if name not in known:
                    message = f"there is no message '{name}' in this runbook or its service{hint(name, known)}"
                    span = document.place(phase, index, "messages", at)
                    yield Finding(RULE.name, message, span, alternatives=nearest(name, known))


RULE = Rule("unknown-message", "runbook", Level.ERROR, "0.1.0", check)
