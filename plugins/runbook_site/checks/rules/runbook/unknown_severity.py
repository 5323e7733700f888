"""A severity is none of the service's.

## What it does

Reports a severity, of a runbook, of a metric, or of a step of an escalation, that is not the id of one of the
service's `severities`. Where the service has none, nothing is reported.

## Why it hurts

The severity says how soon somebody has to be at work. One that is on no scale says nothing.

## Example

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
kind: incident
severity: P1
procedure:
  - title: Restart the web server
```

## Use instead

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
kind: incident
severity: SEV-1
procedure:
  - title: Restart the web server
```

## When to leave it

Never: add the severity to `service.yml`, or name one that is there.
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
    from runbook_site.model.document import RunbookDocument, ServiceDocument
    from runbook_site.model.service import Service
    from runbook_site.sources.text import Span


def check(subject: Subject) -> Iterator[Finding]:
    """Severities that are on no scale."""
    library = subject.project.library
    for service in library.services:
        if service.service is None or not service.service.severities:
            continue
        known = tuple(severity.id for severity in service.service.severities)
        used = list(_of_service(service, service.service))
        for document in library.runbooks:
            if document.promised and document.service == service.id:
                used += _of_runbook(document)
        for written, span in used:
            if written not in known:
                message = f"'{written}' is no severity of {service.service.name}{hint(written, known)}"
                yield Finding(RULE.name, message, span, alternatives=nearest(written, known))


def _of_service(document: ServiceDocument, service: Service) -> Iterator[tuple[str, Span]]:
    for index, metric in enumerate(service.metrics):
        if metric.severity is not None:
            yield metric.severity, place_of(document, "metrics", index, "severity")
    for index, step in enumerate(service.escalation.path):
        for at, severity in enumerate(step.severities):
            yield severity, place_of(document, "escalation", "path", index, "severities", at)


def _of_runbook(document: RunbookDocument) -> Iterator[tuple[str, Span]]:
    if document.runbook.severity is not None:
        yield document.runbook.severity, document.place("severity")
    for index, step in enumerate(document.runbook.escalation):
        for at, severity in enumerate(step.severities):
            yield severity, document.place("escalation", index, "severities", at)


RULE = Rule("unknown-severity", "runbook", Level.WARNING, "0.1.0", check)
