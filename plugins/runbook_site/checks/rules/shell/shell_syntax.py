"""A command is not valid shell.

## What it does

Reports a command that neither the reader of this tool nor bash itself can parse. Bash is asked with `bash -n`, which
runs nothing. Placeholders are taken for words.

## Why it hurts

Bash prints `syntax error`, or waits for the quote that is missing and takes the commands below for text.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
echo "the shop is back
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
echo "the shop is back"
```
````

## When to leave it

Where the block shows what a program prints: label it `text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.shell_faults import shell_faults
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Commands that bash cannot parse."""
    for fault in shell_faults(subject):
        yield Finding(RULE.name, f"not valid shell: {fault.reason}", fault.span)


RULE = Rule("shell-syntax", "shell", Level.ERROR, "0.1.0", check)
