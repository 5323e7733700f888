"""Somebody is to be called whom nobody knows.

## What it does

Reports whom a step or the `escalation` of a runbook sends to (`escalate`, `to`) where no contact, no step of the
escalation path, no type of issue and no outside help of the service has that name. Capitals do not matter. Where
the service has neither contacts nor an escalation path, nothing is reported.

## Why it hurts

The name is there, and no number, no channel and no rota for it.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
    on_failure:
      escalate: Database team
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
    on_failure:
      escalate: On-call engineer
```

## When to leave it

Never: add the role to the contacts of `service.yml`, or name one that is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.step_flow import ways
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import RunbookDocument
    from runbook_site.model.service import Service
    from runbook_site.sources.text import Span


def check(subject: Subject) -> Iterator[Finding]:
    """Escalations to nobody."""
    library = subject.project.library
    for service in library.services:
        if service.service is None or not (service.service.contacts or service.service.escalation.path):
            continue
        known = tuple(dict.fromkeys(_roles(service.service)))
        folded = {role.casefold() for role in known}
        folded |= {name.casefold() for team in library.site.site.teams.items() for name in (team[0], team[1].name)}
        for document in library.runbooks:
            if not document.promised or document.service != service.id:
                continue
            for written, span in _called(document):
                if written.casefold() not in folded:
                    message = f"'{written}' is no contact of {service.service.name}{hint(written, known)}"
                    yield Finding(RULE.name, message, span, alternatives=nearest(written, known))


def _roles(service: Service) -> Iterator[str]:
    yield from (contact.role for contact in service.contacts)
    yield from (step.to for step in service.escalation.path)
    yield from (role for issue in service.escalation.by_issue for role in issue.to)
    yield from (contact.to for contact in service.escalation.external)


def _called(document: RunbookDocument) -> Iterator[tuple[str, Span]]:
    for placed in ways(document.runbook):
        if placed.way.escalate is not None:
            yield placed.way.escalate, document.place(*placed.path, "escalate")
    for index, step in enumerate(document.runbook.escalation):
        yield step.to, document.place("escalation", index, "to")


RULE = Rule("unknown-contact", "runbook", Level.WARNING, "0.1.0", check)
