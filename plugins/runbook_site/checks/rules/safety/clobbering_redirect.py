"""A redirection empties the file that the command reads.

## What it does

Reports `sort orders.txt > orders.txt`, `cat x > x`, `jq … x | sort > x`: the same file is read and written in one
pipeline.

## Why it hurts

The shell empties the file before the command starts. What is read is nothing, and what was in it is lost.

## Example

````markdown title="runbook_src/shop/sort.md"
# Put the list of machines in order

```bash
sort hosts.txt > hosts.txt
```
````

## Use instead

````markdown title="runbook_src/shop/sort.md"
# Put the list of machines in order

```bash
sort --output hosts.txt hosts.txt
```
````

## When to leave it

Never: write to another file, then `mv`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.calls import calls
from runbook_site.checks.rule import Rule
from runbook_site.snippets.tool import words_of
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.calls import Call
    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.word import Word

_READERS = words_of(
    "cat sort uniq head tail nl tac rev fold cut paste column awk gawk sed grep egrep jq yq tr base64 xmllint"
)
_SCRIPT_FIRST = frozenset({"awk", "gawk", "sed", "grep", "egrep", "jq", "yq"})
_WRITES_ITSELF = ("-i", "--in-place", "--inplace", "-o", "--output")


def check(subject: Subject) -> Iterator[Finding]:
    """Pipelines that write what they read."""
    for call in calls(subject):
        for redirect in call.invocation.redirects:
            if redirect.operator not in {">", ">|"} or redirect.target is None or redirect.descriptor == 2:  # noqa: PLR2004 - standard error
                continue
            written = _name(redirect.target)
            if written and not written.startswith("/dev/") and _is_read(call, written):
                message = (
                    f"the shell empties '{redirect.target.text}' before it is read; write to another file, then mv"
                )
                yield Finding(RULE.name, message, call.word_span(redirect.target))


def _is_read(call: Call, file: str) -> bool:
    own = call.pipeline()[: call.invocation.position + 1]
    return any(file in _files_read(each) for each in own)


def _files_read(call: Call) -> Iterator[str]:
    for redirect in call.invocation.redirects:
        if redirect.operator == "<" and redirect.target is not None:
            yield _name(redirect.target)
    if call.tool in _READERS and not any(call.has(option) for option in _WRITES_ITSELF):
        words = [word for word, _ in call.operands()]
        yield from (
            _name(word) for word in words[1 if call.tool in _SCRIPT_FIRST and not call.has("-f", "-e") else 0 :]
        )


def _name(word: Word) -> str:
    """The file that a word names, the same for the same; empty where the output of a command is in it."""
    if any(part.kind not in {"literal", "variable"} for part in word.parts):
        return ""
    name = "".join(part.value if part.kind == "literal" else part.text for part in word.parts)
    return name.removeprefix("./")


RULE = Rule("clobbering-redirect", "safety", Level.ERROR, "0.1.0", check)
