"""Two runbooks claim the same former address.

## What it does

Reports an entry of `aliases` that stands in another runbook too, or twice in the same one. Ending, slashes and
capitals do not matter.

## Why it hurts

An address leads to one page. Whoever follows an old link, in an alert or a ticket, comes to the wrong runbook half
of the time.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
aliases: [wiki/restart]
procedure:
  - title: Restart the web server
```

```yaml title="runbook_src/shop/restart-cache.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
aliases: [wiki/restart.html]
procedure:
  - title: Restart the cache
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
aliases: [wiki/restart]
procedure:
  - title: Restart the web server
```

```yaml title="runbook_src/shop/restart-cache.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the cache
```

## When to leave it

Never: keep it where the old page went.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.site_address import plain_address
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.text import Span


def check(subject: Subject) -> Iterator[Finding]:
    """Aliases that are taken."""
    first: dict[str, Span] = {}
    for document in subject.project.library.runbooks:
        if not document.promised:
            continue
        for index, alias in enumerate(document.runbook.aliases):
            span = document.place("aliases", index)
            other = first.setdefault(plain_address(alias), span)
            if other is not span:
                message = f"the address '{alias}' already leads to '{other.path}' (line {other.start.line}); keep one"
                yield Finding(RULE.name, message, span)


RULE = Rule("duplicate-alias", "runbook", Level.ERROR, "0.1.0", check)
