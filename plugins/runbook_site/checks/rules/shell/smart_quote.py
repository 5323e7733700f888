"""A quote of a word processor stands where the shell wants one of its own.

## What it does

Reports curly quotes, and a few that look like them, at the beginning or the end of a word in a command, outside of
quotes, comments and heredocs.

## Why it hurts

To a shell they are letters. The text is split at its blanks, and the quotes are passed on with it.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
grep “out of memory” /var/log/shop.log
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
grep "out of memory" /var/log/shop.log
```
````

## When to leave it

Where the character itself is looked for: put it in quotes, and this rule does not speak.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.paste import DOUBLE_QUOTES, SINGLE_QUOTES, code_point, unquoted_places
from runbook_site.sources.finding import Edit, Finding, Fix, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.checks.shell.paste import Place


_PATTERN = re.compile(
    rf"""(?P<pair>[{DOUBLE_QUOTES}](?P<double>[^{DOUBLE_QUOTES}"`\\\n]*+)[{DOUBLE_QUOTES}]|[{SINGLE_QUOTES}](?P<single>[^{SINGLE_QUOTES}'\n]*+)[{SINGLE_QUOTES}])
    |(?:(?<=\s)|(?<==)|\A)[{DOUBLE_QUOTES}{SINGLE_QUOTES}]|[{DOUBLE_QUOTES}{SINGLE_QUOTES}](?=\s|\Z)""",
    re.VERBOSE,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Quotes that quote nothing."""
    for place in unquoted_places(subject.project, _PATTERN):
        sign = place.match[0][0]
        straight = "'" if sign in SINGLE_QUOTES else '"'
        message = f"the quote {sign} ({code_point(sign)}) is a letter to a shell; write {straight}"
        yield Finding(RULE.name, message, place.span, alternatives=(straight,), fix=_fix(place, straight))


def _fix(place: Place, straight: str) -> Fix | None:
    """A pair on one line becomes a pair, except where the text around it could be quoted itself (YAML)."""
    start, end = place.match.span()
    if place.match["pair"] is None or place.text.source.path.endswith((".yml", ".yaml")):
        return None
    edits = (Edit(place.text.span(start, start + 1), straight), Edit(place.text.span(end - 1, end), straight))
    return Fix(f"write {straight}", edits)


RULE = Rule("smart-quote", "shell", Level.ERROR, "0.1.0", check)
