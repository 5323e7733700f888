"""A runbook changes something and does not say how to go back.

## What it does

Reports the first command of a procedure that changes something where the runbook has neither `rollback` steps nor
`no_rollback` with the reason why there is none. A procedure that destroys something is the business of
`destructive-without-rollback`. Markdown without a field of this format is left alone, and so are runbooks of the
kind `recovery`: they are the way back.

## Why it hurts

The change makes it worse, and the way back has to be invented at three in the morning.

## Example

```yaml title="runbook_src/shop/scale.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Add a machine
    commands:
      - title: Scale up
        run: kubectl scale deployment/shop --replicas=4
        risk: change
        expect: deployment.apps/shop scaled
```

## Use instead

```yaml title="runbook_src/shop/scale.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Add a machine
    commands:
      - title: Scale up
        run: kubectl scale deployment/shop --replicas=4
        risk: change
        expect: deployment.apps/shop scaled
rollback:
  - title: Take the machine away
    commands:
      - title: Scale down
        run: kubectl scale deployment/shop --replicas=3
        risk: change
        expect: deployment.apps/shop scaled
```

## When to leave it

Where there is nothing to go back to, or no need: say why under `no_rollback`, for whoever looks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.changes import first_at_risk
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Changes without a way back."""
    for runbook in subject.project.runbooks:
        document = runbook.document
        values = document.runbook
        if not document.promised or values.kind == "recovery" or values.status == "deprecated":
            continue
        if values.rollback or values.no_rollback or first_at_risk(runbook, "destructive") is not None:
            continue
        if (changing := first_at_risk(runbook, "change")) is not None:
            message = (
                "this changes something, and nothing says how to go back; "
                "add steps under 'rollback', or the reason why there are none under 'no_rollback'"
            )
            yield Finding(RULE.name, message, changing.span)


RULE = Rule("change-without-rollback", "runbook", Level.WARNING, "0.1.0", check)
