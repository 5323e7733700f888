"""A command runs until it is stopped and does not say so.

## What it does

Reports a command that follows a log, watches, forwards a port or serves: in a YAML runbook where `interactive` is not
set, and in Markdown where further commands stand below it in the same block. What `timeout` ends, what goes on in the
background, what `head` or `grep -m 1` behind it cuts, and what an option ends after a number or a time is left alone,
and so is a block whose comment speaks of another terminal.

## Why it hurts

Whoever follows the steps waits for the next prompt, which never comes. What was pasted below it does
not run until then, and nobody is told.

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

Never: set `interactive: true`, or give the commands below it a block of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.endless import never_ends
from runbook_site.checks.shell.holding_command import holding_commands
from runbook_site.checks.shell.pasted_block import is_followed
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.snippet import Chunk, Snippet
    from runbook_site.sources.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """Commands that do not end."""
    yield from holding_commands(subject, RULE.name, _why)


def _why(snippet: Snippet, chunk: Chunk, invocation: Invocation) -> str:
    reason = never_ends(invocation, chunk.invocations)
    if reason and snippet.block.command is not None:
        return f"{reason}; {_MARK}"
    pasted_along = reason and not snippet.session and is_followed(snippet, chunk, invocation)
    return f"{reason}; {_SPLIT}" if pasted_along else ""


_MARK = "limit it, or set 'interactive: true'"
_SPLIT = "the commands below it in this block wait for that: give them a block of their own, or limit it"

RULE = Rule("never-ends", "shell", Level.WARNING, "0.1.0", check)
