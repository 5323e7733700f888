"""Steps lead in a circle that nothing leads out of.

## What it does

Reports a step from which every way leads back to it: by decisions that cover everything, or by an `on_failure`
that comes back to the same step without any decision on the way that leads out.

## Why it hurts

Who follows it does the same thing over and over, with nobody told, until the shift is over.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - id: restart
    title: Restart the web server
    on_failure:
      step: restart
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - id: restart
    title: Restart the web server
    decide:
      - {when: It failed for the third time, escalate: On-call engineer}
    on_failure:
      step: restart
```

## When to leave it

Never: say when to give up, and whom to call then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.step_flow import flow_of, reachable, trapped
from runbook_site.model.page_anchors import step_name
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import RunbookDocument
    from runbook_site.sources.value_path import ValuePath


def check(subject: Subject) -> Iterator[Finding]:
    """Circles of steps."""
    for document in subject.project.library.runbooks:
        if not document.promised:
            continue
        flow = flow_of(document)
        inside = trapped(flow.following, flow.ends)
        reported: set[int] = set()
        for number in sorted(inside):
            circle = reachable(flow.following, frozenset({number}))
            if number not in reported and _comes_back(flow.following, number):
                reported |= circle
                message = (
                    f"every way from '{flow.steps[number].title}' leads back to it; say when to give up, and what then"
                )
                yield Finding(RULE.name, message, document.place(*flow.places[number]))
        for number, path in _failing_in_circles(document):
            if number not in reported:
                message = "where it keeps failing, this leads back here for ever; say when to give up, and what then"
                yield Finding(RULE.name, message, document.place(*path, "step"))


def _comes_back(following: tuple[frozenset[int], ...], number: int) -> bool:
    return number in reachable(following, following[number])


def _failing_in_circles(document: RunbookDocument) -> Iterator[tuple[int, ValuePath]]:
    """The first step of each circle of failures without a decision that leads out of it."""
    steps = [(phase, index, step) for phase, index, step in document.runbook.steps()]
    ids: dict[str, int] = {}
    for number, (_, _, step) in enumerate(steps):
        ids.setdefault(step_name(step), number)
    after = {
        number: ids[step.on_failure.step]
        for number, (_, _, step) in enumerate(steps)
        if step.on_failure is not None and step.on_failure.step in ids
    }
    done: set[int] = set()
    for start in after:
        way: list[int] = []
        at: int | None = start
        while at is not None and at not in done:
            done.add(at)
            way.append(at)
            at = after.get(at)
        if at is None or at not in way:
            continue
        circle = way[way.index(at) :]
        names = {step_name(steps[number][2]) for number in circle}
        out = any(decision.step not in names for number in circle for decision in steps[number][2].decide)
        if not out:
            first = min(circle)
            yield first, (steps[first][0], steps[first][1], "on_failure")


RULE = Rule("circular-steps", "runbook", Level.WARNING, "0.1.0", check)
