"""Everybody may write a file or a folder.

## What it does

Reports `chmod 777`, `666`, `o+w`, `a+rwx` and their like, but for folders with the sticky bit (`1777`).

## Why it hurts

It is done to see whether rights are the trouble, and stays. From then on, any process of the machine can replace the
program that runs next.

## Example

````markdown title="runbook_src/shop/rights.md"
# The shop cannot write its uploads

```bash
chmod -R 777 uploads
```
````

## Use instead

````markdown title="runbook_src/shop/rights.md"
# The shop cannot write its uploads

```bash
chmod -R u=rwX,g=rwX,o= uploads
```
````

## When to leave it

For a folder that really is everybody's, such as a socket's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject

_FOR_ALL = re.compile(
    r"[0246]?[0-7][0-7][2367]|(?:[ugoa]*[+=][rwxXst]*,){0,4}[ug]*[oa][ugoa]*[+=][rxX]*w[rwxX]*(?:,.*)?"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Rights to write for everybody."""
    for call in subject.project.calls:
        if call.tool == "chmod":
            for word, text in list(call.operands())[:1]:
                if _FOR_ALL.fullmatch(text):
                    message = f"'{word.text}' lets every user of the machine write; let the group that needs it"
                    yield Finding(RULE.name, message, call.word_span(word))


RULE = Rule("world-writable", "safety", Level.WARNING, "0.1.0", check)
