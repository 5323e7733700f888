"""Prose in the width of a terminal; what is code in it stays as it is."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDEST = 96
"""Columns beyond which a line is hard to follow; also where nobody knows how wide the reader's terminal is."""
_NARROWEST = 20

_VERBATIM = re.compile(r"[ \t]*[|>#<]| {4}|\t|[ \t]*(?:[-*_][ \t]*){3,}$|[ \t]*=+[ \t]*$")
"""A line of a table, a quote, a heading, HTML, a rule or code: its line breaks and blanks mean something."""
_ITEM = re.compile(r"(?P<lead> {0,3}(?:[-*+]|\d{1,9}[.)]) +)(?P<text>\S.*)")
_FENCE = re.compile(r"[ \t]*(?P<mark>`{3,}|~{3,})")
_HARD_BREAKS = ("  ", "\\")
_BLANK = "\x00"
"""Stands for a blank in code while its line is wrapped; no text that is printable has it."""


def terminal_width() -> int:
    """How wide prose may be."""
    if not sys.stdout.isatty():
        return WIDEST
    return max(_NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Text on lines of at most ``width`` columns, broken at blanks that are not in code.

    Args:
        text: The text; its own line breaks count as blanks.
        width: The columns of a terminal. A word that is longer has a line of its own.
        first: What stands before the first line.
        rest: What stands before the others; as many blanks as ``first`` is wide where it is left out.
    """
    indent = " " * _columns(first) if rest is None else rest
    kept = _with_code_kept(printable(text))
    lines: list[str] = []
    line, used = first, _columns(first)
    empty = True
    for word in kept.split():
        columns = _columns(word)
        if not empty and used + 1 + columns > width:
            lines.append(line)
            line, used, empty = indent, _columns(indent), True
        line, used = (line + word, used + columns) if empty else (f"{line} {word}", used + 1 + columns)
        empty = False
    return [each.replace(_BLANK, " ") for each in (*lines, line)]


def markdown_lines(text: str, width: int, indent: str) -> Iterator[str]:
    """Markdown as it is written; only paragraphs and the items of lists are wrapped anew."""
    for paragraph in _paragraphs(printable(text.strip("\n")).split("\n")):
        if paragraph.lead is None:
            yield (indent + paragraph.text).rstrip()
        else:
            yield from wrapped(paragraph.text, width, indent + paragraph.lead)


class _Paragraph(NamedTuple):
    """A paragraph, with what stands before it in an item of a list; or a line to leave alone, without."""

    text: str
    lead: str | None = None


def _paragraphs(lines: Iterable[str]) -> Iterator[_Paragraph]:
    lead = fence = ""
    open_: list[str] = []
    for line in lines:
        mark = _FENCE.match(line)
        item = None if fence else _ITEM.fullmatch(line)
        is_text = not fence and not mark and line.strip() and "|" not in _with_code_kept(line, "")
        goes_on = is_text and not item and (not _VERBATIM.match(line) or (open_ and re.match(r" {4,}[^-*+ ]", line)))
        if open_ and not goes_on:
            yield _Paragraph("\n".join(open_), lead)
            open_, lead = [], ""
        if is_text and (goes_on or (item and not _VERBATIM.match(line))):
            open_.append(item["text"] if item else line)
            lead = item["lead"] if item else lead
            if line.endswith(_HARD_BREAKS):
                yield _Paragraph("\n".join(open_), lead)
                open_, lead = [], " " * len(lead)
            continue
        if mark:
            fence = "" if fence and mark["mark"].startswith(fence) else fence or mark["mark"]
        yield _Paragraph(line)
    if open_:
        yield _Paragraph("\n".join(open_), lead)


def _with_code_kept(text: str, blank: str | None = None) -> str:
    """The text with each blank in a code span (CommonMark, section 6.1) replaced; or without its code spans."""
    runs = list(re.finditer("`+", text))
    same: dict[int, list[int]] = {}
    for index in reversed(range(len(runs))):
        same.setdefault(len(runs[index][0]), []).append(index)
    parts: list[str] = []
    done = 0
    for index, run in enumerate(runs):
        later = same[len(run[0])]
        while later and later[-1] <= index:
            later.pop()
        if run.start() < done or not later:
            continue
        end = runs[later[-1]].end()
        code = re.sub(r"[ \n]", _BLANK, text[run.start() : end]) if blank is None else blank
        parts += (text[done : run.start()], code)
        done = end
    return "".join((*parts, text[done:]))


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: East Asian characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in {"W", "F"} else 1
        for each in text
    )
