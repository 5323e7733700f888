"""Comments and what follows them: where a text falls into catalog entries, and what each is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"^\(?\d{1,3}[.):]\s+")
_RULER = re.compile(r"^[\s\-=*#~_+]+|[\s\-=*#~_+]+$")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that has a line of its own.

    Attributes:
        start: Offset of it.
        end: Offset behind it.
        text: What it says, without the characters that begin a comment.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of whole lines with the comment above it.

    Attributes:
        title: What the comment says; empty without one.
        start: Offset of its first line.
        end: Offset behind its last line, without the line end.
    """

    title: str
    start: int
    end: int


def split_entries(text: str, comments: Iterable[Comment], content: Iterable[tuple[int, int]]) -> tuple[Entry, ...]:
    """Put each comment, or run of comment lines, together with what follows it.

    Args:
        text: The text.
        comments: The comments that may be titles.
        content: Offsets of all that is to be run, in any order.
    """
    items: list[tuple[int, int, Comment | None]] = [(comment.start, comment.end, comment) for comment in comments]
    items += [(start, end, None) for start, end in content]
    items.sort(key=lambda item: item[:2])
    entries: list[Entry] = []
    above: list[Comment] = []
    current: Entry | None = None
    for start, end, comment in items:
        if comment is not None:
            above.append(comment)
            continue
        title = _title(text, above)
        above = []
        if current is None or title:
            if current is not None:
                entries.append(current)
            current = Entry(title, text.rfind("\n", 0, start) + 1, end)
        else:
            current = Entry(current.title, current.start, max(current.end, end))
    if current is not None:
        entries.append(current)
    return tuple(Entry(entry.title, entry.start, _line_end(text, entry)) for entry in entries)


def _line_end(text: str, entry: Entry) -> int:
    """Up to the end of the last line, for what a comment behind a command says."""
    if entry.end and text[entry.end - 1] == "\n":  # a heredoc's last line
        return entry.end - 1
    newline = text.find("\n", entry.end)
    end = len(text) if newline < 0 else newline
    return entry.start + len(text[entry.start : end].rstrip())


def _title(text: str, comments: Sequence[Comment]) -> str:
    """The last run of lines that says something."""
    runs: list[list[str]] = []
    last_end: int | None = None
    for comment in comments:
        adjacent = last_end is not None and text.count("\n", last_end, comment.start) <= 1
        if not adjacent:
            runs.append([])
        runs[-1].append(_RULER.sub("", comment.text))
        last_end = comment.end
    for run in reversed(runs):
        if said := " ".join(line for line in run if line):
            return _NUMBER.sub("", said)
    return ""
