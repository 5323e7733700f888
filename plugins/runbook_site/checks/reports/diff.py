"""Changes as a unified diff."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbook_site.checks.fix import Change, Replacement

_CONTEXT = 3
_NO_NEWLINE = "\\ No newline at end of file\n"


class _Block(NamedTuple):
    """Lines of the former text, from ``first`` up to ``last``, and those that take their place."""

    first: int
    last: int
    lines: list[str]


def report_diff(changes: Iterable[Change]) -> str:
    """The changes in the form that ``patch -p1`` and ``git apply`` take.

    It is made of the replacements themselves and not by comparing texts, which takes quadratic time for some.
    """
    return "".join(line for change in changes for line in _file(change))


def _file(change: Change) -> Iterator[str]:
    path = printable(change.source.path).replace("\n", "\\n").lstrip("/")
    yield f"--- a/{path}\n+++ b/{path}\n"
    lines = _lines(change.source.text)
    grown = 0
    for hunk in _hunks(_blocks(change, lines)):
        start, end = max(0, hunk[0].first - _CONTEXT), min(len(lines), hunk[-1].last + _CONTEXT)
        growth = sum(len(block.lines) - (block.last - block.first) for block in hunk)
        old = end - start
        yield f"@@ -{_range(start, old)} +{_range(start + grown, old + growth)} @@\n"
        at = start
        for block in hunk:
            yield from (_line(" ", line) for line in lines[at : block.first])
            yield from (_line("-", line) for line in lines[block.first : block.last])
            yield from (_line("+", line) for line in block.lines)
            at = block.last
        yield from (_line(" ", line) for line in lines[at:end])
        grown += growth


def _blocks(change: Change, lines: list[str]) -> Iterator[_Block]:
    """The lines that change, with what they become; no two blocks share a line."""
    text = change.source.text
    starts = [0, *accumulate(map(len, lines))]
    waiting = deque(change.replacements)
    while waiting:
        first = last = _line_at(starts, waiting[0].start, text)
        members: list[Replacement] = []
        while True:
            while waiting and (not members or _line_at(starts, waiting[0].start, text) < last):
                members.append(waiting.popleft())
                behind = max(members[-1].end - 1, members[-1].start)
                last = max(last, min(len(lines), _line_at(starts, behind, text) + 1))
            if _ends_line(text, members, starts[first], starts[last]):
                break
            # What stood on a line of its own now goes on in the next one.
            if last < len(lines):
                last += 1
            elif waiting:
                members += waiting
                waiting.clear()
            else:
                break
        yield _Block(first, last, _lines(_replaced(text, members, starts[first], starts[last])))


def _line_at(starts: list[int], offset: int, text: str) -> int:
    """The line that an offset stands in; behind the last line end, one that is not there yet."""
    is_behind = offset == len(text) and (not text or text.endswith("\n"))
    return len(starts) - 1 if is_behind else min(bisect_right(starts, offset), len(starts) - 1) - 1


def _ends_line(text: str, members: list[Replacement], start: int, end: int) -> bool:
    """Whether a stretch of the text is nothing, or ends in a line end, once it is changed."""
    for member in reversed(members):
        if member.end < end:
            break
        if member.text:
            return member.text.endswith("\n")
        end = member.start
    return end <= start or text[end - 1] == "\n"


def _replaced(text: str, members: list[Replacement], start: int, end: int) -> str:
    parts: list[str] = []
    for member in members:
        parts += (text[start : member.start], member.text)
        start = member.end
    return "".join((*parts, text[start:end]))


def _hunks(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """Blocks whose context would overlap, together."""
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.first - hunk[-1].last > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _lines(text: str) -> list[str]:
    r"""The lines, each with its end. They end at ``\n`` alone, as they do for the programs that apply a diff."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + ([last] if (last := text.rpartition("\n")[2]) else [])


def _line(mark: str, line: str) -> str:
    return mark + line if line.endswith("\n") else f"{mark}{line}\n{_NO_NEWLINE}"


def _range(start: int, count: int) -> str:
    """Where a hunk stands: the line that it begins with, or behind which it stands where it has none."""
    first = start + 1 if count else start
    return str(first) if count == 1 else f"{first},{count}"
