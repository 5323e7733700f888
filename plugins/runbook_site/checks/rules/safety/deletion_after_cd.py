"""A command deletes all of the folder that the shell is in, even where `cd` has failed.

## What it does

Reports `rm -r *` and `find . -delete` behind a `cd` on a line of its own, or with `;` behind it.

## Why it hurts

Where the folder is not there, or is closed, the shell stays where it is, and what is there is deleted.

## Example

````markdown title="runbook_src/shop/clean.md"
# The cache of the shop is broken

```sh
cd /var/cache/shop
rm -rf *
```
````

## Use instead

````markdown title="runbook_src/shop/clean.md"
# The cache of the shop is broken

```sh
cd /var/cache/shop && rm -rf ./*
```
````

## When to leave it

Never: name the folder, `rm -rf /var/cache/shop/*`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.pasted_block import shows_prompts
from runbook_site.snippets.calls import HOLE
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call

_EVERYTHING = frozenset({"*", "./*", "**", ".[!.]*", ".", "./"})
_ALWAYS_THERE = re.compile(r"/|~|-|/(?:tmp|var|var/tmp|etc|home|root|opt|srv|usr|var/log)/?|\.\.(?:/\.\.)*/?|~/?|")
_CHANGES = frozenset({"cd", "pushd"})
_MAKES = frozenset({"mkdir", "mktemp", "install", "git", "tar", "unzip"})
_GUARD = re.compile(r"[ \t]*\)?[ \t]*(?:2?>[^\n&|;]*)?(?:&&|\|\|)")
_STOPS = re.compile(r"(?m)^[ \t]*set[ \t]+(?:-[a-z]*e|-o[ \t]+errexit)|\A\s*#!.*[ \t]-\w*e")
_LONGEST_GUARD = 200


def check(subject: Subject) -> Iterator[Finding]:
    """Deletions wherever the shell is."""
    for call in subject.project.calls:
        if _deletes_all_here(call) and (before := _unguarded_change(call)) is not None:
            folder = before.words[-1]
            message = (
                f"where 'cd {folder}' fails, this deletes all of the folder that the shell is in; write 'cd … && …'"
            )
            yield Finding(RULE.name, message, call.span)


def _deletes_all_here(call: Call) -> bool:
    words = [text for _, text in call.operands()]
    if call.tool == "rm":
        return call.has("-r", "-R", "-f", "--recursive", "--force") and any(text in _EVERYTHING for text in words)
    tests = [text for text in call.words if text.startswith("-")]
    return call.tool == "find" and words[:1] == ["."] and tests == ["-delete"]


def _unguarded_change(call: Call) -> Call | None:
    """The ``cd`` that a command relies on, where nothing keeps it from running when that fails."""
    if call.invocation.via == ("sudo",) and call.invocation.parent is not None:
        call = replace(call, index=call.invocation.parent)
    text = call.invocation.text.text
    if _STOPS.search(call.snippet.block.text.text):
        return None
    found: Call | None = None
    for each in call.before():
        if each.invocation.text is not call.invocation.text:
            break
        if each.tool in _MAKES:
            return None
        if found is None and each.tool in _CHANGES:
            found = each
    if found is None or len(found.words) != 1 or HOLE in found.words[0] or _ALWAYS_THERE.fullmatch(found.words[0]):
        return None
    end = found.invocation.end
    between = text[end : call.invocation.start]
    if _GUARD.match(text[end : end + _LONGEST_GUARD]) or (shows_prompts(call.snippet) and "\n" in between):
        return None
    return found


RULE = Rule("deletion-after-cd", "safety", Level.WARNING, "0.1.0", check)
