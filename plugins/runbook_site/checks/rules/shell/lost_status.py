"""A status is asked for when another command has already taken its place.

## What it does

Reports `$?` in a test or an assignment right behind an `echo` or `printf`.

## Why it hurts

`$?` belongs to the last command. `echo` always works, so the test never sees that the command above it failed.

## Example

````markdown title="runbook_src/shop/restore.md"
# Restore the shop

```sh
pg_restore -d shop /srv/backup/shop.dump
echo "restore has ended"
if [ $? -ne 0 ]; then
  echo "it failed"
fi
```
````

## Use instead

````markdown title="runbook_src/shop/restore.md"
# Restore the shop

```sh
if ! pg_restore -d shop /srv/backup/shop.dump; then
  echo "it failed"
fi
```
````

## When to leave it

Never.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.word import Word

_PRINTS = frozenset({"echo", "printf"})
_TESTS = frozenset({"[", "[[", "test", "exit"})
_BETWEEN = re.compile(r"[ \t]*+(?:;[ \t]*+)?(?:#[^\n]*+)?\n?[ \t\n]*+(?:(?:el)?if[ \t]+)?")
_JOINED = re.compile(r"(?:&&|\|\||\|)[ \t\n\\]*\Z")
_FAR = 200


def check(subject: Subject) -> Iterator[Finding]:
    """Statuses of `echo`."""
    for runbook in subject.project.runbooks:
        for _, chunk in runbook.chunks:
            for printed, asking in pairwise(chunk.invocations):
                word = _status(asking)
                if word is not None and _always_works(printed) and _is_next(printed, asking):
                    message = f"$? is the status of '{printed.tool}' here, which always works; ask for it right behind"
                    message = f"{message} the command that is meant"
                    yield Finding(RULE.name, message, asking.text.span(word.start, word.end))


def _status(invocation: Invocation) -> Word | None:
    """The word of a test or an assignment that is `$?`."""
    values = [each.value for each in invocation.assignments if each.value is not None and each.alone]
    words = invocation.argv[1:3] if invocation.tool in _TESTS else values
    return next((word for word in words if word.text.strip('"') in {"$?", "${?}"}), None)


def _always_works(invocation: Invocation) -> bool:
    """Whether it prints to the terminal: a file may not be writable, and a pipe has a status of its own."""
    if invocation.tool not in _PRINTS or invocation.pipeline != 1 or invocation.redirects:
        return False
    # Behind '&&' the status may be that of the command in front of it.
    text = invocation.text.text
    return _JOINED.search(text, max(0, invocation.start - _FAR), invocation.start) is None


def _is_next(printed: Invocation, asking: Invocation) -> bool:
    if printed.text is not asking.text or printed.via != asking.via:
        return False
    return _BETWEEN.fullmatch(printed.text.text, printed.end, asking.start) is not None


RULE = Rule("lost-status", "shell", Level.WARNING, "0.1.0", check)
