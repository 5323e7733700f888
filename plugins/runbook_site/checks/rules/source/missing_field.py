"""A field that is needed is missing.

## What it does

Reports a mapping without a field that it cannot do without: a runbook without `title`, a contact without `role`, a
variable without `description`.

## Why it hurts

The field is what the reader needs to use the rest: a value to fill in with no word about what it means cannot be
filled in.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - text: Restart the web server.
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

Never: add the field.
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
    """Fields that are missing."""
    return from_reading("missing-field", subject)


RULE = Rule("missing-field", "source", Level.ERROR, "0.1.0", check)
