"""Whether a text that ShellCheck takes for a pitfall was meant as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.checks.shell.shell_text import ShellChunk
    from runbook_site.checks.shell.shellcheck import Comment

_LIST = re.compile(r"\w*\+?=?\([^()]{0,2000}")
_PARTED = re.compile(r"[^\s,({],(?=[ \t\n]++[^\s)])")
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_LOOP = re.compile(r"(?:while|until)\b")
_PIPED_LOOP = re.compile(r"\|[ \t\\\n]*(?:while|until)\b")
_NAME = re.compile(r"\$\{?#?(?P<name>[A-Za-z_]\w*)")


def is_meant(each: ShellChunk, comment: Comment, start: int, end: int) -> bool:  # noqa: ARG001 - as others are asked
    """Whether what a comment is about, from an offset of the chunk's text to another, was meant as it is."""
    judge = _JUDGES.get(comment.code)
    return judge is not None and judge(each.masked, start)


def _commas_in_values(text: str, start: int) -> bool:
    """Whether the commas between the elements of an array belong to them: only those with a blank behind part words."""
    found = _LIST.match(text, start)
    return found is None or _PARTED.search(_QUOTED.sub("''", found[0])) is None


def _told_at_command(text: str, start: int) -> bool:
    """Whether a comment is the second one about a loop, whose command has one of its own."""
    return _LOOP.match(text, start) is not None


def _set_elsewhere(text: str, start: int) -> bool:
    """Whether a variable that was set behind a pipe may be meant with its value from before, or from elsewhere.

    A number that is counted, or a text that is gathered, has its first value in front of the loop, and the next in it.
    """
    used = _NAME.match(text, start)
    if used is None:
        return True
    name = used["name"]
    first = re.search(rf"(?m)(?:^|;)[ \t]*(?:declare[ \t]+(?:-\w+[ \t]+)?|local[ \t]+)?{name}=", text[:start])
    loop = _PIPED_LOOP.search(text, first.end(), start) if first is not None else None
    if loop is None:
        return True
    again = re.compile(rf"(?<![\w$-])(?:\(\([ \t]*)?{name}(?:\+\+|--|[ \t]*[+-]?=)")
    return again.search(text, loop.end(), start) is None


_JUDGES: dict[int, Callable[[str, int], bool]] = {
    2031: _set_elsewhere,
    2054: _commas_in_values,
    2095: _told_at_command,
}
