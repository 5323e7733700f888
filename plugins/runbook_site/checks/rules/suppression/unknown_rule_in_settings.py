"""The settings give a level to a rule that does not exist.

## What it does

Reports a name under `check.levels`, or under `levels` of one of `check.overrides`, in `site.yml` that is neither a rule
nor a family that `runbook-site rules` lists, with the nearest names.

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

from typing import TYPE_CHECKING, get_args

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.place import place_of
from runbook_site.checks.rule import Family, Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Settings for rules that do not exist."""
    site = subject.project.library.site
    settings = site.site.check
    known = subject.known_rules | set(get_args(Family))
    of_overrides = ((("overrides", at, "levels"), each.levels) for at, each in enumerate(settings.overrides))
    for path, levels in ((("levels",), settings.levels), *of_overrides):
        for name in levels.keys() - known:
            message = f"there is no rule '{name}'{hint(name, known)}"
            span = place_of(site, "check", *path, name)
            yield Finding(RULE.name, message, span, alternatives=nearest(name, sorted(known)))


RULE = Rule("unknown-rule-in-settings", "suppression", Level.WARNING, "0.1.0", check)
