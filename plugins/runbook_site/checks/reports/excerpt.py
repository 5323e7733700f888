"""A line of a file, with carets below what is meant."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from runbook_site.sources.text import SourceText, Span

WIDEST = 160
"""Columns of a line that are shown."""
_BEFORE = WIDEST // 2
_CUT = "…"


def excerpt(source: SourceText, span: Span) -> tuple[str, str]:
    """The line on which a span begins, safe for a terminal, and a line with carets below the span.

    Tabs are shown as four blanks, control characters spelled out. Of a long line that part is shown which the
    span stands in.
    """
    line = source.line(span.start.line)
    first = span.start.column - 1
    last = span.end.column - 1 if span.end.line == span.start.line else len(line)
    # No more characters than columns can be shown, save for those that take none: twice as many are enough.
    before = printable(line[max(0, first - 2 * WIDEST) : first])
    marked = printable(line[first : min(last, first + 2 * WIDEST)])
    after = printable(line[last : last + 2 * WIDEST])
    lead = _end(before, _BEFORE)
    is_cut = len(lead) < len(before) or first > 2 * WIDEST
    lead = _CUT + lead if is_cut else lead
    shown = _beginning(lead + marked + after, WIDEST)
    rest_is_cut = len(shown) < len(lead + marked + after) or last + 2 * WIDEST < len(line)
    carets = columns(_beginning(marked, WIDEST - columns(lead)))
    return shown + (_CUT if rest_is_cut else ""), " " * columns(lead) + "^" * max(1, carets)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: East Asian characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _beginning(text: str, most: int) -> str:
    """As much of a text, from its beginning, as has room in some columns."""
    if text.isascii():
        return text[: max(0, most)]
    used = 0
    for at, character in enumerate(text):
        used += _width(character)
        if used > most:
            return text[:at]
    return text


def _end(text: str, most: int) -> str:
    """As much of a text, up to its end, as has room in some columns."""
    if text.isascii():
        return text[max(0, len(text) - most) :]
    used = 0
    for at in range(len(text) - 1, -1, -1):
        used += _width(text[at])
        if used > most:
            return text[at + 1 :]
    return text
