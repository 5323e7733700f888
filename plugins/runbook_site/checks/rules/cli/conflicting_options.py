"""Two options exclude each other.

## What it does

Reports options of which a tool takes one alone: two actions of `tar`, `docker run --rm --restart`, a selector of
`kubectl delete` beside a name, `pg_dump -j` in a format that one job writes.

## Why it hurts

The tool refuses the command. With `tar`, the `-c` that was meant as `-C` would write where it should read.

## Example

````markdown title="runbook_src/shop/files.md"
# Bring the files back

```bash
curl -fsSo files.tgz https://shop.example.com/files.tgz
tar -xzf files.tgz -c /srv/shop
```
````

## Use instead

````markdown title="runbook_src/shop/files.md"
# Bring the files back

```bash
curl -fsSo files.tgz https://shop.example.com/files.tgz
tar -xzf files.tgz -C /srv/shop
```
````

## When to leave it

Never: only what a tool refuses is reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.cli.tool_words import findings
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """Options that a tool refuses together."""
    yield from findings(subject, "conflicting-options")


RULE = Rule("conflicting-options", "cli", Level.ERROR, "0.1.0", check)
