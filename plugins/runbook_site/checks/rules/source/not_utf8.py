"""A file is not UTF-8.

## What it does

Reports a file with bytes that are no UTF-8, at the first of them, and a file in UTF-16.

## Why it hurts

The same bytes mean other characters on another machine: a quotation mark, a dash or a name in a command turns into
something that the command does not accept.

## Example

```shell
iconv -f UTF-8 -t WINDOWS-1252 restart.txt > runbook_src/shop/restart.yml
```

## Use instead

```shell
iconv -f WINDOWS-1252 -t UTF-8 restart.txt > runbook_src/shop/restart.yml
```

## When to leave it

Never: save the file as UTF-8.
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
    """Files in another encoding."""
    return from_reading("not-utf8", subject)


RULE = Rule("not-utf8", "source", Level.ERROR, "0.1.0", check)
