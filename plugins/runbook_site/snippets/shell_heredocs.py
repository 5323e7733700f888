"""Several heredocs on one line, which the grammar takes one of, rewritten so that it takes the line.

Source: POSIX Shell Command Language, "Here-Document": the bodies stand one below the other, in the operators' order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPERATOR = re.compile(
    r"""(?:'[^']*+'|"(?:[^"\\]|\\.)*+"|\\.|<<<|(?:^|(?<=[\s;&|()]))\#[^\n]*+)
    |<<(?P<dash>-?)[ \t]*+(?P<word>'(?P<single>[^'\n]+)'|"(?P<double>[^"\n]+)"|(?P<bare>\\?[\w.@%+:/-]+))""",
    re.VERBOSE | re.DOTALL,
)
_EXPANDING = re.compile(r"[$`\\]")
_MAX_LINES = 5_000


@dataclass(frozen=True, slots=True)
class HeredocBody:
    """Where the lines of a heredoc stand.

    Attributes:
        operator: Offset of its ``<<``.
        start: Offset of its first line.
        end: Offset behind its last line, where the delimiter's line begins.
    """

    operator: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Opened:
    """A ``<<`` with its delimiter; offsets of both, and the body's once it is known."""

    start: int
    word: int
    end: int
    delimiter: str
    quoted: bool
    strips_tabs: bool


def joined_heredocs(source: str) -> tuple[str, tuple[HeredocBody, ...]]:
    """An equally long text in which each line has one heredoc, with the bodies of all that had several.

    All but the last operator of such a line become a word; the last one's body takes in those before it. The text
    as it is where no line has several, or one of them never ends.
    """
    pieces: list[str] = []
    bodies: list[HeredocBody] = []
    done = 0
    for opened in _lines_with_heredocs(source):
        found = _bodies(source, opened)
        if found is None:
            break
        if len(opened) > 1:
            bodies += found
            pieces += [source[done : opened[0].start], _rewritten(source, opened, found)]
            done = found[-1].end
    return "".join((*pieces, source[done:])), tuple(bodies)


def _lines_with_heredocs(source: str) -> Iterator[list[_Opened]]:
    """The operators of each line that has some; bodies are passed over."""
    at = 0
    for _ in range(_MAX_LINES):
        opened: list[_Opened] = []
        while (found := _OPERATOR.search(source, at)) is not None:
            if opened and _line_end(source, opened[-1].end) < found.start():
                break
            at = found.end()
            if found["word"] is not None:
                opened.append(_opened(found))
        if not opened:
            return
        yield opened
        found_bodies = _bodies(source, opened)
        if found_bodies is None:
            return
        at = _line_end(source, found_bodies[-1].end)


def _opened(found: re.Match[str]) -> _Opened:
    bare = found["bare"] or ""
    delimiter = found["single"] or found["double"] or bare.removeprefix("\\")
    quoted = not bare or bare.startswith("\\")
    return _Opened(found.start(), found.start("word"), found.end(), delimiter, quoted, bool(found["dash"]))


def _line_end(source: str, at: int) -> int:
    """Where the line ends that an offset stands in; a backslash joins lines."""
    while (end := source.find("\n", at)) >= 0:
        before = source[at:end]
        if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
            return end
        at = end + 1
    return len(source)


def _bodies(source: str, opened: list[_Opened]) -> list[HeredocBody] | None:
    found: list[HeredocBody] = []
    start = _line_end(source, opened[-1].end) + 1
    for each in opened:
        tabs = r"\t*" if each.strips_tabs else ""
        last = re.compile(rf"^{tabs}{re.escape(each.delimiter)}$", re.MULTILINE).search(source, start)
        if last is None:
            return None
        found.append(HeredocBody(each.start, start, last.start()))
        start = last.end() + 1
    return found


def _rewritten(source: str, opened: list[_Opened], bodies: list[HeredocBody]) -> str:
    """From the first operator up to the last body's end."""
    last = opened[-1]
    pieces: list[str] = []
    at = opened[0].start
    for each in opened[:-1]:
        pieces += [source[at : each.start], "_" * (each.end - each.start)]
        at = each.end
    quotes = last.end - last.word - len(last.delimiter)
    pieces += [source[at : last.word], last.delimiter.rjust(len(last.delimiter) + quotes)]
    pieces.append(source[last.end : bodies[0].start])
    delimiter = re.compile(rf"^\t*{re.escape(last.delimiter)}$", re.MULTILINE)
    for each, body, following in zip(opened, bodies, (*bodies[1:], None), strict=True):
        text = source[body.start : body.end]
        text = _EXPANDING.sub(".", text) if each.quoted else text
        pieces.append(delimiter.sub(lambda match: "." * len(match[0]), text))
        if following is not None:
            pieces.append("." * (following.start - body.end - 1) + "\n")
    return "".join(pieces)
