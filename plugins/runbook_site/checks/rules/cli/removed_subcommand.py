"""A subcommand is gone from the tool.

## What it does

Reports a subcommand that an older version of the tool had, and the newest that is known has not.

## Why it hurts

It works on the machine of whoever wrote it, and fails on the one that was set up last week.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl rolling-update checkout -n shop --image=shop/checkout:41
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

Where the old version is in use: name it in `tools` of `service.yml`.
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
    """Subcommands that newer versions have lost."""
    yield from findings(subject, "removed-subcommand")


RULE = Rule("removed-subcommand", "cli", Level.WARNING, "0.1.0", check)
