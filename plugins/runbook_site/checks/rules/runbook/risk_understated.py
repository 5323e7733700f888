"""A command does more than its author says.

## What it does

Reports a command whose text shows a higher risk than its `risk` declares, with what it was seen by. A declared
risk may be higher than what the text shows.

## Why it hurts

The colour beside the command is what people trust when they are tired. A destructive command in the colour of a
reading one is run without a second look.

## Example

```yaml title="runbook_src/shop/clean.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: See what takes the space
    commands:
      - title: Remove the old logs
        run: rm -rf /var/log/shop/old
        risk: read
        effect: The logs of last month are gone.
```

## Use instead

```yaml title="runbook_src/shop/clean.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: See what takes the space
    commands:
      - title: Remove the old logs
        run: rm -rf /var/log/shop/old
        risk: destructive
        effect: The logs of last month are gone.
```

## When to leave it

Where the tool is wrong about a command: allow the rule at the command, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.changes import span_of
from runbook_site.checks.rule import Rule
from runbook_site.model.command import RISKS
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Commands whose text shows more than is declared."""
    for runbook in subject.project.runbooks:
        for snippet, chunk in runbook.chunks:
            declared_risk = snippet.block.command.risk if snippet.block.command else None
            if declared_risk is None:
                continue
            if RISKS.index(chunk.risk_least) > RISKS.index(declared_risk):
                why = "; ".join(chunk.risk_reasons) or "its text shows it"
                message = f"declared as '{declared_risk}', and its text shows '{chunk.risk_least}': {why}"
                yield Finding(RULE.name, message, span_of(chunk), alternatives=(chunk.risk_least,))


RULE = Rule("risk-understated", "runbook", Level.ERROR, "0.1.0", check)
