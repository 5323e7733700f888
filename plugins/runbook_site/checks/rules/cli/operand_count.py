"""A command has too many or too few arguments.

## What it does

Reports a command whose tool enforces how many words it takes, where the number is another. A word that is not
quoted and may turn into several silences it.

## Why it hurts

The tool refuses the command. A word too much is often a value whose quotes were lost.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
docker rename checkout
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
docker rename checkout checkout-old
```
````

## When to leave it

Never: a number that the tool does not enforce is not checked.
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
    """Commands with a number of arguments that their tool refuses."""
    yield from findings(subject, "operand-count")


RULE = Rule("operand-count", "cli", Level.ERROR, "0.1.0", check)
