"""A file cannot be read.

## What it does

Reports a file or folder that the operating system does not let the tool read, a link that leads nowhere, and a
rule file named in `service.yml` that does not exist.

## Why it hurts

What cannot be read was not checked, and is missing from the site and the catalog. A green run would say otherwise.

## Example

```shell
chmod 000 runbook_src/shop/restart.yml
```

## Use instead

```shell
chmod 644 runbook_src/shop/restart.yml
```

## When to leave it

Never: make the file readable, or take it out of the folder.
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
    """Files that cannot be read."""
    return from_reading("unreadable-file", subject)


RULE = Rule("unreadable-file", "source", Level.ERROR, "0.1.0", check)
