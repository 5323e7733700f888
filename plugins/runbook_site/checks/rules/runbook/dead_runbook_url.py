"""The address in an alert leads to no runbook.

## What it does

Reports a `runbook_url` of an alert rule whose last part is the name of no runbook and of no alert that a runbook
is for, while others that begin with the same address do lead to runbooks here.

## Why it hurts

The link in the alert is the first thing that is pressed at three in the morning.

## Example

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
alert_rules: [rules.yml]
```

```yaml title="runbook_src/shop/rules.yml"
groups:
  - name: shop
    rules:
      - alert: ShopDown
        expr: up{job="shop"} == 0
        annotations:
          runbook_url: https://runbooks.example.com/shop/outage
      - alert: ShopSlow
        expr: latency > 3
        annotations:
          runbook_url: https://runbooks.example.com/shop/too-slow
```

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
alerts: [ShopDown, ShopSlow]
procedure:
  - title: Restart the web server
```

## Use instead

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
alert_rules: [rules.yml]
```

```yaml title="runbook_src/shop/rules.yml"
groups:
  - name: shop
    rules:
      - alert: ShopDown
        expr: up{job="shop"} == 0
        annotations:
          runbook_url: https://runbooks.example.com/shop/outage
      - alert: ShopSlow
        expr: latency > 3
        annotations:
          runbook_url: https://runbooks.example.com/shop/outage
```

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
alerts: [ShopDown, ShopSlow]
procedure:
  - title: Restart the web server
```

## When to leave it

Where a part of the runbooks is kept elsewhere under the same address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.site_address import last_part, page_names
from runbook_site.model.slug import slug
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Addresses in alerts that lead nowhere."""
    library = subject.project.library
    partial = library.partial_services
    known = {name for document in library.runbooks for name in page_names(document)}
    rules = [
        (rule, rule.runbook_url)
        for service in library.services
        if service.id not in partial
        for rule in service.alert_rules
        if rule.runbook_url
    ]
    answers = {url: slug(last_part(url)) in known for _, url in rules}
    ours = {_base(url) for url, answered in answers.items() if answered}
    for rule, url in rules:
        if not answers[url] and _base(url) in ours:
            message = f"'{url}' leads to no runbook here{hint(last_part(url), sorted(known))}"
            yield Finding(RULE.name, message, rule.span, alternatives=nearest(last_part(url), sorted(known)))


def _base(url: str) -> str:
    """The address up to its last part."""
    return url.rstrip("/").rpartition("/")[0]


RULE = Rule("dead-runbook-url", "runbook", Level.WARNING, "0.1.0", check)
