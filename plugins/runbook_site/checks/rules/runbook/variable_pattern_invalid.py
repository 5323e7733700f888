"""The pattern of a variable is no regular expression.

## What it does

Reports a `pattern` of a variable that cannot be read as a regular expression, with the reason.

## Why it hurts

Nothing that is typed in is held against it, or everything is refused.

## Example

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  order:
    description: Number of the order.
    pattern: "[0-9+"
diagnosis:
  - title: Look at the order
    commands:
      - title: Find it in the log
        run: grep -F "$order" /var/log/shop/orders.log
        risk: read
```

## Use instead

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  order:
    description: Number of the order.
    pattern: "[0-9]+"
diagnosis:
  - title: Look at the order
    commands:
      - title: Find it in the log
        run: grep -F "$order" /var/log/shop/orders.log
        risk: read
```

## When to leave it

Never: correct the pattern.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.pattern import pattern_error
from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.declaration import declarations
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Patterns that are none."""
    for declaration in declarations(subject.project.library):
        pattern = declaration.variable.pattern
        if pattern is not None and (why := pattern_error(pattern)):
            message = f"the pattern of '{declaration.name}' is no regular expression: {why}"
            yield Finding(RULE.name, message, declaration.place("pattern"))


RULE = Rule("variable-pattern-invalid", "runbook", Level.ERROR, "0.1.0", check)
