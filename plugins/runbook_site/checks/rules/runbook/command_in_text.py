"""A command stands in a text.

## What it does

Reports a code block with shell or SQL commands in a Markdown field of a YAML runbook (`summary`, `impact`, `text`,
`note`).

## Why it hurts

There is no place in a text to say what the command risks and what to expect of it. It is in the catalog with
neither.

## Example

````yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the load
    text: |
      Ask the machine:

      ```sh
      uptime
      ```
````

## Use instead

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the load
    commands:
      - title: Ask the machine
        run: uptime
        risk: read
```

## When to leave it

For a command that is shown and not to be run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Commands in texts of YAML runbooks."""
    for runbook in subject.project.runbooks:
        if runbook.document.form != "yaml":
            continue
        for snippet in runbook.snippets:
            block = snippet.block
            if block.origin != "command" and snippet.chunks and block.path[:1] != ("messages",):
                message = "this command stands in a text, with no place for its risk; put it under 'commands' of a step"
                yield Finding(RULE.name, message, block.span)


RULE = Rule("command-in-text", "runbook", Level.INFO, "0.1.0", check)
