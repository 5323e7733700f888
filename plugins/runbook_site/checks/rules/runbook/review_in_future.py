"""A review is dated in the future.

## What it does

Reports `reviewed.on` where it is more than a day after today. One day is allowed for: it is tomorrow already
somewhere.

## Why it hurts

The day was mistyped, or written ahead. Until then the runbook cannot become overdue.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2062-11-01, by: shop on-call}
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

Never: write the day on which somebody went through it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Reviews of days to come."""
    for document in subject.project.library.runbooks:
        review = document.runbook.reviewed
        if document.promised and review is not None and (review.on - subject.today).days > 1:
            message = f"the review is of {review.on}, and today is {subject.today}; write the day on which it was made"
            yield Finding(RULE.name, message, document.place("reviewed", "on"))


RULE = Rule("review-in-future", "runbook", Level.WARNING, "0.1.0", check)
