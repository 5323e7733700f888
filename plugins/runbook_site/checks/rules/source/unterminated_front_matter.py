"""The front matter of a Markdown file has no end.

## What it does

Reports a first line `---` with fields below it, in a file that has no second line `---`. A thematic break above prose
is left in peace.

## Why it hurts

Nothing in it counts: the title, the owner, the alerts and the date of the review are text on the page, and every
check that asks for them asks in vain.

## Example

```markdown title="runbook_src/shop/restart.md"
---
title: Restart the shop
owner: shop

# Restart the shop

Restart the web server.
```

## Use instead

```markdown title="runbook_src/shop/restart.md"
---
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
---

# Restart the shop

Restart the web server.
```

## When to leave it

Never: close the front matter, or put an empty line below the thematic break.
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
    """Front matter without an end."""
    return from_reading("unterminated-front-matter", subject)


RULE = Rule("unterminated-front-matter", "source", Level.ERROR, "0.1.0", check)
