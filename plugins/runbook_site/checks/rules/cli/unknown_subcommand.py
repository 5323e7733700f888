"""A tool has no subcommand of that name.

## What it does

Reports a word that stands where the tool expects one of its subcommands, and is none of them. Where the service
names the version of the tool in `tools`, that version is asked; else a word counts as wrong only where every known
version refuses it. It has to be one slip away from a subcommand, or to be one of another group; any other is
`unlisted-subcommand`, and with a tool that takes plugins nothing at all.

## Why it hurts

The command prints its usage and does nothing, at the moment when somebody waits for it.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl rollout restrat deployment/checkout -n shop
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl rollout restart deployment/checkout -n shop
```
````

## When to leave it

Where the word is a plugin or an alias that everybody on call has: allow the rule at the command, and say which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.cli.tool_words import findings
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """Words that are no subcommand of their tool."""
    yield from findings(subject, "unknown-subcommand")


RULE = Rule("unknown-subcommand", "cli", Level.ERROR, "0.1.0", check)
