"""A way leads to a step that does not exist.

## What it does

Reports a `step`, under `decide` or `on_failure`, that is the id of no step of the runbook. A step without an id is
known by its title in small letters, with hyphens between the words.

## Why it hurts

The reader saw what the runbook asked for, follows the way, and arrives nowhere.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - id: look
    title: Look at it
    decide:
      - when: It does not answer
        step: restrat
procedure:
  - id: restart
    title: Restart the web server
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - id: look
    title: Look at it
    decide:
      - when: It does not answer
        step: restart
procedure:
  - id: restart
    title: Restart the web server
```

## When to leave it

Never: correct the id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.step_flow import ways
from runbook_site.model.page_anchors import step_name
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Ways to steps that do not exist."""
    for document in subject.project.library.runbooks:
        if not document.promised:
            continue
        known = [step_name(step) for _, _, step in document.runbook.steps()]
        for placed in ways(document.runbook):
            target = placed.way.step
            if target is not None and target not in known:
                message = f"there is no step '{target}' in this runbook{hint(target, known)}"
                span = document.place(*placed.path, "step")
                yield Finding(RULE.name, message, span, alternatives=nearest(target, known))


RULE = Rule("unknown-step", "runbook", Level.ERROR, "0.1.0", check)
