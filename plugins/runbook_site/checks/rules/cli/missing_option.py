"""A command lacks an option that it cannot do without.

## What it does

Reports a command without an option, or without any of several, that the tool asks for.

## Why it hurts

The command is refused, and whoever is on call has to find out what belongs there.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl scale deployment/checkout -n shop
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl scale deployment/checkout -n shop --replicas=3
```
````

## When to leave it

Where the option comes from a configuration file that everybody has: allow the rule at the command.
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
    """Commands that lack what their tool asks for."""
    yield from findings(subject, "missing-option")


RULE = Rule("missing-option", "cli", Level.ERROR, "0.1.0", check)
