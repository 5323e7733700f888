"""`dd` is given an operand that it does not have.

## What it does

Reports operands of `dd` with a name that it does not know, numbers that it cannot read, and values that `conv`,
`iflag`, `oflag` and `status` do not have. What GNU, FreeBSD or macOS know is not reported.

## Why it hurts

`dd` ends at once, and the copy that the next step wants is not there.

## Example

````markdown title="runbook_src/shop/speed.md"
# How fast is the disk?

```bash
dd if=/dev/zero of=/srv/shop/test.bin bs=1M cuont=2048 oflag=direct
```
````

## Use instead

````markdown title="runbook_src/shop/speed.md"
# How fast is the disk?

```bash
dd if=/dev/zero of=/srv/shop/test.bin bs=1M count=2048 oflag=direct
```
````

## When to leave it

Never.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.dd_operands import dd_fault
from runbook_site.snippets.calls import HOLE
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Operands that dd refuses."""
    for call in subject.project.calls:
        for word, text in call.operands() if call.tool == "dd" else ():
            message = dd_fault(text, HOLE)
            if message is not None:
                yield Finding(RULE.name, message, call.word_span(word))


RULE = Rule("unknown-dd-operand", "shell", Level.ERROR, "0.1.0", check)
