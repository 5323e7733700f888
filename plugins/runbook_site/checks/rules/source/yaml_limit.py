"""A YAML file is nested too deep, or holds too many values.

## What it does

Reports a YAML file whose lists and mappings are nested deeper than a hundred levels, or that holds more values
than a runbook can have, what its aliases stand for included.

## Why it hurts

A few lines of aliases can stand for billions of values. Reading is stopped before that, and the file is not
checked.

## Example

```shell
python3 -c 'print("[" * 500)' > runbook_src/shop/restart.yml
```

## Use instead

```shell
python3 -c 'print("title: Restart the shop")' > runbook_src/shop/restart.yml
```

## When to leave it

Never: write the values out, and split the file.
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
    """Files beyond the limits."""
    return from_reading("yaml-limit", subject)


RULE = Rule("yaml-limit", "source", Level.ERROR, "0.1.0", check)
