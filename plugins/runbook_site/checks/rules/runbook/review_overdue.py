"""A runbook was not reviewed within the time that its review holds.

## What it does

Adds `review_every` (of the runbook, else of `site.yml`) to the day in `reviewed.on`, and reports the runbook
once that day is past. `runbook-site check --today DATE` says which day it is held against.

## Why it hurts

Hosts are renamed, options go away, people leave. A page that nobody looked at for a year is followed with the
same trust as one of last week.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2024-01-15, by: shop on-call}
review_every: 90d
procedure:
  - title: Restart the web server
```

## Use instead

Go through the runbook, mend what is wrong, and write down the day:

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
review_every: 90d
procedure:
  - title: Restart the web server
```

## When to leave it

For a runbook that is kept for the record only: set `status: deprecated`, which is not reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.model.base import to_timedelta
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Reviews that no longer hold."""
    library = subject.project.library
    for document in library.runbooks:
        runbook = document.runbook
        if runbook.reviewed is None or runbook.status == "deprecated":
            continue
        holds = runbook.review_every or library.site.site.check.review_every
        due = runbook.reviewed.on + to_timedelta(holds)
        if due < subject.today:
            message = f"the review of {runbook.reviewed.on} held for {holds}, until {due}; go through it again"
            yield Finding(RULE.name, message, document.place("reviewed", "on"))


RULE = Rule("review-overdue", "runbook", Level.WARNING, "0.1.0", check)
