"""A tool's help lists no option of that name.

## What it does

Reports an option that is in no help of the tool that comes into question, that resembles none of those that are closely
enough to be a slip of the hand, and that no neighbouring subcommand has. Such a slip is `unknown-option`.

## Why it hurts

Most tools refuse the whole command for one word that they do not know. But some have words that their help keeps quiet
about: old ones, and those that are for their authors.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
journalctl --unit checkout --newest-first
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
journalctl --unit checkout --reverse
```
````

## When to leave it

Where you have seen the tool take it, in the version that is in use: allow the rule at the command, and say so.
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
    """Options that are in no help."""
    yield from findings(subject, "unlisted-option")


RULE = Rule("unlisted-option", "cli", Level.WARNING, "0.1.0", check)
