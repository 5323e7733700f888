"""A command works on one kind of system alone.

## What it does

Reports options that GNU or BSD (macOS) programs alone have, and programs of macOS or of a Linux desktop alone. What
runs in a container or on another machine is left alone: which system that is, is known there. So is a block that names
the system in its heading or a comment, and one that has both ways.

## Why it hurts

The reader who sits at the other kind of laptop gets an error, or, with `sed -i`, a file with a strange name.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
sed -i 's/8080/8081/' shop.conf
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
sed 's/8080/8081/' shop.conf > shop.conf.new
```
````

## When to leave it

Where everybody has the same system, or the commands are for a server: switch the rule off in `site.yml`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.platform_options import one_platform
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Commands that one kind of system takes."""
    for runbook in subject.project.runbooks:
        for snippet in runbook.snippets:
            if _SYSTEM.search(snippet.block.heading) or _TOLD.search(snippet.block.text.text):
                continue
            for chunk in snippet.chunks:
                for invocation in chunk.invocations:
                    if (found := one_platform(invocation)) is not None:
                        word, message = found
                        message = message if ";" in message else f"{message}; say for which system the block is"
                        yield Finding(RULE.name, message, invocation.text.span(word.start, word.end))


_SYSTEM = re.compile(r"\b(?:mac ?os(?: ?x)?|os ?x|macs?|bsd|linux|ubuntu|debian|gnu)\b", re.IGNORECASE)
_TOLD = re.compile(rf"#[^\n]{{0,200}}?{_SYSTEM.pattern}|\bDarwin\b|\bOSTYPE\b|\buname\b", re.IGNORECASE)
"""What tells the reader for which system a block is, or lets the shell find out."""

RULE = Rule("platform-only", "shell", Level.INFO, "0.1.0", check)
