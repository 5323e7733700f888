"""A runbook is for an alert that does not exist.

## What it does

Reports a name under `alerts` of a runbook that is no alert of its service, neither in `service.yml` nor in the
rule files named there. Where the service has no alerts at all, nothing is reported. Capitals do not matter.

## Why it hurts

The alert was renamed, and its page cannot be found by the new name.

## Example

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
alerts:
  - {name: ShopDown}
```

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
alerts: [ShopDown, ShopOffline]
procedure:
  - title: Restart the web server
```

## Use instead

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
alerts:
  - {name: ShopDown}
```

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
alerts: [ShopDown]
procedure:
  - title: Restart the web server
```

## When to leave it

Where the alert is defined in a system that `service.yml` does not speak of: name it under its `alerts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Runbooks for alerts that do not exist."""
    library = subject.project.library
    for service in library.services:
        names = [rule.name for rule in service.alert_rules]
        names += [alert.name for alert in service.service.alerts] if service.service else []
        if not names:
            continue
        folded = {name.casefold() for name in names}
        for document in library.runbooks:
            if document.service != service.id or not document.promised:
                continue
            for index, name in enumerate(document.runbook.alerts):
                if name.casefold() not in folded:
                    message = f"'{name}' is no alert of the service{hint(name, names)}"
                    span = document.place("alerts", index)
                    yield Finding(RULE.name, message, span, alternatives=nearest(name, names))


RULE = Rule("runbook-without-alert", "runbook", Level.WARNING, "0.1.0", check)
