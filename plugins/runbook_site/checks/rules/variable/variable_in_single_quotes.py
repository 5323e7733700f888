"""A variable of the runbook stands in single quotes, where it is no variable.

## What it does

Reports `$NAME` inside of single quotes where the runbook sets `NAME` above, and the program that gets the word expands
nothing itself: in a body or header of `curl`, in a name for `kubectl` or `aws`, in the new text of `sed s/old/new/`.

## Why it hurts

The program gets the letters `$NAME`. An index of that name is made, the file says `version: $VERSION`.

## Example

````markdown title="runbook_src/shop/reindex.md"
# Build the index of the shop anew

```sh
INDEX=orders-2
curl -X POST http://search:9200/_reindex -d '{"source": {"index": "orders"}, "dest": {"index": "$INDEX"}}'
```
````

## Use instead

````markdown title="runbook_src/shop/reindex.md"
# Build the index of the shop anew

```sh
INDEX=orders-2
curl -X POST http://search:9200/_reindex -d '{"source": {"index": "orders"}, "dest": {"index": "'"$INDEX"'"}}'
```
````

## When to leave it

Where the program that gets the word puts the value in.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.variable.variable_scope import names_set
from runbook_site.snippets.tool import words_of
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.word import Word

_EXPANDS_NOTHING = words_of(
    "curl wget kubectl oc helm aws gcloud az gsutil systemctl journalctl rabbitmqctl redis-cli consul etcdctl nodetool "
    "mysqladmin terraform vault cat cp mv rm ls mkdir touch tar gzip gunzip du chmod chown rsync"
)
"""Programs that take their words as they are."""
_HANDED_ON = words_of("sudo doas env time timeout nohup nice xargs $() <()")
"""What a command may stand inside of without being in a text in quotes, where another shell has read it before."""
_USE = re.compile(r"(?<!\\)\$(?:\{([A-Za-z_]\w+)\}|([A-Za-z_]\w+))")
_SUBSTITUTION = re.compile(
    r"s(?P<sign>[/|,#@!])(?:(?!(?P=sign)).){0,300}(?P=sign)(?P<new>(?:(?!(?P=sign)).){0,300})(?P=sign)"
)
_GRAPHQL = re.compile(r"\b(?:query|mutation|subscription)\b\s*\w*\s*\(")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9_]+")


def check(subject: Subject) -> Iterator[Finding]:
    """Variables that stay as they are written."""
    for runbook in subject.project.runbooks:
        yield from _left_as_written(runbook)


def _left_as_written(runbook: RunbookSnippets) -> Iterator[Finding]:
    known: set[str] = set()
    chunk = None
    for call in runbook.calls:
        if call.chunk is not chunk:
            chunk = call.chunk
            known |= set(names_set(chunk))
        is_read_once = known and _HANDED_ON.issuperset(call.invocation.via)
        for before, word in pairwise(call.invocation.argv) if is_read_once else ():
            if call.tool == "curl" and before.value in {"-H", "--header"}:
                continue  # 'doubtful-value' says so
            name = _name_in_quotes(call, word, known)
            if name:
                message = f"in single quotes '${name}' is no variable; end the quotes around it: '…'\"${name}\"'…'"
                yield Finding(RULE.name, message, call.word_span(word))


def _name_in_quotes(call: Call, word: Word, known: set[str]) -> str:
    """The first variable of the runbook in the single quotes of a word; empty where there is none."""
    if call.tool == "sed":
        return _in_new_text(word, known)
    if call.tool not in _EXPANDS_NOTHING or any(True for _ in call.inside()) or _GRAPHQL.search(word.text):
        return ""
    quoted = "".join(part.text for part in word.parts if part.quoting == "single")
    return next((name for name in _names(quoted) if name in known), "")


def _in_new_text(word: Word, known: set[str]) -> str:
    """The first variable in what ``sed`` is to write, where the old text does not speak of it."""
    if any(part.quoting != "single" for part in word.parts):
        return ""
    program = word.text[1:-1]
    found = _SUBSTITUTION.fullmatch(program.rstrip("gIip0123456789")) if program else None
    names = _names(found["new"]) if found is not None else []
    return next((name for name in names if name in known and _CAPITALS.fullmatch(name)), "")


def _names(text: str) -> list[str]:
    return [braced or bare for braced, bare in _USE.findall(text)]


RULE = Rule("variable-in-single-quotes", "variable", Level.WARNING, "0.1.0", check)
