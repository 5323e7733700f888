"""A variable is expanded on another machine, or at another time, than it seems.

## What it does

Reports what ShellCheck says of variables in what `ssh` runs, in a heredoc for it, in a trap and in an alias. A variable
that the runbook declares or sets on this side is meant for `ssh` as it is, and left alone.

| Code | What is wrong |
| --- | --- |
| [SC2014](https://www.shellcheck.net/wiki/SC2014) | a substitution is done once, before `find` runs |
| [SC2029](https://www.shellcheck.net/wiki/SC2029) | a variable in the command for `ssh` is expanded here |
| [SC2064](https://www.shellcheck.net/wiki/SC2064) | a variable in a trap is expanded when it is set |
| [SC2087](https://www.shellcheck.net/wiki/SC2087) | a variable in a heredoc for `ssh` is expanded here |
| [SC2139](https://www.shellcheck.net/wiki/SC2139) | a variable in an alias is expanded when it is defined |

## Why it hurts

On the machine of the reader the variable has another value, or none.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
ssh db1 "echo $PATH"
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
ssh db1 'echo $PATH'
```
````

## When to leave it

Where the value of this side is meant: that is often so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.command_intent import command_start, line_at
from runbook_site.checks.shell.shellcheck_findings import shellcheck_findings
from runbook_site.checks.variable.variable_scope import declared, names_set
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.checks.shell.shell_text import ShellChunk
    from runbook_site.checks.shell.shellcheck import Comment
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk, VariableUse
    from runbook_site.sources.finding import Finding
    from runbook_site.sources.text import Span

CODES = frozenset(
    {
        2014,
        2029,
        2064,
        2087,
        2139,
    }
)


_IN_HEREDOC = 2087
_COLUMN = re.compile(r"\$[1-9]")
_FOR_SSH = frozenset({2029, _IN_HEREDOC})


def check(subject: Subject) -> Iterator[Finding]:
    """Variables that are expanded elsewhere."""
    known = _KnownNames(subject)

    def is_meant(each: ShellChunk, comment: Comment, start: int, end: int) -> bool:
        if comment.code not in _FOR_SSH:
            return False
        if _COLUMN.fullmatch(each.masked[start:end]) and "awk" in line_at(each, command_start(each, start)):
            return True  # 'column-expanded' says so
        uses = _uses(each, comment, start, end)
        return bool(uses) and all(use.assigned_here or known.has(use.name, each) for use in uses)

    yield from shellcheck_findings(subject, RULE.name, CODES, is_meant=is_meant)


class _KnownNames:
    """Which variables a runbook declares, or sets in a block above; gathered once for each runbook.

    Args:
        subject: What is checked.
    """

    def __init__(self, subject: Subject) -> None:
        self._library = subject.project.library
        self._set_at: dict[str, dict[str, int]] = {}
        self._places: dict[int, int] = {}

    def has(self, name: str, each: ShellChunk) -> bool:
        """Whether a name has a value where a chunk begins."""
        path = each.runbook.document.source.path
        if path not in self._set_at:
            self._set_at[path] = self._gather(each.runbook)
        set_at = self._set_at[path].get(name)
        return set_at is not None and set_at < self._places[id(each.chunk)]

    def _gather(self, runbook: RunbookSnippets) -> dict[str, int]:
        set_at = dict.fromkeys(declared(self._library, runbook.document), -1)
        for place, (_, chunk) in enumerate(runbook.chunks):
            self._places[id(chunk)] = place
            for name in names_set(chunk):
                set_at.setdefault(name, place)
        return set_at


def _uses(each: ShellChunk, comment: Comment, start: int, end: int) -> list[VariableUse]:
    """The variables that a comment is about: those at its place, or of the heredoc behind it."""
    span = each.chunk.text.span(start, end)
    shell = [use for use in each.chunk.variables if use.syntax == "shell"]
    if comment.code == _IN_HEREDOC:
        span = _heredoc_behind(each.chunk, span) or span
    return [use for use in shell if span.start <= use.span.start and use.span.end <= span.end]


def _heredoc_behind(chunk: Chunk, place: Span) -> Span | None:
    """Where the text of the heredoc stands whose word is at a place."""
    bodies = (
        redirect.heredoc.body
        for invocation in chunk.invocations
        for redirect in invocation.redirects
        if redirect.heredoc is not None
    )
    spans = (body.span(0, len(body.text)) for body in bodies)
    return min((span for span in spans if span.start > place.start), default=None, key=lambda span: span.start)


RULE = Rule("expanded-elsewhere", "shell", Level.INFO, "0.1.0", check)
