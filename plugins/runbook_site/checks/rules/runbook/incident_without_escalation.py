"""A runbook for an incident leads to nobody when it does not help.

## What it does

Reports a runbook of the kind `incident` that has no `escalation`, sends to nobody from a step (`escalate` under
`decide` or `on_failure`), and whose service has no escalation path either. Markdown without a field of this format
is left alone.

## Why it hurts

Every runbook fails some night. Then the one who follows it sits alone with a broken service, looking for a name.

## Example

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
```

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
kind: incident
procedure:
  - title: Restart the web server
```

## Use instead

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
escalation:
  path:
    - to: On-call engineer
    - {to: Head of engineering, after: 30m}
```

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
kind: incident
procedure:
  - title: Restart the web server
```

## When to leave it

Where one person is all there is: switch the rule off in `site.yml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.step_flow import ways
from runbook_site.model.sections import role_of
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import RunbookDocument


def check(subject: Subject) -> Iterator[Finding]:
    """Incidents without a way up."""
    library = subject.project.library
    covered = {
        service.id
        for service in library.services
        # One with errors is reported for those; what it says of escalation is not known.
        if not service.is_sound
        or (service.service is not None and (service.service.escalation.path or service.service.escalation.by_issue))
    }
    for document in library.runbooks:
        runbook = document.runbook
        if not document.promised or runbook.kind != "incident" or runbook.status == "deprecated":
            continue
        if document.service in covered or runbook.escalation or _says_so(document):
            continue
        if not any(placed.way.escalate for placed in ways(runbook)):
            message = (
                "nothing says whom to call when this does not help; write 'escalation' here, or an escalation path in "
                "service.yml"
            )
            yield Finding(RULE.name, message, document.place("title"))


def _says_so(document: RunbookDocument) -> bool:
    """Whether a section of a Markdown runbook is about escalation."""
    return any(role_of(heading.text) == "escalation" for heading in document.headings)


RULE = Rule("incident-without-escalation", "runbook", Level.WARNING, "0.1.0", check)
