"""Runbooks send from one to the next in a circle, and none of them has anything to do.

## What it does

Reports a runbook that holds nothing but decisions (no command, text, checklist, message or file, nobody to call)
and from which all ways lead, over others of that kind, back to it.

## Why it hurts

Each page says that the answer is on another one. It is on none.

## Example

```yaml title="runbook_src/shop/slow.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Find the cause
    decide:
      - {when: In any case, runbook: overloaded}
```

```yaml title="runbook_src/shop/overloaded.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Find the cause
    decide:
      - {when: In any case, runbook: slow}
```

## Use instead

```yaml title="runbook_src/shop/slow.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Find the cause
    decide:
      - {when: In any case, runbook: overloaded}
```

```yaml title="runbook_src/shop/overloaded.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Add a machine
    checklist: [The load falls]
```

## When to leave it

Never: one of them has to do something, or to call somebody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.references import RunbookIndex
from runbook_site.checks.runbook.step_flow import reachable, trapped, ways
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import RunbookDocument


def check(subject: Subject) -> Iterator[Finding]:
    """Circles of runbooks that only send on."""
    library = subject.project.library
    index = RunbookIndex(library)
    numbers = {id(document): number for number, document in enumerate(library.runbooks)}
    following: list[frozenset[int]] = []
    ends: list[bool] = []
    for document in library.runbooks:
        targets = [index.find(document.service, placed.way.runbook or "") for placed in ways(document.runbook)]
        following.append(frozenset(numbers[id(target)] for target in targets if target is not None))
        ends.append(not _only_sends_on(document) or None in targets or not targets)
    reported: set[int] = set()
    for number in sorted(trapped(tuple(following), tuple(ends))):
        circle = reachable(tuple(following), following[number])
        if number in circle and number not in reported:
            reported |= circle
            document = library.runbooks[number]
            others = ", ".join(sorted(library.runbooks[each].id for each in circle - {number})) or "itself"
            message = f"this runbook only sends on, to {others}, and from there back; one of them has to do something"
            yield Finding(RULE.name, message, document.place("title"))


def _only_sends_on(document: RunbookDocument) -> bool:
    if document.form != "yaml" or document.blocks:
        return False
    steps = [step for _, _, step in document.runbook.steps()]
    return all(not (step.text or step.checklist or step.messages or step.files) for step in steps)


RULE = Rule("circular-runbooks", "runbook", Level.WARNING, "0.1.0", check)
