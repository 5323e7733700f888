"""A message has a value to fill in that nobody asks for.

## What it does

Reports a name behind a `$` in the text of a message that declares other variables, where neither the message, nor a
runbook, nor the service or the site declares one of that name. Code in the text, names in capitals, amounts such as
`$5`, and the template for post-mortems are left alone.

## Why it hurts

The page has no field for it, and customers read `$next_report`.

## Example

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Tell the customers
    messages: [outage-began]
messages:
  - id: outage-began
    title: An outage has begun
    audience: Customers
    text: The shop is not reachable since $began_at. We report again at $next_report.
    variables:
      began_at: {type: timestamp, description: When it began.}
```

## Use instead

```yaml title="runbook_src/shop/outage.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Tell the customers
    messages: [outage-began]
messages:
  - id: outage-began
    title: An outage has begun
    audience: Customers
    text: The shop is not reachable since $began_at. We report again at $next_report.
    variables:
      began_at: {type: timestamp, description: When it began.}
      next_report: {type: timestamp, description: When you report again.}
```

## When to leave it

Where the text is meant to have a `$` with a word behind it: write it as code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.place import place_of
from runbook_site.checks.rule import Rule
from runbook_site.checks.variable.variable_scope import declared
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import Library, RunbookDocument, ServiceDocument
    from runbook_site.model.runbook import Message

_USE = re.compile(r"(?<![\\\w$])\$(?:([a-z][a-z0-9_]*)(?![\w(])|\{([a-z][a-z0-9_]*)\})")
_CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`", re.DOTALL)
_FILLED_IN_BY_THE_LOG = "post-mortem"


def check(subject: Subject) -> Iterator[Finding]:
    """Names in messages that nothing declares."""
    library = subject.project.library
    unread = {each.service for each in library.broken} | library.partial_services
    for service in library.services:
        if not service.is_sound or not library.site.is_sound:
            continue
        runbooks = [each for each in library.runbooks if each.service == service.id]
        if service.service is not None and service.id not in unread:
            yield from _of(service, service.service.messages, _known(library, service, runbooks))
        for runbook in runbooks:
            yield from _of(runbook, runbook.runbook.messages, frozenset(declared(library, runbook)))


def _known(library: Library, service: ServiceDocument, runbooks: list[RunbookDocument]) -> frozenset[str]:
    """What a message of a service may name: the values of whichever runbook sends it."""
    own = service.service.variables if service.service else {}
    return frozenset(own).union(library.site.site.variables, *(declared(library, each) for each in runbooks))


def _of(
    document: RunbookDocument | ServiceDocument, messages: tuple[Message, ...], known: frozenset[str]
) -> Iterator[Finding]:
    for index, message in enumerate(messages):
        if not message.variables or message.id == _FILLED_IN_BY_THE_LOG:
            continue
        names = tuple(sorted(known.union(message.variables)))
        used = dict.fromkeys(plain or braced for plain, braced in _USE.findall(_CODE.sub("", message.text)))
        for name in used:
            if name not in names:
                told = (
                    f"nothing asks for '{name}', so the message has '${name}' in it; declare it under its 'variables'"
                )
                span = place_of(document, "messages", index, "text")
                yield Finding(RULE.name, f"{told}{hint(name, names)}", span, alternatives=nearest(name, names))


RULE = Rule("undeclared-in-message", "runbook", Level.WARNING, "0.1.0", check)
