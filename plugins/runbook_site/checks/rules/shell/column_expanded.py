r"""The shell takes a column of `awk` for a value of its own.

## What it does

Reports `$1` to `$9` inside of double quotes where `awk` is to read it: in its program, and in what `ssh`, `sh -c` or
`watch` is to run.

## Why it hurts

In a terminal `$2` has no value. `awk "{print $2}"` prints whole lines, and what is behind the pipe works on those.

## Example

````markdown title="runbook_src/shop/sessions.md"
# Too many sessions

```sh
ps aux | awk "/idle/ {print $2}"
```
````

## Use instead

````markdown title="runbook_src/shop/sessions.md"
# Too many sessions

```sh
ps aux | awk '/idle/ {print $2}'
```
````

## When to leave it

Never: what a script is given does not stand in a block that is pasted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word

_AWK = frozenset({"awk", "gawk", "mawk"})
_CALLS_AWK = re.compile(r"\b[gm]?awk[ \t]")
_PROGRAM = re.compile(r"[{~=<>]")
_COLUMN = re.compile(r"\$[1-9]")
_SCRIPT = re.compile(
    r"\A\s*#!|^[ \t]*(?:function[ \t]+[\w:.-]+|[\w:.-]+[ \t]*\([ \t]*\))[ \t\n]*[{(]|^[ \t]*set[ \t]+--[ \t]",
    re.MULTILINE,
)
"""What has values of its own behind ``$1``: a file that is shown, a function, what ``set`` gives it."""


def check(subject: Subject) -> Iterator[Finding]:
    """Columns that are expanded too early."""
    for call in subject.project.calls:
        if call.invocation.via and call.tool not in _AWK:
            continue
        for word in call.invocation.argv[1:]:
            column = _expanded_column(call, word)
            if column and not _SCRIPT.search(call.snippet.block.text.text):
                message = f"in double quotes {column} is the shell's, and empty; write \\{column}, or single quotes"
                yield Finding(RULE.name, message, call.word_span(word))


def _expanded_column(call: Call, word: Word) -> str:
    """The first column in a word that the shell expands; empty where there is none, or others are kept from it."""
    if "\\$" in word.text or any(part.kind == "command" for part in word.parts):
        return ""
    if not (_PROGRAM.search(word.text) if call.tool in _AWK else _CALLS_AWK.search(word.text)):
        return ""
    columns = (part for part in word.parts if part.kind == "variable" and part.quoting == "double")
    return next((part.text for part in columns if _COLUMN.fullmatch(part.text)), "")


RULE = Rule("column-expanded", "shell", Level.WARNING, "0.1.0", check)
