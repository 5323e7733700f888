"""The quoting in force at every place of a text, as far as placeholders need it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

QuotingKind = Literal["bare", "single", "double", "heredoc", "comment"]

_SHELL = re.compile(
    r"""(?P<escape>\\.)
    |(?P<ansi>\$'(?:[^'\\]|\\.)*+'?)
    |(?P<single>'[^']*+'?)
    |(?P<double>"(?:[^"\\]|\\.)*+"?)
    |(?P<comment>(?:(?<=[\s;|&(])|\A)\#[^\n]*+)
    |(?P<herestring><<<)
    |(?P<heredoc><<-?[ \t]*+['"\\]?(?P<delimiter>[A-Za-z_]\w*+)['"]?(?=[\s;|&>)]|\Z))
    |(?P<rest>[^\\$'"\#<]++|.)""",
    re.VERBOSE | re.DOTALL,
)
_SQL = re.compile(
    r"""(?P<single>'(?:[^']|'')*+'?)
    |(?P<double>"[^"]*+"?)
    |(?P<comment>--[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?)
    |(?P<rest>[^'"/-]++|.)""",
    re.VERBOSE | re.DOTALL,
)
_KINDS: dict[str, QuotingKind] = {"ansi": "single", "single": "single", "double": "double", "comment": "comment"}


@dataclass(frozen=True)
class QuotingMap:
    """Stretches of a text with a quoting of their own; everything else is bare.

    Attributes:
        stretches: Start, end and kind of each, quotes included, ascending.
    """

    stretches: tuple[tuple[int, int, QuotingKind], ...]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for start, _, _ in self.stretches)

    def at(self, offset: int) -> tuple[QuotingKind, int, int]:
        """The quoting at an offset, with start and end of the stretch."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0:
            start, end, kind = self.stretches[index]
            if offset < end:
                return kind, start, end
        return "bare", offset, offset


def shell_quoting(text: str) -> QuotingMap:
    """The quoting of a shell text. An apostrophe that nothing closes quotes nothing behind its line."""
    stretches: list[tuple[int, int, QuotingKind]] = []
    waiting: list[str] = []
    lines: dict[str, list[int]] | None = None
    at = 0
    while at < len(text):
        found = _SHELL.match(text, at)
        if found is None:
            break
        group, end = found.lastgroup or "rest", found.end()
        if group == "delimiter":
            group = "heredoc"
        if group == "heredoc":
            waiting.append(found["delimiter"])
        elif group in _KINDS:
            end = _sane_end(text, at, end, group)
            stretches.append((at, end, _KINDS[group]))
        if waiting and (newline := text.find("\n", at, end)) >= 0 and group == "rest":
            end = newline + 1
            lines = lines if lines is not None else _lines(text)
            for delimiter in waiting:
                ends = lines.get(delimiter, [])
                index = bisect_right(ends, end - 1)
                stop = ends[index] if index < len(ends) else end
                if stop > end:
                    stretches.append((end, stop, "heredoc"))
                    end = stop
            waiting = []
        at = end
    return QuotingMap(tuple(stretches))


def sql_quoting(text: str) -> QuotingMap:
    """The quoting of an SQL text: string literals, quoted identifiers, comments."""
    stretches: list[tuple[int, int, QuotingKind]] = []
    at = 0
    while at < len(text):
        found = _SQL.match(text, at)
        if found is None:
            break
        if (kind := _KINDS.get(found.lastgroup or "")) is not None:
            stretches.append((at, found.end(), kind))
        at = found.end()
    return QuotingMap(tuple(stretches))


def _sane_end(text: str, start: int, end: int, group: str) -> int:
    if group == "comment" or (end == len(text) and end - start > 1 and text[end - 1] in "'\""):
        return end
    if end < len(text) or text.find("\n", start) < 0:
        return end
    return text.index("\n", start)


def _lines(text: str) -> dict[str, list[int]]:
    """Where lines begin, by what stands on them between blanks."""
    places: dict[str, list[int]] = {}
    at = 0
    for line in text.split("\n"):
        places.setdefault(line.strip(" \t\r"), []).append(at)
        at += len(line) + 1
    return places
