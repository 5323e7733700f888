"""A runbook destroys something and says nothing about the way back.

## What it does

Reports the first destructive command of a procedure where the runbook has neither `rollback` steps nor
`no_rollback` with the reason why there is none. Markdown without a field of this format is left alone.

## Why it hurts

What is destroyed is gone unless somebody thought of it before: a copy, a snapshot, a name kept. The place for that
thought is the runbook, while nothing is burning.

## Example

```yaml title="runbook_src/shop/empty-queue.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Throw the orders away
    commands:
      - title: Delete the queue
        run: redis-cli DEL orders
        risk: destructive
        effect: All orders that wait are lost.
        expect: (integer) 1
```

## Use instead

```yaml title="runbook_src/shop/empty-queue.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Throw the orders away
    commands:
      - title: Delete the queue
        run: redis-cli DEL orders
        risk: destructive
        effect: All orders that wait are lost.
        expect: (integer) 1
no_rollback: The orders are in the journal of the payment provider, which sends them again.
```

## When to leave it

Never: the reason under `no_rollback` is the exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.changes import first_at_risk
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Destruction without a word about the way back."""
    for runbook in subject.project.runbooks:
        document = runbook.document
        values = document.runbook
        if not document.promised or values.rollback or values.no_rollback or values.status == "deprecated":
            continue
        if (destroying := first_at_risk(runbook, "destructive")) is not None:
            message = (
                "this destroys something, and nothing says how to get it back; "
                "add steps under 'rollback', or the reason why there are none under 'no_rollback'"
            )
            yield Finding(RULE.name, message, destroying.span)


RULE = Rule("destructive-without-rollback", "runbook", Level.ERROR, "0.1.0", check)
