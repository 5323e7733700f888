"""Two steps of a runbook have the same id.

## What it does

Reports a step with an `id` that a step before it has.

## Why it hurts

A decision that names the id leads to the first of them, and so does every link to the other.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - id: restart
    title: Restart the web server
  - id: restart
    title: Restart the cache
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - id: restart-web
    title: Restart the web server
  - id: restart-cache
    title: Restart the cache
```

## When to leave it

Never: rename one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.text import Span


def check(subject: Subject) -> Iterator[Finding]:
    """Steps whose id is taken."""
    for document in subject.project.library.runbooks:
        first: dict[str, Span] = {}
        for phase, index, step in document.runbook.steps():
            if step.id is None:
                continue
            span = document.place(phase, index, "id")
            if (other := first.setdefault(step.id, span)) is not span:
                message = f"the id '{step.id}' was given to a step in line {other.start.line}; choose another"
                yield Finding(RULE.name, message, span)


RULE = Rule("duplicate-step-id", "runbook", Level.ERROR, "0.1.0", check)
