r"""A file holds NUL bytes.

## What it does

Reports the first NUL byte of a file, and says how many there are.

## Why it hurts

Text has none. The file is damaged, or it is no text at all, and no shell can be given what stands in it.

## Example

```shell
head -c 100 /dev/zero >> runbook_src/shop/restart.yml
```

## Use instead

```shell
tr -d '\000' < damaged.yml > runbook_src/shop/restart.yml
```

## When to leave it

Never: restore the file from version control.
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
    """Files with NUL bytes."""
    return from_reading("nul-byte", subject)


RULE = Rule("nul-byte", "source", Level.ERROR, "0.1.0", check)
