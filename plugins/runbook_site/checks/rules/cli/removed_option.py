"""An option is gone from the tool.

## What it does

Reports an option that an older version of the tool took, and the newest that is known does not, or that the version
named in `tools` of the service has lost.

## Why it hurts

It works on the machine of whoever wrote it, and fails on the one that was set up last week.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl get configmap checkout -n shop --export
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl get configmap checkout -n shop -o yaml
```
````

## When to leave it

Where the old version is in use: name it in `tools` of `service.yml`, and the option is held against that.
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
    """Options that newer versions have lost."""
    yield from findings(subject, "removed-option")


RULE = Rule("removed-option", "cli", Level.WARNING, "0.1.0", check)
