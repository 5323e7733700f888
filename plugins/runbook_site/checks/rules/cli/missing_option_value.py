"""An option stands without the value that it needs.

## What it does

Reports an option at the end of a command, or in front of another option, that takes a value. The value of `find -exec`
is a command, with a quoted semicolon or `{} +` behind it.

## Why it hurts

The tool refuses the command, or takes the next option as the value: `-n --watch` looks into a namespace of the name
`--watch`.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl get pods --watch --namespace
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
kubectl get pods --watch --namespace shop
```
````

## When to leave it

Where the value really begins with a dash and looks like an option: join it with `=`.
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
    """Options whose value is missing."""
    yield from findings(subject, "missing-option-value")


RULE = Rule("missing-option-value", "cli", Level.ERROR, "0.1.0", check)
