"""Nothing says what a command does to the world.

## What it does

Reports a command of a YAML runbook without `risk` where its text does not tell either: a program that the tool
does not know.

## Why it hurts

It stands in the catalog as `unknown`, beside commands of which a reader knows that they are harmless.

## Example

```yaml title="runbook_src/shop/state.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the shop
    commands:
      - title: Show its state
        run: shopctl state
```

## Use instead

```yaml title="runbook_src/shop/state.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the shop
    commands:
      - title: Show its state
        run: shopctl state
        risk: read
```

## When to leave it

Where nobody knows: `unknown` is then the truth.
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
    """Commands of unknown risk."""
    for runbook in subject.project.runbooks:
        for snippet, chunk in runbook.chunks:
            command = snippet.block.command
            if command is not None and command.risk is None and chunk.risk == "unknown":
                message = "nothing says what this does to the world; add 'risk'"
                yield Finding(RULE.name, message, span_of(chunk), alternatives=RISKS)


RULE = Rule("risk-undeclared", "runbook", Level.INFO, "0.1.0", check)
