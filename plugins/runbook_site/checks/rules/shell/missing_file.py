"""A command reads a file that nobody has made.

## What it does

Reports a file or script that a command reads by a relative path, if no command and no text above names it, no text
below does, and the repository does not hold it: for `psql -f`, `kubectl apply -f`, `curl -d @file`, `aws … file://`,
`<`, `source`, `tar xf`, `./script.sh` and the like. Absolute paths, other machines and containers, and what follows on
`cd`, `git clone` or an unpacked archive are left alone, and so is what a block above shows, and what
`openssl` or `jq` only looks at before a command below writes it anew.

## Why it hurts

The file is on the laptop of the author. Everybody else gets `No such file or directory`.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
psql shop -v ON_ERROR_STOP=1 -f reset-stock.sql
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
psql shop -c "UPDATE stock SET reserved = 0 WHERE order_id IS NULL"
```
````

## When to leave it

Where the file lies in another repository: say which in the text.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.local_files import is_held, leaves, read_files
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.checks.rule import Subject
    from runbook_site.checks.shell.local_files import ReadFile
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Snippet
    from runbook_site.sources.text import SourceText

_MOST_FILES = 200
"""How many files of a runbook are looked for."""
_LABELS = {"yaml": "yml", "yml": "yaml", "rb": "ruby", "py": "python", "js": "javascript", "pl": "perl"}
"""What else a block is labelled that shows a file with an ending."""
_LOOKS = frozenset({"openssl", "jq"})
"""Tools that print what they read, and change nothing by it."""
_WRITES = r"(?:(?<![\w-])(?:-keyout|-out|-o|--output|tee|tee -a)[ =]|>[ \t]?)[\"']?(?:\./)?"
_NEAR = 3
"""How many blocks above a command may show what it reads."""


def check(subject: Subject) -> Iterator[Finding]:
    """Files that are read and were never made."""
    for runbook in subject.project.runbooks:
        source = runbook.document.source
        service = subject.project.library.service(runbook.document.service).service
        declared = {script.path.removeprefix("./") for script in service.scripts} if service else set()
        commands = None
        for snippet, invocation, read in islice(_reads(runbook), _MOST_FILES):
            path = read.path.removeprefix("./")
            span = invocation.text.span(read.word.start, read.word.end)
            if path in declared or is_held(path, source.path) or _is_shown(path, snippet, runbook):
                continue
            if commands is None:
                commands = tuple(_command_blocks(runbook))
            place = source.offset(span.start)
            looks = invocation.tool in _LOOKS and _is_made_below(path, source, place)
            if not looks and not _is_named(path, source, place, commands):
                message = (
                    f"no step makes '{path}', and the repository does not hold it; "
                    "add it there, or a step that makes or fetches it"
                )
                yield Finding(RULE.name, message, span)


def _command_blocks(runbook: RunbookSnippets) -> Iterator[tuple[int, int]]:
    """Where the commands of a runbook stand, as offsets: what else it says is text."""
    source = runbook.document.source
    for snippet in runbook.snippets:
        if snippet.chunks:
            yield source.offset(snippet.block.span.start), source.offset(snippet.block.span.end)


def _is_named(path: str, source: SourceText, place: int, commands: Sequence[tuple[int, int]]) -> bool:
    """Whether something above names a file, or a text below: a list of scripts may stand at the end."""
    name = re.compile(rf"(?<![\w.-]){re.escape(path.rpartition('/')[2])}(?![\w-])")
    return any(
        match.start() < place or (not any(start <= match.start() < end for start, end in commands))
        for match in name.finditer(source.text)
    )


def _is_made_below(path: str, source: SourceText, place: int) -> bool:
    """Whether a command below writes a file, which then may be there from before: a certificate that is renewed."""
    return re.compile(rf"{_WRITES}{re.escape(path)}(?![\w.-])").search(source.text, place) is not None


def _is_shown(path: str, snippet: Snippet, runbook: RunbookSnippets) -> bool:
    """Whether a block shortly above shows a text of the file's kind: the reader is to save it under that name."""
    kind = path.rpartition(".")[2].lower()
    at = next(index for index, each in enumerate(runbook.snippets) if each is snippet)
    above = runbook.snippets[max(0, at - _NEAR) : at]
    labels = {each.block.info.partition(" ")[0].lower() for each in above if not each.chunks}
    return not labels.isdisjoint({kind, _LABELS.get(kind, kind)}) or any(
        each.block.text.text.startswith("#!") for each in above
    )


def _reads(runbook: RunbookSnippets) -> Iterator[tuple[Snippet, Invocation, ReadFile]]:
    """The files that are read where it is known which are there."""
    for snippet, chunk in runbook.chunks:
        for invocation in chunk.invocations:
            for read in read_files(invocation):
                yield snippet, invocation, read
            if leaves(invocation, chunk.invocations):
                return


RULE = Rule("missing-file", "shell", Level.WARNING, "0.1.0", check)
