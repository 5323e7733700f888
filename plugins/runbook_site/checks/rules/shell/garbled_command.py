"""A command holds characters that were decoded wrongly.

## What it does

Reports text in a command that was written in UTF-8, read as Windows-1252, Latin-1 or Mac OS Roman, and saved as what
it then looked like: `Ã©` for `é`. Only characters that turn back into one that makes sense, and that nobody writes one
behind the other, count. One finding stands for all places of a block; its fix restores them.

## Why it hurts

The command sends, looks for or names something that does not exist: a host, a file, a message that nobody can read.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
grep "cafÃ© closed" /var/log/shop.log
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
grep "café closed" /var/log/shop.log
```
````

## When to leave it

Where the wrong characters are what is looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.garbled_runbooks import garbled_finding, garbled_runbooks
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """Blocks whose commands are garbled."""
    for runbook in subject.once(garbled_runbooks):
        for places in runbook.in_blocks:
            yield garbled_finding(RULE.name, runbook.source, places)


RULE = Rule("garbled-command", "shell", Level.WARNING, "0.1.0", check)
