"""A step writes over the backup that an earlier step made.

## What it does

Reports `> file` where an earlier step of the runbook wrote the same file, and its name says that it is kept: it
has `backup`, `before`, `dump`, `orig` or the like in it.

## Why it hurts

When the rollback needs the backup, it holds the state of after the damage.

## Example

````markdown title="runbook_src/shop/upgrade.md"
# Upgrade the shop

## Prerequisites

```bash
pg_dump shop > shop-backup.sql
```

## Procedure

```bash
pg_dump shop > shop-backup.sql
```
````

## Use instead

````markdown title="runbook_src/shop/upgrade.md"
# Upgrade the shop

## Prerequisites

```bash
pg_dump shop > shop-backup.sql
```

## Procedure

```bash
pg_dump shop > shop-after.sql
```
````

## When to leave it

Where the two steps are alternatives, of which one is taken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject

_KEPT = re.compile(r"(?<![a-z])(?:backup|back-up|bak|before|dump|orig(?:inal)?|snapshot|saved)(?![a-z])", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """Files to keep that are written in two steps."""
    for runbook in subject.project.runbooks:
        first: dict[str, tuple[object, int]] = {}
        for call in runbook.calls:
            for redirect in call.invocation.redirects:
                target = redirect.target
                if target is None or redirect.operator not in {">", ">|"}:
                    continue
                file = target.value
                if file is None or not _KEPT.search(file):
                    continue
                span = call.word_span(target)
                step, line = first.setdefault(file, (call.snippet.block.step, span.start.line))
                if step != call.snippet.block.step:
                    message = f"'{file}' was written in line {line}, and is lost here; write to another file"
                    yield Finding(RULE.name, message, span)


RULE = Rule("overwrites-backup", "safety", Level.WARNING, "0.1.0", check)
