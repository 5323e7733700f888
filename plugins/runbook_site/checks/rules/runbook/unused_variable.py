"""A variable is declared that nothing uses.

## What it does

Reports a variable of a runbook that no command, message or text of it uses; one of a message that its text does
not use; one of a service or the site that none of their runbooks and messages uses. Where only some files of a
service were given to check, or some have errors, nothing is said about its own variables.

## Why it hurts

The page asks for a value that goes nowhere. Often the command spells the name in another way, and that one is
never filled in.

## Example

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  host:
    type: host
    description: The machine that the alert names.
diagnosis:
  - title: Look at the load
    commands:
      - title: Show the load
        run: uptime
        risk: read
```

## Use instead

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  host:
    type: host
    description: The machine that the alert names.
diagnosis:
  - title: Look at the load
    commands:
      - title: Show the load
        run: ssh "$host" uptime
        risk: read
```

## When to leave it

Never: take the variable away.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from runbook_site.checks.place import place_of
from runbook_site.checks.rule import Rule
from runbook_site.checks.variable.variable_scope import used_in
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import Library, RunbookDocument, ServiceDocument
    from runbook_site.model.runbook import Message
    from runbook_site.model.service import Service
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.sources.text import Span


def check(subject: Subject) -> Iterator[Finding]:
    """Variables without a use."""
    library = subject.project.library
    used = {id(runbook.document): _used(library, runbook) for runbook in subject.project.runbooks}
    for document in library.runbooks:
        for name in document.runbook.variables:
            if document.promised and name not in used[id(document)]:
                yield _finding(name, "this runbook", document.place("variables", name))
        yield from _of_messages(document, document.runbook.messages)
    unsure = library.partial_services | _with_errors(library)
    for service in library.services:
        if service.service is not None and service.id not in unsure:
            names = [name for each in library.runbooks if each.service == service.id for name in used[id(each)]]
            yield from _of_service(service, service.service, frozenset(names))
    if not unsure:
        everywhere = {name for each in used.values() for name in each}
        for name in library.site.site.variables:
            if name not in everywhere:
                yield _finding(name, "no runbook", place_of(library.site, "variables", name))


def _of_service(document: ServiceDocument, service: Service, used: frozenset[str]) -> Iterator[Finding]:
    yield from _of_messages(document, service.messages)
    used = used.union(*(used_in(message.text) for message in service.messages))
    for name in service.variables:
        if name not in used:
            yield _finding(name, "no runbook of the service", place_of(document, "variables", name))


def _finding(name: str, where: str, span: Span) -> Finding:
    message = f"'{name}' is used nowhere in {where}" if where == "this runbook" else f"{where} uses '{name}'"
    return Finding(RULE.name, f"{message}; take it away, or use it", span)


def _used(library: Library, runbook: RunbookSnippets) -> frozenset[str]:
    """Names that a runbook uses in commands, texts, and the messages that it sends."""
    document = runbook.document
    service = library.service(document.service).service
    sent = {name for _, _, step in document.runbook.steps() for name in step.messages}
    texts = [document.body.text if document.body else document.source.text]
    texts += [message.text for message in (service.messages if service else ()) if message.id in sent]
    names = {use.name for _, chunk in runbook.chunks for use in chunk.variables}
    return frozenset(names).union(*(used_in(text) for text in texts))


def _of_messages(document: RunbookDocument | ServiceDocument, messages: tuple[Message, ...]) -> Iterator[Finding]:
    for index, message in enumerate(messages):
        used = used_in(message.text)
        for name in message.variables:
            if name not in used:
                span = place_of(document, "messages", index, "variables", name)
                yield Finding(RULE.name, f"'{name}' is not used in the text of this message; take it away", span)


def _with_errors(library: Library) -> frozenset[str]:
    """Services with runbooks that could not be read."""
    unread = [PurePosixPath(file.path) for file in library.skipped if file.failed or file.reason == "has errors"]
    return frozenset(each.id for each in library.services if any(path.is_relative_to(each.folder) for path in unread))


RULE = Rule("unused-variable", "runbook", Level.WARNING, "0.1.0", check)
