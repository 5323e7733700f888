"""An example or default is no value of its variable.

## What it does

Reports an `example` or `default` that the variable's own `pattern`, `choices` or type (`integer`, `host`, `url`,
`path`, `identifier`, `duration`, `timestamp`) does not allow. A pattern that could take very long to try is not tried.

## Why it hurts

The page refuses the very value that it shows as right. One of the two is wrong, and the reader cannot know which.

## Example

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  order:
    description: Number of the order.
    pattern: "[0-9]{8}"
    example: A-1234
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
    pattern: "[0-9]{8}"
    example: "00012345"
diagnosis:
  - title: Look at the order
    commands:
      - title: Find it in the log
        run: grep -F "$order" /var/log/shop/orders.log
        risk: read
```

## When to leave it

Never: correct one of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import nearest
from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.declaration import declarations
from runbook_site.checks.variable.fitting_value import in_words, why_not
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Examples and defaults that would be refused."""
    for declaration in declarations(subject.project.library):
        variable = declaration.variable
        for field, value in (("default", variable.default), ("example", variable.example)):
            if value is not None and (why := why_not(variable, value)):
                message = f"the {field} {in_words(declaration.name, value)} {why}"
                choices = nearest(value, variable.choices)
                yield Finding(RULE.name, message, declaration.place(field), alternatives=choices)


RULE = Rule("example-not-matching", "runbook", Level.WARNING, "0.1.0", check)
