"""Text put together from pieces of another, each character still mapped to its file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.sources.text import MappedText

if TYPE_CHECKING:
    from collections.abc import Iterable


class Piece(NamedTuple):
    """A stretch of a text, and the spaces that a tab cut in half leaves before it.

    Attributes:
        spaces: Number of such spaces; they stand for the character before ``start``.
        start: Offset of the stretch.
        end: Offset behind it.
    """

    spaces: int
    start: int
    end: int


@dataclass(frozen=True)
class Quarry:
    """A text that others are cut out of.

    `MappedText.cut` looks through all runs of a text, which takes quadratic time for many cuts.

    Attributes:
        text: The text.
    """

    text: MappedText

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.text.runs)

    def file_offset(self, offset: int) -> int:
        """Where in the file the character at ``offset`` stands."""
        return self.text.file_offset(offset)

    def cut(self, start: int, end: int) -> MappedText:
        """The text from ``start`` up to ``end``."""
        return self.gather((Piece(0, start, end),), start)

    def gather(self, pieces: Iterable[Piece], at: int) -> MappedText:
        """The pieces, one behind the other.

        Args:
            pieces: Ascending.
            at: Where an empty result stands.
        """
        source = self.text.text
        texts: list[str] = []
        runs: list[tuple[int, int]] = []
        length = 0
        last = -1
        for spaces, start, end in pieces:
            if spaces:
                runs += [(length + index, self.file_offset(start - 1)) for index in range(spaces)]
                texts.append(" " * spaces)
                length += spaces
                last = start - 1
            if end > start:
                for at_text, at_file in self._runs_between(start, end):
                    begin = length + at_text - start
                    if not runs or runs[-1][1] + begin - runs[-1][0] != at_file:
                        runs.append((begin, at_file))
                texts.append(source[start:end])
                length += end - start
                last = end - 1
        if last < 0:
            here = self.file_offset(at)
            return MappedText("", ((0, here),), self.text.source, here)
        file_end = self.file_offset(last) + 1
        if self.text.source.text[file_end - 1 : file_end + 1] == "\r\n":
            file_end += 1
        return MappedText("".join(texts), tuple(runs), self.text.source, file_end)

    def _runs_between(self, start: int, end: int) -> list[tuple[int, int]]:
        if len(self._starts) == 1:
            return [(start, self.file_offset(start))]
        first = bisect_right(self._starts, start)
        last = bisect_right(self._starts, end - 1)
        return [(start, self.file_offset(start)), *self.text.runs[first:last]]


def with_plain_line_ends(text: MappedText) -> MappedText:
    r"""The text as CommonMark reads it: lines end in ``\n`` alone, and U+FFFD stands for U+0000.

    Source: CommonMark 0.31.2, sections 2.1 and 2.3.
    """
    raw = text.text
    if "\r" not in raw and "\0" not in raw:
        return text
    masked = text.replaced(raw.replace("\r", "\n").replace("\0", "\ufffd"))
    pieces: list[Piece] = []
    at = 0
    # A line end of two characters is mapped to the first of them.
    while (pair := raw.find("\r\n", at)) >= 0:
        pieces.append(Piece(0, at, pair + 1))
        at = pair + 2
    pieces.append(Piece(0, at, len(raw)))
    return Quarry(masked).gather(pieces, 0)
