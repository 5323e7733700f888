"""A secret has a value in the sources.

## What it does

Reports a `default` or an `example` of a variable whose type is `secret`.

## Why it hurts

What stands in a repository is read by everybody who can read the repository, for as long as it exists. An example
invites to paste a real one.

## Example

```yaml title="runbook_src/shop/login.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  SHOP_TOKEN:
    type: secret
    description: Token for the interface of the shop.
    default: correct-horse-battery-staple
diagnosis:
  - title: Ask the shop
    commands:
      - title: Ask for its state
        run: 'curl --header "Authorization: Bearer $SHOP_TOKEN" https://shop.example.com/state'
        risk: read
```

## Use instead

```yaml title="runbook_src/shop/login.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  SHOP_TOKEN:
    type: secret
    description: Token for the interface of the shop; the password manager has it under "shop".
diagnosis:
  - title: Ask the shop
    commands:
      - title: Ask for its state
        run: 'curl --header "Authorization: Bearer $SHOP_TOKEN" https://shop.example.com/state'
        risk: read
```

## When to leave it

Never: say in `description` where it is kept. If it was a real one, change it.
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
    """Secrets with a value."""
    for declaration in declarations(subject.project.library):
        if declaration.variable.type != "secret":
            continue
        for field, value in (("default", declaration.variable.default), ("example", declaration.variable.example)):
            if value is not None:
                message = (
                    f"'{declaration.name}' is a secret, and has its {field} written down; say where it is kept instead"
                )
                yield Finding(RULE.name, message, declaration.place(field))


RULE = Rule("secret-with-value", "runbook", Level.ERROR, "0.1.0", check)
