"""A mapping has the same key twice.

## What it does

Reports a key of a YAML mapping that stood in the same mapping before.

## Why it hurts

YAML 1.2 forbids it (section 3.2.1.3), yet most parsers keep the last value and drop the first without a word:
half of what was written is gone, and nobody sees it.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
owner: platform
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
```

## When to leave it

Never: keep one of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.from_reading import from_reading
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """Repeated keys."""
    return from_reading("duplicate-key", subject)


RULE = Rule("duplicate-key", "source", Level.ERROR, "0.1.0", check)
