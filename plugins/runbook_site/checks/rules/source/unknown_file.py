"""A YAML file in a service's folder is no runbook.

## What it does

Reports a YAML file below a folder with a `service.yml` that has not one field of a runbook, nor one that is nearly
spelt so, unless `service.yml` names it under `alert_rules`.

## Why it hurts

Either it was meant to be a runbook, and is none, or it defines alerts that nobody compares with the runbooks.

## Example

```yaml title="runbook_src/shop/values.yml"
replicas: 3
image: shop
```

## Use instead

Move it to where it is used, or name it in `service.yml` if it holds alert rules:

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
alert_rules: [rules.yml]
escalation:
  path:
    - to: On-call engineer
```

```yaml title="runbook_src/shop/rules.yml"
groups:
  - name: shop
    rules:
      - alert: ShopDown
        expr: up{job="shop"} == 0
```

```yaml title="runbook_src/shop/shop-down.yml"
title: The shop is down
kind: incident
reviewed: {on: 2026-11-01, by: shop on-call}
alerts: [ShopDown]
procedure:
  - title: Restart the web server
```

## When to leave it

Where the folder cannot be kept for runbooks alone: switch the rule off in `site.yml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.from_reading import from_reading
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """YAML files that are nothing known."""
    return from_reading("unknown-file", subject)


RULE = Rule("unknown-file", "source", Level.WARNING, "0.1.0", check)
