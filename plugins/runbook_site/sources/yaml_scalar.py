r"""The characters of a YAML scalar, and where each of them stands in its file.

The rules are those of YAML 1.2.2: section 6.5 (line folding), 7.3 (flow scalars) and 8.1 (block
scalars). A line ends at ``\n``, ``\r\n`` or a lone ``\r``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.sources.text import MappedText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BREAK = re.compile(r"\r\n|\r|\n")
_SINGLE_QUOTED = re.compile(r"''|[ \t\r\n]+|[^' \t\r\n]+|'")
_PLAIN = re.compile(r"[ \t\r\n]+|[^ \t\r\n]+")
_DOUBLE_QUOTED = re.compile(
    r"\\(?:\r\n|[\r\n])[ \t\r\n]*|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\.|[ \t\r\n]+|[^\\ \t\r\n]+"
)
_BLOCK_HEADER = re.compile(r"([|>])([-+0-9]*)[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


class _Piece(NamedTuple):
    """Characters of the value, and where they are written; one that is written as several stands alone."""

    text: str
    start: int
    end: int


def map_scalar(text: MappedText, start: int, end: int, style: str, value: str) -> MappedText:
    """The value of a scalar, mapped to the file.

    Args:
        text: What the YAML stands in.
        start: Offset in ``text`` of the scalar's first character, behind its tag and anchor.
        end: Offset in ``text`` behind it; of a block scalar, behind its last line.
        style: ``'``, ``"``, ``|``, ``>``, or empty for a plain one.
        value: What a YAML parser made of it.

    Returns:
        A text equal to ``value``. Were the two readings of the scalar ever to differ, all of it would
        stand at the scalar's start: a coarse place is better than a wrong one.
    """
    raw = text.text[start:end]
    pieces = list(_block_pieces(raw, value) if style in {"|", ">"} else _FLOW_PIECES[style](raw))
    if "".join(piece.text for piece in pieces) != value:
        here = text.file_offset(start)
        return MappedText(value, tuple((index, here) for index in range(len(value))) or ((0, here),), text.source, here)
    return _mapped(text, start, pieces)


def _mapped(text: MappedText, start: int, pieces: list[_Piece]) -> MappedText:
    if not pieces:
        here = text.file_offset(start)
        return MappedText("", ((0, here),), text.source, here)
    runs: list[tuple[int, int]] = []
    length = 0
    in_one_stretch = len(text.runs) == 1
    for piece in pieces:
        for index in range(1 if in_one_stretch else len(piece.text)):
            in_file = text.file_offset(start + piece.start + index)
            at = length + index
            if not runs or runs[-1][1] + at - runs[-1][0] != in_file:
                runs.append((at, in_file))
        length += len(piece.text)
    file_end = text.file_offset(start + pieces[-1].end - 1) + 1
    return MappedText("".join(piece.text for piece in pieces), tuple(runs), text.source, file_end)


def _plain(raw: str) -> Iterator[_Piece]:
    for token in _PLAIN.finditer(raw):
        yield from _folded_or_literal(token[0], token.start())


def _single_quoted(raw: str) -> Iterator[_Piece]:
    for token in _SINGLE_QUOTED.finditer(raw, 1, len(raw) - 1):
        if token[0] == "''":
            yield _Piece("'", token.start(), token.end())
        else:
            yield from _folded_or_literal(token[0], token.start())


def _double_quoted(raw: str) -> Iterator[_Piece]:
    for token in _DOUBLE_QUOTED.finditer(raw, 1, len(raw) - 1):
        written = token[0]
        if not written.startswith("\\"):
            yield from _folded_or_literal(written, token.start())
        elif written[1] in "\r\n":
            # An escaped line break joins the lines; the empty ones that follow it stay.
            breaks = list(_BREAK.finditer(written))[1:]
            for line_break in breaks:
                yield _Piece("\n", token.start() + line_break.start(), token.start() + line_break.end())
        else:
            yield _Piece(_unescaped(written[1:]), token.start(), token.end())


def _unescaped(escape: str) -> str:
    if len(escape) == 1:
        return _ESCAPES.get(escape, escape)
    code = int(escape[1:], 16)
    return chr(code) if code <= 0x10FFFF else ""  # noqa: PLR2004 - the last code point of Unicode


def _folded_or_literal(written: str, at: int) -> Iterator[_Piece]:
    """Blanks without a line break stay; with one they are a space, with more the others stay line breaks."""
    if not written.isspace() or not (breaks := list(_BREAK.finditer(written))):
        yield _Piece(written, at, at + len(written))
    elif len(breaks) == 1:
        yield _Piece(" ", at + breaks[0].start(), at + breaks[0].end())
    else:
        for line_break in breaks[1:]:
            yield _Piece("\n", at + line_break.start(), at + line_break.end())


class _Line(NamedTuple):
    """A line of a block scalar, without its indentation; a blank one has no text."""

    text: str
    start: int
    end: int
    break_end: int


def _block_pieces(raw: str, value: str) -> Iterator[_Piece]:
    header = _BLOCK_HEADER.match(raw)
    if header is None:
        return
    lines = list(_block_lines(raw, header.end(), value))
    last = max((index for index, line in enumerate(lines) if line.text), default=-1)
    yield from _body(lines[: last + 1], folded=header[1] == ">")
    chomping = header[2].strip("0123456789")
    if last >= 0 and chomping != "-":
        yield from _line_break(lines[last])
    if chomping == "+":
        for line in lines[last + 1 :]:
            yield from _line_break(line)


def _body(lines: list[_Line], *, folded: bool) -> Iterator[_Piece]:
    """The lines up to the last one that has text, without that one's line break."""
    previous: _Line | None = None
    blanks: list[_Line] = []
    for line in lines:
        if not line.text:
            blanks.append(line)
            continue
        if previous is not None:
            if not folded or previous.text[0] in " \t" or line.text[0] in " \t":
                yield from _line_break(previous)
            elif not blanks:
                yield _Piece(" ", previous.end, previous.break_end)
        for blank in blanks:
            yield from _line_break(blank)
        blanks = []
        yield _Piece(line.text, line.start, line.end)
        previous = line


def _line_break(line: _Line) -> Iterator[_Piece]:
    if line.break_end > line.end:
        yield _Piece("\n", line.end, line.break_end)


def _block_lines(raw: str, start: int, value: str) -> Iterator[_Line]:
    matches = [match for match in _LINE.finditer(raw, start) if match[0]]
    indent = _indent([match[1] for match in matches], value)
    for match in matches:
        content = match[1]
        blank = len(content) <= indent and not content.strip(" ")
        begin = match.end(1) if blank else match.start() + indent
        yield _Line(raw[begin : match.end(1)], begin, match.end(1), match.end())


def _indent(lines: list[str], value: str) -> int:
    """Number of spaces that belong to the scalar's indentation.

    An indentation indicator counts from the parent's indentation, which is not known here; the value
    is, and what its first line with text lacks in spaces is the indentation.
    """
    written = next((line for line in lines if line.strip(" ")), None)
    read = next((line for line in value.split("\n") if line.strip(" ")), None)
    if written is not None and read is not None:
        return len(written) - len(written.lstrip(" ")) - (len(read) - len(read.lstrip(" ")))
    longest = max(map(len, lines), default=0)
    return longest - max(map(len, value.split("\n")))


_FLOW_PIECES: dict[str, Callable[[str], Iterator[_Piece]]] = {"": _plain, "'": _single_quoted, '"': _double_quoted}
