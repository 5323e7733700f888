"""A suppression names a rule that does not exist.

## What it does

Reports an `allow` whose rule is not one of those that `runbook-site rules` lists, with the nearest names.

## Why it hurts

The suppression does nothing. What it was to excuse is still reported, or its author believes that a rule exists
which does not.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

<!-- runbook-site: allow unterminted-fence: the block is shown as it came -->

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

Never: name the rule as the report does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Suppressions of rules that do not exist."""
    for suppression in subject.unused:
        if suppression.rule not in subject.known_rules:
            message = f"there is no rule '{suppression.rule}'{hint(suppression.rule, subject.known_rules)}"
            names = nearest(suppression.rule, sorted(subject.known_rules))
            yield Finding(RULE.name, message, suppression.span, alternatives=names)


RULE = Rule("unknown-rule-suppressed", "suppression", Level.WARNING, "0.1.0", check)
