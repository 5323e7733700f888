"""A code block does not end where its author believes.

## What it does

Reports a code block whose closing fence is missing: it runs to the end of the file or of its list, or over the
next block.

## Why it hurts

All that follows is shown as code: headings, warnings, and the text that says when not to run it. Commands of two
steps become one.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
uptime

Now look at the start page.
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
uptime
```

Now look at the start page.
````

## When to leave it

Never: close the block.
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
    """Code blocks without an end."""
    return from_reading("unterminated-fence", subject)


RULE = Rule("unterminated-fence", "source", Level.ERROR, "0.1.0", check)
