"""A command waits for an answer and does not say so.

## What it does

Reports a command of a YAML runbook that opens an editor, a pager, a shell or the prompt of a client, or that asks
before it works, where `interactive` is not set.

## Why it hurts

Nobody expects it, and nothing that runs commands can: a rehearsal, a script and a terminal without a keyboard wait
for ever.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the shop
    commands:
      - title: Change the limits of the web server
        run: kubectl edit deployment web -n shop
        risk: change
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the shop
    commands:
      - title: Look at the limits of the web server
        run: kubectl get deployment web -n shop -o yaml
        risk: read
```

## When to leave it

Never: set `interactive: true`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.waiting import asks
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Commands that wait for somebody."""
    for runbook in subject.project.runbooks:
        for snippet, chunk in runbook.chunks():
            command = snippet.block.command
            if command is None or command.interactive or chunk.language != "shell":
                continue
            for invocation in chunk.invocations:
                if reason := asks(invocation):
                    span = invocation.text.span(invocation.start, invocation.end)
                    yield Finding(
                        RULE.name, f"{reason}; give the option that answers, or set 'interactive: true'", span
                    )
                    break


RULE = Rule("interactive-not-marked", "shell", Level.WARNING, "0.1.0", check)
