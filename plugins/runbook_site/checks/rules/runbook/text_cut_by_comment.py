"""A text ends before a `#`, and what follows is a comment of YAML.

## What it does

Reports a title, a summary, a sentence or another text for people in a YAML file that stands without quotes and ends in
front of a space and a `#` with a word or a number right behind it: `Ask in #ops`. A comment with a space behind its
sign, `# like this`, is taken for one.

## Why it hurts

YAML drops the rest of the line. The page says `Ask in`, and nobody learns where.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
summary: It hangs now and then. Say so in #shop-ops first.
procedure:
  - title: Restart the web server
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
summary: "It hangs now and then. Say so in #shop-ops first."
procedure:
  - title: Restart the web server
```

## When to leave it

Where it is a comment: put a space behind its `#`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.text import SourceText, Span
    from runbook_site.sources.value_path import ValuePath

_CUT = re.compile(r"[ \t]+(#[\w-][^\r\n]*)")
_LOOKS_CUT = re.compile(r"[^\s#][ \t]+#[\w-]")
_STYLED = ('"', "'", "|", ">", "[", "{", "&", "*", "!")
_FOR_PEOPLE = frozenset(
    {
        *("title", "summary", "text", "impact", "symptoms", "use_when", "effect", "expect", "checklist", "when"),
        *("escalate", "no_rollback", "rollback_when", "access", "roles", "description", "role", "to", "how", "covers"),
        *("availability", "meaning", "condition", "purpose", "what", "where", "tasks", "limit", "audience", "channel"),
    }
)
"""Fields with words; what commands have is cut by a shell as well, and elsewhere hardly anybody writes a `#`."""


def check(subject: Subject) -> Iterator[Finding]:
    """Texts for people that YAML cut."""
    library = subject.project.library
    for document in library.runbooks:
        if document.form == "yaml":
            yield from _cut(document.source, document.places)
    for service in library.services:
        if service.service is not None and service.source is not None:
            yield from _cut(service.source, service.places)


def _cut(source: SourceText, places: Mapping[ValuePath, Span]) -> Iterator[Finding]:
    if not _LOOKS_CUT.search(source.text):
        return
    for path in places:
        field = next((part for part in reversed(path) if isinstance(part, str)), "")
        if field not in _FOR_PEOPLE:
            continue
        place = places[path]
        start, end = source.offset(place.start), source.offset(place.end)
        if source.text.startswith(_STYLED, start) or not (match := _CUT.match(source.text, end)):
            continue
        sign = match[1].split()[0]
        message = f"the text ends before '{sign}', a comment to YAML; put it all in quotes, or a space behind the '#'"
        yield Finding(RULE.name, message, source.span(match.start(1), match.end(1)))


RULE = Rule("text-cut-by-comment", "runbook", Level.WARNING, "0.1.0", check)
