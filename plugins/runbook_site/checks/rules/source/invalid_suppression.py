"""A comment that should keep a rule quiet says nothing that is understood.

## What it does

Reports a comment, of HTML or YAML, that begins with `runbook-site:` and is neither `allow RULE: reason` nor
`allow-file RULE: reason`; and an `allow-file` that stands below a code block, or in YAML below a field.

## Why it hurts

Its author believes that the rule is quiet, and a reader of the source does too.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

<!-- runbook-site: ignore review-overdue -->

```sh
uptime
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
uptime
```
````

## When to leave it

Never: write the comment as the message says, or take it away.
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
    """Comments that are not understood."""
    return from_reading("invalid-suppression", subject)


RULE = Rule("invalid-suppression", "source", Level.ERROR, "0.1.0", check)
