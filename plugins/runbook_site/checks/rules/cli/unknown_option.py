"""A tool has no option of that name.

## What it does

Reports an option that the command does not take in any version that comes into question, where it is one slip of the
hand away from one that it takes, or belongs to another subcommand, or where everything that the tool reads is known.
Any other is `unlisted-option`.

## Why it hurts

Most tools refuse the whole command for one wrong option. The rest of the step never happens.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl logs deployment/checkout -n shop --folow
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl logs deployment/checkout -n shop --follow
```
````

## When to leave it

Where a wrapper or a patched version of the tool takes it: allow the rule at the command, and say so.
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
    """Options that the command does not take."""
    yield from findings(subject, "unknown-option")


RULE = Rule("unknown-option", "cli", Level.ERROR, "0.1.0", check)
