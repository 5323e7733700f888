"""A command runs until it is stopped and does not say so.

## What it does

Reports a command of a YAML runbook that follows a log, watches, forwards a port or serves, where `interactive` is not
set. What `timeout` ends, what goes on in the background and what `head` cuts is left alone.

## Why it hurts

Whoever follows the steps waits for the next prompt, which never comes.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the shop
    commands:
      - title: Look at the log
        run: kubectl logs deployment/web -n shop --follow
        risk: read
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the shop
    commands:
      - title: Look at the log
        run: kubectl logs deployment/web -n shop --tail=100
        risk: read
```

## When to leave it

Never: set `interactive: true`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.waiting import never_ends
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Commands that do not end."""
    for runbook in subject.project.runbooks:
        for snippet, chunk in runbook.chunks():
            command = snippet.block.command
            if command is None or command.interactive or chunk.language != "shell":
                continue
            for invocation in chunk.invocations:
                if reason := never_ends(invocation, chunk.invocations):
                    span = invocation.text.span(invocation.start, invocation.end)
                    yield Finding(RULE.name, f"{reason}; limit it, or set 'interactive: true'", span)
                    break


RULE = Rule("never-ends", "shell", Level.WARNING, "0.1.0", check)
