"""Two parts of a file have the same id.

## What it does

Reports a severity or an occasion of the `calendar` in `service.yml`, and a message there or in a runbook, with an `id`
that one before it in the same list has.

## Why it hurts

Who names the id gets the first of them. The other stands on the page, and nothing leads to it; of two occasions,
calendar programs keep one.

## Example

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
severities:
  - {id: SEV-1, name: critical, meaning: Nobody can buy.}
  - {id: SEV-1, name: high, meaning: Some cannot buy.}
```

## Use instead

```yaml title="runbook_src/shop/service.yml"
name: Shop
summary: Sells things.
owner: shop
severities:
  - {id: SEV-1, name: critical, meaning: Nobody can buy.}
  - {id: SEV-2, name: high, meaning: Some cannot buy.}
```

## When to leave it

Never: rename one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.place import place_of
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import RunbookDocument, ServiceDocument
    from runbook_site.sources.text import Span


def check(subject: Subject) -> Iterator[Finding]:
    """Ids that are taken."""
    library = subject.project.library
    for service in library.services:
        if service.service is not None:
            named = service.service
            yield from _taken(service, "severities", [each.id for each in named.severities])
            yield from _taken(service, "calendar", [each.id for each in named.calendar])
            yield from _taken(service, "messages", [each.id for each in named.messages])
    for runbook in library.runbooks:
        yield from _taken(runbook, "messages", [each.id for each in runbook.runbook.messages])


def _taken(document: RunbookDocument | ServiceDocument, field: str, ids: list[str]) -> Iterator[Finding]:
    first: dict[str, Span] = {}
    for index, name in enumerate(ids):
        span = place_of(document, field, index, "id")
        if (other := first.setdefault(name, span)) is not span:
            message = f"the id '{name}' was given under '{field}' in line {other.start.line}; choose another"
            yield Finding(RULE.name, message, span)


RULE = Rule("duplicate-id", "runbook", Level.ERROR, "0.1.0", check)
