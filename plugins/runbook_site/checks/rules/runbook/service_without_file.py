"""A service has runbooks and no service.yml.

## What it does

Reports a folder with YAML runbooks and no `service.yml`. Folders of plain Markdown are left alone.

## Why it hurts

Nobody is named to call, there are no severities, and no team owns the runbooks.

## Example

```yaml title="runbook_src/wiki/restart.yml"
title: Restart the wiki
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
```

## Use instead

```yaml title="runbook_src/wiki/restart.yml"
title: Restart the wiki
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
```

```yaml title="runbook_src/wiki/service.yml"
name: Wiki
summary: Where everything is written down.
owner: shop
```

## When to leave it

For a folder of runbooks that belong to no service: switch the rule off in `site.yml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.place import start_of
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Services without a file."""
    library = subject.project.library
    for service in library.services:
        if service.source is not None:
            continue
        first = next((d for d in library.runbooks if d.service == service.id and d.form == "yaml"), None)
        if first is not None:
            message = "this folder has runbooks and no service.yml; add one, with a name, a summary and an owner"
            yield Finding(RULE.name, message, start_of(first.source.path))


RULE = Rule("service-without-file", "runbook", Level.WARNING, "0.1.0", check)
