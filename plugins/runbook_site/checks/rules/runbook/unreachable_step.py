"""No way leads to a step.

## What it does

Reports a step that follows one whose decisions cover everything (one of them is `otherwise`, `always`, `in any
other case` or the like) and that no decision and no `on_failure` names. The first step of every phase can always
be come to.

## Why it hurts

Somebody wrote the step because it has to be done. Whoever follows the runbook never comes to it.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - id: choose
    title: Look at the start page
    decide:
      - {when: It opens, step: done}
      - {when: Otherwise, step: restart}
  - id: drain
    title: Take the machine out of the load balancer
  - id: restart
    title: Restart the web server
  - id: done
    title: Close the ticket
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - id: choose
    title: Look at the start page
    decide:
      - {when: It opens, step: done}
      - {when: Otherwise, step: drain}
  - id: drain
    title: Take the machine out of the load balancer
  - id: restart
    title: Restart the web server
  - id: done
    title: Close the ticket
```

## When to leave it

Where only another runbook sends to it: begin a phase with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.step_flow import flow_of, reachable
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Steps that no way leads to."""
    for document in subject.project.library.runbooks:
        if not document.promised:
            continue
        flow = flow_of(document)
        come_to = reachable(flow.following, flow.entries)
        for number, step in enumerate(flow.steps):
            if number not in come_to:
                message = (
                    f"no way leads to '{step.title}': the step before it always goes elsewhere, and nothing names it; "
                    "name it in a 'decide', or take it away"
                )
                yield Finding(RULE.name, message, document.place(*flow.places[number]))


RULE = Rule("unreachable-step", "runbook", Level.WARNING, "0.1.0", check)
