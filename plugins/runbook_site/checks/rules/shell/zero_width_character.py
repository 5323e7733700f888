"""A command has a character in it that nobody sees.

## What it does

Reports characters without width in a command: zero-width spaces, soft hyphens, byte order marks, characters that turn
the direction of what follows. Comments are left alone, and so are joiners and marks of direction, which a text may
need.

## Why it hurts

The shell sees it. A word with such a character is another word: the program, the option or the file is not found, and
the message shows nothing.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl get\u200b pods
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl get pods
```
````

## When to leave it

Never.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.paste import ZERO_WIDTH, code_point, unquoted_places
from runbook_site.sources.finding import Edit, Finding, Fix, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


_PATTERN = re.compile(f"[{ZERO_WIDTH}]+")
_IN_TEXT = re.compile("[\u200c-\u200f]")
"""Joiners and marks of direction, which a text in quotes may need: emoji, Persian, Hebrew."""


def check(subject: Subject) -> Iterator[Finding]:
    """Characters that only the shell sees."""
    for place in unquoted_places(subject.project, _PATTERN, in_quotes=True):
        if place.quoted and _IN_TEXT.search(place.match[0]):
            continue
        message = f"a character that nobody sees ({code_point(place.match[0][0])}) is part of the word; remove it"
        fix = Fix("remove it", (Edit(place.span, ""),))
        yield Finding(RULE.name, message, place.span, fix=fix)


RULE = Rule("zero-width-character", "shell", Level.ERROR, "0.1.0", check)
