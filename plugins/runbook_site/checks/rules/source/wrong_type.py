"""A field holds another kind of value than it should.

## What it does

Reports a number or a truth value where text is needed, text where a list is needed, and the like, and says how it
would be written.

## Why it hurts

YAML decides by the look of a value: `1.10` is the number 1.1, and a version that loses its zero is another
version.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
tags: web
procedure:
  - title: Restart the web server
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
tags: [web]
procedure:
  - title: Restart the web server
```

## When to leave it

Never: write the value as the message says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.from_reading import from_reading
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Values of the wrong kind."""
    return from_reading("wrong-type", subject)


RULE = Rule("wrong-type", "source", Level.ERROR, "0.1.0", check)
