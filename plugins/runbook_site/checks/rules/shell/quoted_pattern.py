"""A pattern stands in quotes, where no shell expands it.

## What it does

Reports `*` and `{a,b}` inside of quotes, in the path of a file that `rm`, `cp`, `ls`, `gzip` and the like are given.

## Why it hurts

The program looks for a file whose name has a star in it, and finds none. `rm -f` and a script say nothing of that, and
the disk is as full as before.

## Example

````markdown title="runbook_src/shop/clean.md"
# The disk of the shop is full

```sh
rm -f "/var/cache/shop/*.png"
```
````

## Use instead

````markdown title="runbook_src/shop/clean.md"
# The disk of the shop is full

```sh
rm -f /var/cache/shop/*.png
```
````

## When to leave it

Where the name has the sign in it: a backslash in front of it says so, outside of quotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.snippets.tool import words_of
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.word import Word

_TAKES_FILES = words_of(
    "rm ls cp mv cat chmod chown chgrp gzip gunzip bzip2 xz zstd zcat du wc head tail md5sum sha256sum shred unlink"
)
"""Programs whose operands are names of files, and that expand nothing themselves."""
_PATTERN = re.compile(r"\*|\{[^{}\s,]*,[^{}\s]*\}")
_NAMED_SO = frozenset({"./*", "./**"})
"""How a file is named whose name is a star."""
_ELSEWHERE = re.compile(r"://|\{\}|^\w[\w.@-]*:|^s3:|<|\{\{")
"""What is no path of this machine, or is filled in by another program."""


def check(subject: Subject) -> Iterator[Finding]:
    """Patterns that are mere names."""
    for call in subject.project.calls:
        if call.tool not in _TAKES_FILES:
            continue
        for word, text in call.operands():
            sign = _quoted_sign(word)
            if sign and "/" in text and text not in _NAMED_SO and _ELSEWHERE.search(word.text) is None:
                message = f"inside of quotes '{sign}' stands for itself; leave the quotes out around it"
                yield Finding(RULE.name, message, call.word_span(word))


def _quoted_sign(word: Word) -> str:
    """The pattern that stands in the quotes of a word; empty where there is none, or one stands outside of them too."""
    quoted = [part for part in word.parts if part.kind == "literal" and part.quoting in {"single", "double"}]
    bare = [part for part in word.parts if part.kind == "literal" and part.quoting == "bare"]
    if any(_PATTERN.search(part.text) for part in bare):
        return ""
    return next((found[0] for part in quoted if (found := _PATTERN.search(part.value))), "")


RULE = Rule("quoted-pattern", "shell", Level.WARNING, "0.1.0", check)
