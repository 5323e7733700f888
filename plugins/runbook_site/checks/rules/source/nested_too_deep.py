"""Lists and quotes are nested too deep to be read.

## What it does

Reports where the lists and quotes of a Markdown file are nested deeper than they are followed.

## Why it hurts

What stands in there is not read, so its commands are neither checked nor in the catalog. Nobody can follow a list
of that depth either.

## Example

```shell
printf '%0.s> ' $(seq 1 200) > runbook_src/shop/restart.md
```

## Use instead

```shell
printf '> ' > runbook_src/shop/restart.md
```

## When to leave it

Never: divide the list.
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
    """Parts that were not read."""
    return from_reading("nested-too-deep", subject)


RULE = Rule("nested-too-deep", "source", Level.ERROR, "0.1.0", check)
