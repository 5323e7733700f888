"""Nothing is known of what a tool accepts.

## What it does

Says, once for each tool that is called at three places or more, that its commands were not held against anything. The
shell's own commands and scripts that are called by a path do not count.

## Why it hurts

A report without findings looks the same whether the commands are right or were never looked at.

## Example

```yaml title="runbook_src/shop/orders.yml"
title: Look at the orders
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: See whether orders come in
    commands:
      - title: Count the orders of the last hour
        run: |
          shopctl orders count --since 1h
          shopctl orders count --since 1h --failed
          shopctl orders list --failed
        risk: read
```

## Use instead

```yaml title="runbook_src/shop/orders.yml"
title: Look at the orders
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: See whether orders come in
    commands:
      - title: Count the orders of the last hour
        run: psql shop --command "SELECT count(*) FROM pg_stat_activity"
        risk: read
```

## When to leave it

Where the tool is a small script. For a tool of your own with a `--help`, `runbook-site grammar add TOOL` makes a
grammar that the repository keeps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.cli.tool_words import judge_commands
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject

_WORTH_SAYING = 3
"""Places. A line for each tool that occurs once would drown the other findings."""


def check(subject: Subject) -> Iterator[Finding]:
    """Tools of which nothing is known, each at its first place."""
    for tool, spans in subject.once(judge_commands).not_covered.items():
        if len(spans) < _WORTH_SAYING:
            continue
        message = (
            f"nothing is known of what '{tool}' accepts, so its words are not checked at {len(spans)} places; "
            f"where it is installed, 'runbook-site grammar add {tool}' learns it"
        )
        yield Finding(RULE.name, message, min(spans))


RULE = Rule("tool-not-covered", "cli", Level.INFO, "0.1.0", check)
