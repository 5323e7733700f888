"""A rule is kept quiet, and nothing says why.

## What it does

Reports a comment `<!-- runbook-site: allow RULE -->`, in YAML `# runbook-site: allow RULE`, or one with
`allow-file`, that gives no reason behind the rule. Under `allow` of a command the reason is a field that must be
there.

## Why it hurts

A reviewer cannot tell an exception from an annoyance, and nobody dares to take it away.

## Example

````markdown title="runbook_src/shop/restart.md"
---
kind: incident
severity: SEV-1
reviewed: {on: 2024-01-15, by: shop on-call}
---

<!-- runbook-site: allow-file review-overdue -->

# Restart the shop

```sh
uptime
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
---
kind: incident
severity: SEV-1
reviewed: {on: 2024-01-15, by: shop on-call}
---

<!-- runbook-site: allow-file review-overdue: replaced by the new shop in January -->

# Restart the shop

```sh
uptime
```
````

## When to leave it

Never: the reason is half a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Suppressions without a reason."""
    # A rule file may belong to several services.
    for suppression in dict.fromkeys(subject.project.library.suppressions):
        if not suppression.reason:
            message = f"nothing says why '{suppression.rule}' is to be quiet; write the reason behind a colon"
            yield Finding(RULE.name, message, suppression.span)


RULE = Rule("suppression-without-reason", "suppression", Level.WARNING, "0.1.0", check)
