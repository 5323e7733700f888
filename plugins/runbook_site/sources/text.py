"""Text that knows where in its file every character stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place between two characters of a file.

    Attributes:
        line: Line number, counted from 1.
        column: Column in characters (Unicode code points), counted from 1.
    """

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file: from ``start`` up to, and without, ``end``."""

    path: str
    start: Position
    end: Position


@dataclass(frozen=True)
class SourceText:
    r"""The decoded text of one file.

    Attributes:
        path: How the file is named to people: relative to where the tool was called, with ``/``.
        text: The whole text, without a byte order mark. Line ends are as in the file.

    Lines end at ``\n``, ``\r\n`` or a lone ``\r``, as in CommonMark, and nowhere else: a form
    feed or U+2028 inside a command does not move the line numbers of what follows.
    """

    path: str
    text: str

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of every line."""
        starts = [0]
        text = self.text
        at = 0
        while True:
            newline = text.find("\n", at)
            carriage = text.find("\r", at, newline if newline >= 0 else len(text))
            if carriage >= 0 and carriage + 1 != newline:
                at = carriage + 1
            elif newline >= 0:
                at = newline + 1
            else:
                return tuple(starts)
            starts.append(at)

    def position(self, offset: int) -> Position:
        """The line and column of an offset into ``text``."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The offset into ``text`` of a line and column."""
        return self.line_starts[position.line - 1] + position.column - 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets into ``text``."""
        return Span(self.path, self.position(start), self.position(max(start, end)))

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def whole(self) -> MappedText:
        """The whole file as mapped text."""
        return MappedText(self.text, ((0, 0),), self, len(self.text))


@dataclass(frozen=True)
class MappedText:
    r"""Text taken out of a file: indents stripped, escapes resolved, prompts removed.

    Attributes:
        text: The characters as a reader of the format sees them.
        runs: Pairs ``(offset in text, offset in file)``, ascending in both: from each pair on, one
            character of ``text`` is one character of the file, until the next pair. The first
            pair starts at offset 0 of ``text``.
        source: The file.
        file_end: Offset in the file just behind the last character of ``text``.

    A character that stands for several of the file (``\n`` in a double-quoted YAML scalar, a line
    break folded to a space) is a run of its own, mapped to the first of them.
    """

    text: str
    runs: tuple[tuple[int, int], ...]
    source: SourceText
    file_end: int

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.runs)

    def file_offset(self, offset: int) -> int:
        """Where in the file the character at ``offset`` stands (the text's end is allowed)."""
        if offset >= len(self.text):
            return self.file_end
        start, in_file = self.runs[bisect_right(self._starts, offset) - 1]
        return in_file + offset - start

    def text_offset(self, file_offset: int) -> int:
        """The inverse of `file_offset`: which character of the text stands there, or the next one that does."""
        index = bisect_right(self.runs, file_offset, key=lambda run: run[1]) - 1
        if index < 0:
            return 0
        start, in_file = self.runs[index]
        end = self.runs[index + 1][0] if index + 1 < len(self.runs) else len(self.text)
        return min(start + file_offset - in_file, end)

    def position(self, offset: int) -> Position:
        """Line and column in the file of the character at ``offset``."""
        return self.source.position(self.file_offset(offset))

    def span(self, start: int, end: int) -> Span:
        """The stretch of the file from the character at ``start`` to the one before ``end``."""
        first = self.file_offset(start)
        last = self.file_offset(end - 1) + 1 if end > start else first
        if end >= len(self.text):
            last = max(last, self.file_end if end > start else first)
        return self.source.span(first, last)

    def cut(self, start: int, end: int) -> MappedText:
        """The part of the text from ``start`` up to ``end``, mapped to the same file."""
        start, end = max(0, start), min(len(self.text), end)
        end = max(start, end)
        runs = [(0, self.file_offset(start))]
        runs += [(at - start, in_file) for at, in_file in self.runs if start < at < end]
        file_end = self.file_offset(end - 1) + 1 if end > start else runs[0][1]
        if end == len(self.text):
            file_end = max(file_end, self.file_end)
        return MappedText(self.text[start:end], tuple(runs), self.source, file_end)

    def replaced(self, text: str) -> MappedText:
        """The same places with other characters, one for one (masking).

        Raises:
            ValueError: The new text has another length.
        """
        if len(text) != len(self.text):
            message = f"masked text has {len(text)} characters, the original {len(self.text)}"
            raise ValueError(message)
        return MappedText(text, self.runs, self.source, self.file_end)


def join(parts: Iterable[MappedText], source: SourceText) -> MappedText:
    """Put parts of one file one behind the other."""
    texts: list[str] = []
    runs: list[tuple[int, int]] = []
    length = 0
    file_end = 0
    for part in parts:
        if part.text:
            runs += [(start + length, in_file) for start, in_file in part.runs]
            texts.append(part.text)
            length += len(part.text)
        file_end = part.file_end
    return MappedText("".join(texts), tuple(runs) or ((0, file_end),), source, file_end)
