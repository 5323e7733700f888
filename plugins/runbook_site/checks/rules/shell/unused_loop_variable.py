"""A loop names its variable without `$`, and never uses it.

## What it does

Reports `for` loops over names in which the variable is used nowhere, and its bare name stands among the words of a
command: `for host in db1 db2; do ssh host uptime; done`. A loop over numbers, which only repeats, is not reported.

## Why it hurts

Each round does the same, to something that has the variable's name.

## Example

````markdown title="runbook_src/shop/hosts.md"
# How long are they up?

```bash
for host in db1 db2; do ssh host uptime; done
```
````

## Use instead

````markdown title="runbook_src/shop/hosts.md"
# How long are they up?

```bash
for host in db1 db2; do ssh "$host" uptime; done
```
````

## When to leave it

Where the word is meant; give the variable another name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.command_intent import meant_as_command
from runbook_site.checks.shell.shellcheck import shellcheck_results
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.checks.shell.shell_text import ShellChunk

_LOOP = re.compile(
    r"(?<![\w$-])for[ \t]+(?P<name>[A-Za-z_]\w{0,60})[ \t]+in[ \t]+(?P<list>[^;\n]{1,2000})(?:;|\n)[ \t\n]*do\b"
)
_END = re.compile(r"(?<![\w-])done(?![\w-])")
_ONLY_REPEATS = re.compile(r"[\d\s]+|\{\d+\.\.[^}\s]+\}|\$\(seq\b.*|`seq\b.*")
_READS_NAMES = re.compile(r"(?<![\w-])(?:export|eval|declare|local|typeset|read|printenv|unset|env|for|source)\b|\$\{!")
_LONGEST_BODY = 2000


def check(subject: Subject) -> Iterator[Finding]:
    """Variables of loops whose `$` was forgotten."""
    for each in shellcheck_results(subject).chunks:
        if each.is_small and "for " in each.masked:
            for found in _LOOP.finditer(each.masked):
                place = _bare_name(each, found)
                if place is not None and meant_as_command(each, found.start()):
                    name = found["name"]
                    message = f"'{name}' is a mere word here, and the loop never uses its variable; write \"${name}\""
                    yield Finding(RULE.name, message, each.chunk.text.span(place, place + len(name)))


def _bare_name(each: ShellChunk, loop: re.Match[str]) -> int | None:
    """Where the name stands among the words of a loop that does not use its variable; ``None`` where it does."""
    name, text = loop["name"], each.masked
    end = _END.search(text, loop.end(), loop.end() + _LONGEST_BODY)
    if end is None or _ONLY_REPEATS.fullmatch(loop["list"].strip()) or name in {"_", "dummy"}:
        return None
    body = text[loop.end() : end.start()]
    again = re.compile(rf"(?<![\w$-])for[ \t]+{name}\b").search(text, loop.end())
    behind = text[loop.end() : again.start() if again is not None else len(text)]
    used = re.search(rf"\$\{{?[#!]?{name}(?!\w)|\(\([^)]{{0,200}}\b{name}\b", behind)
    if used is not None or _READS_NAMES.search(body):
        return None
    bare = re.search(rf"(?<=[ \t]){name}(?=[ \t;\n]|\Z)(?![ \t]*[=(])", body)
    first = re.compile(r"(?:^|[;&|\n(]|\bdo|\bthen|\belse)[ \t]*\Z")
    if bare is None or first.search(body[: bare.start()]):
        return None
    return loop.end() + bare.start()


RULE = Rule("unused-loop-variable", "shell", Level.WARNING, "0.1.0", check)
