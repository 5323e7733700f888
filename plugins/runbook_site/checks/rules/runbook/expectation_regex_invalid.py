"""What the output is to match is no regular expression.

## What it does

Reports `expect.matches` of a command that cannot be read as a regular expression, with the reason.

## Why it hurts

A machine that holds the output against it fails, whatever the output is.

## Example

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the shop
    commands:
      - title: Ask for its state
        run: systemctl is-active shop-web
        risk: read
        expect: {matches: "^(active"}
```

## Use instead

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the shop
    commands:
      - title: Ask for its state
        run: systemctl is-active shop-web
        risk: read
        expect: {matches: "^active"}
```

## When to leave it

Never: correct it, or write the text under `contains`, where nothing has a special meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.pattern import pattern_error
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Expectations that are no regular expression."""
    for document in subject.project.library.runbooks:
        for phase, index, step in document.runbook.steps():
            for number, command in enumerate(step.commands):
                expect = command.expect
                if expect is not None and expect.matches is not None and (why := pattern_error(expect.matches)):
                    span = document.place(phase, index, "commands", number, "expect", "matches")
                    message = f"'{expect.matches}' is no regular expression: {why}"
                    yield Finding(RULE.name, message, span)


RULE = Rule("expectation-regex-invalid", "runbook", Level.ERROR, "0.1.0", check)
