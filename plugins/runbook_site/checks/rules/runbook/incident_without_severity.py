"""A runbook for an incident has no severity.

## What it does

Reports a runbook of the kind `incident` without `severity`, in a service that has a scale of severities.

## Why it hurts

The list of runbooks by severity leaves it out, and whoever is woken by it does not know how fast to be.

## Example

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
kind: incident
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

Where finding the severity is what the runbook is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Incidents without a severity."""
    library = subject.project.library
    for document in library.runbooks:
        runbook = document.runbook
        if not document.promised or runbook.kind != "incident" or runbook.severity or runbook.status != "active":
            continue
        service = library.service(document.service).service
        if service is not None and service.severities:
            ids = tuple(severity.id for severity in service.severities)
            message = f"nothing says how severe this is; {service.name} knows {', '.join(ids)}"
            yield Finding(RULE.name, message, document.place("title"), alternatives=ids)


RULE = Rule("incident-without-severity", "runbook", Level.INFO, "0.1.0", check)
