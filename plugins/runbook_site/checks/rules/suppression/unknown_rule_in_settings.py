"""The settings give a level to a rule that does not exist.

## What it does

Reports a name under `check.levels` in `site.yml` that is not one of those that `runbook-site rules` lists, with
the nearest names.

## Why it hurts

The setting does nothing, and the rule that was meant speaks with its own level.

## Example

```yaml title="runbook_src/site.yml"
teams:
  shop: {name: Shop}
check:
  levels:
    review-over-due: error
```

## Use instead

```yaml title="runbook_src/site.yml"
teams:
  shop: {name: Shop}
check:
  levels:
    review-overdue: error
```

## When to leave it

Never: correct the name, or take the line away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.place import place_of
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Settings for rules that do not exist."""
    site = subject.project.library.site
    for name in site.site.check.levels:
        if name not in subject.known_rules:
            message = f"there is no rule '{name}'{hint(name, subject.known_rules)}"
            span = place_of(site, "check", "levels", name)
            yield Finding(RULE.name, message, span, alternatives=nearest(name, sorted(subject.known_rules)))


RULE = Rule("unknown-rule-in-settings", "suppression", Level.WARNING, "0.1.0", check)
