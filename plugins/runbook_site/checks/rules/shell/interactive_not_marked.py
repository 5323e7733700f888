"""A command waits for an answer and does not say so.

## What it does

Reports a command that opens an editor, a pager, a shell or the prompt of a client, or that asks before it works: in a
YAML runbook where `interactive` is not set, and in Markdown where it certainly reads the terminal and further commands
stand below it in the same block. Of shells and clients in such a block, `commands-below-prompt` speaks.

## Why it hurts

Nobody expects it, and nothing that runs commands can: a rehearsal, a script and a terminal without a keyboard wait
for ever. What is pasted below it may be taken for the answer.

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

Never: set `interactive: true`, or give the commands below it a block of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.holding_command import holding_commands
from runbook_site.checks.shell.opened_prompt import opens_prompt
from runbook_site.checks.shell.pasted_block import is_followed
from runbook_site.checks.shell.waiting import asks, surely_asks
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.snippet import Chunk, Snippet
    from runbook_site.sources.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """Commands that wait for somebody."""
    yield from holding_commands(subject, RULE.name, _why)


def _why(snippet: Snippet, chunk: Chunk, invocation: Invocation) -> str:
    if snippet.block.command is not None:
        reason = asks(invocation, chunk.invocations)
        return f"{reason}; {_MARK}" if reason else ""
    if snippet.session or opens_prompt(invocation, chunk.invocations):
        return ""
    reason = surely_asks(invocation, chunk.invocations)
    return f"{reason}; {_SPLIT}" if reason and is_followed(snippet, chunk, invocation) else ""


_MARK = "give the option that answers, or set 'interactive: true'"
_SPLIT = "the commands below it in this block may be taken for the answer: give them a block of their own"

RULE = Rule("interactive-not-marked", "shell", Level.WARNING, "0.1.0", check)
