"""A runbook has nothing to do in it.

## What it does

Reports a runbook without a single step, message or link, unless it is a draft. Markdown without a field of this
format is left alone.

## Why it hurts

It is found by its title, opened with hope, and says nothing.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
summary: Restarts the shop.
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
summary: Restarts the shop.
procedure:
  - title: Restart the web server
```

## When to leave it

While it is being written: set `status: draft`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Runbooks without content."""
    for document in subject.project.library.runbooks:
        runbook = document.runbook
        if not document.promised or runbook.status != "active" or document.blocks:
            continue
        has_text = document.body is not None and any(
            line.strip() and not line.startswith("#") for line in document.body.text.split("\n")
        )
        if not (any(runbook.steps()) or runbook.messages or runbook.links or runbook.related or has_text):
            message = "this runbook has no step; write what to do, or set 'status: draft'"
            yield Finding(RULE.name, message, document.place("title"))


RULE = Rule("empty-runbook", "runbook", Level.WARNING, "0.1.0", check)
