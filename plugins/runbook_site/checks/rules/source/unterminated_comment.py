"""An HTML comment has no end.

## What it does

Reports `<!--` without `-->`.

## Why it hurts

Everything behind it is hidden from the reader, and its commands are no commands.

## Example

```markdown title="runbook_src/shop/restart.md"
# Restart the shop

<!-- the old way

Restart the web server.
```

## Use instead

```markdown title="runbook_src/shop/restart.md"
# Restart the shop

<!-- the old way -->

Restart the web server.
```

## When to leave it

Never: end the comment.
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
    """Comments without an end."""
    return from_reading("unterminated-comment", subject)


RULE = Rule("unterminated-comment", "source", Level.ERROR, "0.1.0", check)
