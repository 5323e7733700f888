"""A suppression keeps nothing quiet any more.

## What it does

Reports an `allow` under which its rule finds nothing: the field of a command, or a comment
(`<!-- runbook-site: allow RULE: reason -->` in Markdown, `# runbook-site: allow RULE: reason` in YAML). Comments of a
service of which only some files were given are not judged: what they excuse may stand in the others.

## Why it hurts

What it excused was mended, or it never fitted. Left where it is, it keeps the rule quiet when the same mistake
comes back.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Look at the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Look at the disk
    commands:
      - title: Free space
        run: df -h
        risk: read
        allow:
          - rule: change-without-verification
            reason: nothing to verify
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Look at the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Look at the disk
    commands:
      - title: Free space
        run: df -h
        risk: read
```

## When to leave it

Never: take the suppression away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import Suppression


def check(subject: Subject) -> Iterator[Finding]:
    """Suppressions under which nothing was found."""
    for suppression in subject.unused:
        if suppression.rule in subject.known_rules:
            yield Finding(RULE.name, _told(subject, suppression), suppression.span)


def _told(subject: Subject, suppression: Suppression) -> str:
    """Where a comment reaches no block, whether what it would excuse stands below the heading."""
    below = [
        finding.span.start.line
        for finding in subject.found
        if finding.rule == suppression.rule
        and finding.span.path == suppression.span.path
        and finding.span.start > suppression.span.end
    ]
    if below and suppression.scope == suppression.span:
        return (
            f"this holds for a block above the next heading, and '{suppression.rule}' is found below that, "
            f"in line {min(below)}; move the comment there"
        )
    return f"'{suppression.rule}' finds nothing here; take the suppression away"


RULE = Rule("unused-suppression", "suppression", Level.WARNING, "0.1.0", check)
