"""A field holds a value that is not allowed there.

## What it does

Reports a word that is not among those of a choice, a duration, date or identifier that is none, a command with two
texts, and a file named under `alert_rules` that holds no rules.

## Why it hurts

The value means nothing to the tool, and something to its author: the difference shows when it is needed.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
review_every: 90 days
procedure:
  - title: Restart the web server
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
review_every: 90d
procedure:
  - title: Restart the web server
```

## When to leave it

Never: write a value that the message names.
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
    """Values that are not allowed."""
    return from_reading("invalid-value", subject)


RULE = Rule("invalid-value", "source", Level.ERROR, "0.1.0", check)
