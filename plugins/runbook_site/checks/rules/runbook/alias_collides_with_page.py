"""A former address is the present address of a runbook.

## What it does

Reports an entry of `aliases` that is where the page of a runbook is: `runbooks/<service>/<runbook>`.

## Why it hurts

A page and a redirection cannot have the same address. One of them wins, and it may be the redirection.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
aliases: [runbooks/shop/restart-cache]
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

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
aliases: [runbooks/shop/restart-all]
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

Never: take the alias away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.site_address import plain_address
from runbook_site.model.address import runbook_page
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Aliases where a page is."""
    library = subject.project.library
    pages = {runbook_page(document.service, document.id): document.source.path for document in library.runbooks}
    for document in library.runbooks:
        if not document.promised:
            continue
        for index, alias in enumerate(document.runbook.aliases):
            if (path := pages.get(plain_address(alias))) is not None:
                whose = "this runbook's own page" if path == document.source.path else f"the page of '{path}'"
                message = f"the address '{alias}' is {whose}; take the alias away"
                yield Finding(RULE.name, message, document.place("aliases", index))


RULE = Rule("alias-collides-with-page", "runbook", Level.ERROR, "0.1.0", check)
