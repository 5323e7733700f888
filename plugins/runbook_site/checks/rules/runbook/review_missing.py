"""Nothing says when a runbook was last found right.

## What it does

Reports a runbook without `reviewed` that is neither a draft nor deprecated. Markdown without a field of this
format is left alone.

## Why it hurts

A review that was never written down can never be overdue. The page looks as trustworthy as one that was gone
through last week.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
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
    """Runbooks without a review."""
    for document in subject.project.library.runbooks:
        runbook = document.runbook
        if document.promised and runbook.reviewed is None and runbook.status == "active":
            message = "nothing says when this was last found right; write 'reviewed: {on: YYYY-MM-DD, by: a team}'"
            yield Finding(RULE.name, message, document.place("title"))


RULE = Rule("review-missing", "runbook", Level.WARNING, "0.1.0", check)
