"""Two folders are the same service.

## What it does

Reports a service whose id, taken from the name of its folder, another service has already.

## Why it hurts

Both have the same address on the site, and the same names in the catalog: what is found there belongs to one of
the two.

## Example

```yaml title="runbook_src/eu/shop/service.yml"
name: Shop in Europe
summary: Sells things.
owner: shop
```

```yaml title="runbook_src/us/shop/service.yml"
name: Shop in America
summary: Sells things.
owner: shop
```

## Use instead

```yaml title="runbook_src/eu/shop-eu/service.yml"
name: Shop in Europe
summary: Sells things.
owner: shop
```

```yaml title="runbook_src/us/shop-us/service.yml"
name: Shop in America
summary: Sells things.
owner: shop
```

## When to leave it

Never: rename one of the folders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.place import start_of
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import ServiceDocument


def check(subject: Subject) -> Iterator[Finding]:
    """Services whose id is taken."""
    first: dict[str, ServiceDocument] = {}
    for service in subject.project.library.services:
        other = first.setdefault(service.id, service)
        if other is not service:
            message = f"the service '{service.id}' is also in '{other.folder}'; rename one of the folders"
            yield Finding(RULE.name, message, start_of(service.source.path if service.source else service.folder))


RULE = Rule("duplicate-service-id", "runbook", Level.ERROR, "0.1.0", check)
