"""Two commands of a runbook have the same id.

## What it does

Reports a command with an `id` that a command before it in the same runbook has.

## Why it hurts

The catalog gives the second one a number behind its name, which moves to another command when the order changes:
links, proofs and `from` of variables then speak of the wrong one.

## Example

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the machine
    commands:
      - {id: look, title: See the load, run: uptime, risk: read}
      - {id: look, title: See the disk, run: df -h, risk: read}
```

## Use instead

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the machine
    commands:
      - {id: see-load, title: See the load, run: uptime, risk: read}
      - {id: see-disk, title: See the disk, run: df -h, risk: read}
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
    """Commands whose id is taken."""
    for document in subject.project.library.runbooks:
        first: dict[str, Span] = {}
        for phase, index, step in document.runbook.steps():
            for number, command in enumerate(step.commands):
                if command.id is None:
                    continue
                span = document.place(phase, index, "commands", number, "id")
                if (other := first.setdefault(command.id, span)) is not span:
                    message = f"the id '{command.id}' was given to a command in line {other.start.line}; choose another"
                    yield Finding(RULE.name, message, span)


RULE = Rule("duplicate-command-id", "runbook", Level.ERROR, "0.1.0", check)
