"""A file is too large to be a runbook.

## What it does

Reports a file of more than two million bytes. It is not read.

## Why it hurts

The longest runbook known has a tenth of that. What is larger is a log, a dump or a rendered site that got among
the runbooks by mistake, and reading it costs time on every run.

## Example

```shell
cp /var/log/shop.log runbook_src/shop/log.md
```

## Use instead

```shell
gzip --stdout /var/log/shop.log > attachments/shop.log.gz
```

## When to leave it

Never: split the file, or move it out of the folder.
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
    """Files beyond the limit."""
    return from_reading("file-too-large", subject)


RULE = Rule("file-too-large", "source", Level.ERROR, "0.1.0", check)
