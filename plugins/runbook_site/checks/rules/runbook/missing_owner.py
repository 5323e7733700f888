"""Nobody owns a runbook.

## What it does

Reports a runbook without `owner` in a service whose `service.yml` names none either. Markdown without a field of
this format is left alone.

## Why it hurts

Nobody reviews it, and when it turns out to be wrong nobody knows whom to tell.

## Example

```yaml title="runbook_src/site.yml"
title: Runbooks
```

```markdown title="runbook_src/wiki/restart.md"
---
kind: procedure
reviewed: {on: 2026-11-01, by: shop on-call}
---

# Restart the shop

## Restart the web server

In the console of the provider.
```

## Use instead

```yaml title="runbook_src/site.yml"
title: Runbooks
```

```markdown title="runbook_src/wiki/restart.md"
---
kind: procedure
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
---

# Restart the shop

## Restart the web server

In the console of the provider.
```

## When to leave it

Where one person keeps all runbooks: switch the rule off in `site.yml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Runbooks without an owner."""
    library = subject.project.library
    # A service.yml that is there and has errors is reported for those; it may well name an owner.
    owned = {service.id for service in library.services if service.source is not None}
    for document in library.runbooks:
        if document.promised and document.runbook.owner is None and document.service not in owned:
            teams = tuple(library.site.site.teams)
            message = "nobody owns this runbook; name a team under 'owner', here or in the service.yml beside it"
            yield Finding(RULE.name, message, document.place("title"), alternatives=teams)


RULE = Rule("missing-owner", "runbook", Level.WARNING, "0.1.0", check)
