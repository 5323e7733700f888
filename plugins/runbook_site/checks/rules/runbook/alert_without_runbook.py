"""An alert fires, and no runbook is for it.

## What it does

Reports an alert, of `alerts` in `service.yml` or of a rule file named there, that no runbook names under `alerts`,
that no runbook's file is called after, and whose `runbook_url` does not end in the name of a runbook either. Capitals
do not matter. Where a runbook with errors has the alert's name in its text, nothing is reported: it may well be for it.

## Why it hurts

Somebody is woken, and there is nothing to read.

## Example

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
alerts:
  - {name: ShopDown, condition: The start page does not open.}
```

## Use instead

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
alerts:
  - {name: ShopDown, condition: The start page does not open.}
escalation:
  path:
    - to: On-call engineer
```

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
kind: incident
alerts: [ShopDown]
procedure:
  - title: Restart the web server
```

## When to leave it

Never for an alert that wakes people: write the runbook, or take the alert away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.place import place_of
from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.site_address import last_part, page_names
from runbook_site.model.slug import slug
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Alerts that no runbook is for."""
    library = subject.project.library
    partial = library.partial_services
    covered = {name.casefold() for document in library.runbooks for name in document.runbook.alerts}
    pages = {name for document in library.runbooks for name in page_names(document)}
    pages |= {broken.id for broken in library.broken}
    unread = [broken.source.text.casefold() for broken in library.broken]
    for service in library.services:
        if service.service is None or service.id in partial:
            continue
        alerts = [
            (alert.name, None, place_of(service, "alerts", index, "name"))
            for index, alert in enumerate(service.service.alerts)
        ]
        urls = [(rule.name, rule.runbook_url, rule.span) for rule in service.alert_rules]
        for name, url, span in (*alerts, *urls):
            if name.casefold() in covered or slug(name) in pages or (url and slug(last_part(url)) in pages):
                continue
            if any(name.casefold() in text for text in unread):
                continue
            message = f"no runbook is for the alert '{name}'; name it under 'alerts' of one"
            yield Finding(RULE.name, message, span)


RULE = Rule("alert-without-runbook", "runbook", Level.WARNING, "0.1.0", check)
