"""The shell texts of a project, as other programs are given them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from runbook_site.snippets.continuation import CLOSED, after_line
from runbook_site.snippets.shell_parse import MAX_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.snippets.project import Project, RunbookSnippets
    from runbook_site.snippets.snippet import Chunk, Snippet
    from runbook_site.sources.text import Position

_MISSED_END = "short-closing-fence"
"""What the reader says of a block that goes on where its author thought that it was closed."""

_LINE_END = re.compile(r"\n")


@dataclass(frozen=True)
class ShellChunk:
    """A chunk of shell.

    Attributes:
        runbook: The runbook that it stands in.
        snippet: The snippet that it stands in.
        chunk: The chunk.
        masked: Its text with a word in the place of every placeholder, character for character.
    """

    runbook: RunbookSnippets
    snippet: Snippet
    chunk: Chunk
    masked: str

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of every line of ``masked``."""
        return (0, *(match.end() for match in _LINE_END.finditer(self.masked)))

    @cached_property
    def command_starts(self) -> tuple[int, ...]:
        """Offset of the first character of every line of ``masked`` that goes on with no line above it."""
        if len(self.line_starts) == 1:
            return (0,)
        starts: list[int] = []
        state = CLOSED
        for start, line in zip(self.line_starts, self.masked.split("\n"), strict=True):
            if not state.open:
                starts.append(start)
            state = after_line(state, line)
        return tuple(starts)

    @property
    def is_small(self) -> bool:
        """Whether it is short enough to be given to a parser."""
        return len(self.masked) <= MAX_CHARACTERS

    @property
    def can_be_marked(self) -> bool:
        """Whether there is a place to say more about the command: the fields of a YAML runbook."""
        return self.snippet.block.command is not None


def shell_chunks(project: Project) -> tuple[ShellChunk, ...]:
    """Every chunk of shell, in the project's order.

    A block whose end was missed is left out: what its last lines are, nobody meant to be commands.
    """
    missed: dict[str, list[Position]] = {}
    for finding in project.library.findings:
        if finding.rule == _MISSED_END:
            missed.setdefault(finding.span.path, []).append(finding.span.start)
    return tuple(_shell_chunks(project, {path: sorted(places) for path, places in missed.items()}))


def _shell_chunks(project: Project, missed: Mapping[str, list[Position]]) -> Iterator[ShellChunk]:
    for runbook in project.runbooks:
        places = missed.get(runbook.document.source.path, ())
        for snippet, chunk in runbook.chunks:
            span = snippet.block.span
            at = bisect_left(places, span.start)
            if chunk.language == "shell" and not (at < len(places) and places[at] <= span.end):
                yield ShellChunk(runbook, snippet, chunk, chunk.masked)
