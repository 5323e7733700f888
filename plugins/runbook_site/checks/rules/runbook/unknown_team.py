"""An owner is none of the site's teams.

## What it does

Reports an `owner` of a runbook or a service that is not among the `teams` of `site.yml`. Where `site.yml` names no
team, nothing is reported.

## Why it hurts

A misspelt team is nobody: the runbook is missing from the list that the team goes through.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shopp
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
```

## When to leave it

Never: add the team to `site.yml`, or name one that is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.place import place_of
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Owners that are no team."""
    library = subject.project.library
    teams = library.site.site.teams
    if not teams:
        return
    owners = [
        (document.runbook.owner, place_of(document, "owner"))
        for document in library.runbooks
        if document.promised and document.runbook.owner
    ]
    owners += [
        (document.service.owner, place_of(document, "owner")) for document in library.services if document.service
    ]
    for owner, span in owners:
        if owner not in teams:
            message = f"'{owner}' is no team of site.yml{hint(owner, teams)}"
            yield Finding(RULE.name, message, span, alternatives=nearest(owner, teams))


RULE = Rule("unknown-team", "runbook", Level.WARNING, "0.1.0", check)
