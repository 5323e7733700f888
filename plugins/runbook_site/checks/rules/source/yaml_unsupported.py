"""A file uses something of YAML that is not supported.

## What it does

Reports merge keys (`<<`), tags of one's own (`!include`), keys that are lists or mappings, and a second document
in one file.

## Why it hurts

YAML 1.2 has no merge keys, and a tag means what a program makes of it. Two tools read two different runbooks from
the same file.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
---
title: Restart the cache
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

Never: write the values out.
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
    """Parts of YAML that are not read."""
    return from_reading("yaml-unsupported", subject)


RULE = Rule("yaml-unsupported", "source", Level.ERROR, "0.1.0", check)
