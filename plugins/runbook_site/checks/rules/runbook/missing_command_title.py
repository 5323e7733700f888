"""A command has no title.

## What it does

Reports a command of a YAML runbook without `title` and without a comment above its text, in a step with several
commands. The only command of a step takes the step's title.

## Why it hurts

In the catalog and in a search it goes by the words of its program, as a dozen others do.

## Example

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the machine
    commands:
      - {title: Show the load, run: uptime, risk: read}
      - {run: df -h, risk: read}
```

## Use instead

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the machine
    commands:
      - {title: Show the load, run: uptime, risk: read}
      - {title: Show the free space, run: df -h, risk: read}
```

## When to leave it

Where the commands are one thing: write them as one, with a comment above each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Commands without a title."""
    for runbook in subject.project.runbooks:
        document = runbook.document
        for snippet in runbook.snippets:
            command, step = snippet.block.command, snippet.block.step
            if command is None or command.title or step is None or not snippet.chunks or snippet.chunks[0].title:
                continue
            if len(getattr(document.runbook, step.phase)[step.index].commands) > 1:
                message = "this command has no title, and the step has others; say in a few words what it does"
                yield Finding(RULE.name, message, document.place(*snippet.block.path))


RULE = Rule("missing-command-title", "runbook", Level.INFO, "0.1.0", check)
