"""A command destroys something and does not say what.

## What it does

Reports a destructive command of a YAML runbook without `effect`. What its text shows counts as well as what `risk`
says.

## Why it hurts

The effect stands beside the button that copies the command. It is the last thing read before it is too late.

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
        expect: (integer) 1
no_rollback: The payment provider sends them again.
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
no_rollback: The payment provider sends them again.
```

## When to leave it

Never: it is one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.changes import rated_chunks
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Destructive commands that do not say what they destroy."""
    for runbook in subject.project.runbooks:
        for each in rated_chunks(runbook):
            command = each.snippet.block.command
            if command is not None and command.effect is None and each.risk == "destructive":
                why = "".join(f" ({reason})" for reason in each.chunk.risk_reasons[:1])
                message = f"this destroys something{why}, and does not say what; add 'effect'"
                yield Finding(RULE.name, message, each.span)


RULE = Rule("destructive-without-effect", "runbook", Level.WARNING, "0.1.0", check)
