"""An option does not take that value.

## What it does

Reports a value that is not one of those that the option takes, or not of its kind: a number, a length of time, JSON.
Values that the text does not show (placeholders, variables) are left alone.

## Why it hurts

The tool refuses the command. A length of time in days is the usual case: many tools know hours at most.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl logs deployment/checkout -n shop --since=1d
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl logs deployment/checkout -n shop --since=24h
```
````

## When to leave it

Where your version takes more than its own help says: allow the rule at the command.
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
    """Values that their option does not take."""
    yield from findings(subject, "invalid-option-value")


RULE = Rule("invalid-option-value", "cli", Level.ERROR, "0.1.0", check)
