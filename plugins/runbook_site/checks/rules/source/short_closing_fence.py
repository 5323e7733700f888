"""The line that should close a code block is too short.

## What it does

Reports a line of backticks or tildes inside a code block that is shorter than the fence that opened it.

## Why it hurts

The block goes on: what follows is shown as code, up to the next fence, which then opens a block instead of ending
one.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
uptime
``

Then look at the start page.

```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
uptime
```

Then look at the start page.
````

## When to leave it

Where the short fence is content: open and close the block around it with one character more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.from_reading import from_reading
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Fences that close nothing."""
    return from_reading("short-closing-fence", subject)


RULE = Rule("short-closing-fence", "source", Level.ERROR, "0.1.0", check)
