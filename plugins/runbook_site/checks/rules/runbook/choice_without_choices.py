"""A variable is a choice, and has nothing to choose from.

## What it does

Reports a variable of the type `choice` without `choices`.

## Why it hurts

The page shows an empty list, and the command can never be completed.

## Example

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  zone:
    type: choice
    description: Where it happens.
diagnosis:
  - title: Look at the zone
    commands:
      - title: Show its state
        run: shopctl state "$zone"
        risk: read
```

## Use instead

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  zone:
    type: choice
    description: Where it happens.
    choices: [north, south]
diagnosis:
  - title: Look at the zone
    commands:
      - title: Show its state
        run: shopctl state "$zone"
        risk: read
```

## When to leave it

Never: write the choices down, or make it a `string`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.declaration import declarations
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Choices of nothing."""
    for declaration in declarations(subject.project.library):
        if declaration.variable.type == "choice" and not declaration.variable.choices:
            message = f"'{declaration.name}' is a choice, and has no 'choices'; list them, or give it another type"
            yield Finding(RULE.name, message, declaration.place("type"))


RULE = Rule("choice-without-choices", "runbook", Level.WARNING, "0.1.0", check)
