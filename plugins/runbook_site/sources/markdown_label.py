"""Labels of MyST: names that links of every page of a project can use."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_block import StateBlock

_LABEL = re.compile(r"\(([\w|@<>*./+:-]{1,200})\)=[ \t]*")
_LABEL_LINE = re.compile(rf"^[ \t]*{_LABEL.pattern}(?:\n|\Z)", re.MULTILINE)
_OPTION = re.compile(r"^[ \t>]*(?::(?:name|label):|[`:~]{3,}[ \t]*\{figure-md\})[ \t]+(\S[^\n]{0,200})$", re.MULTILINE)


def label(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - markdown-it's signature
    """A line ``(name)=``, which names what stands below it; it is written as the anchor of HTML that it stands for.

    Source: MyST, "Cross-references", "Creating explicit targets".
    """
    if state.is_code_block(start):
        return False
    found = _LABEL.fullmatch(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if found is None:
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.map = [start, start + 1]
        token.content = f'<a id="{escape(found[1])}"></a>'
        token.meta["label"] = found[1]
        state.line = start + 1
    return True


def without_labels(text: str) -> str:
    """The text without the lines that are labels."""
    return _LABEL_LINE.sub("", text) if ")=" in text else text


def option_labels(text: str) -> Iterator[str]:
    """The names that directives are given: by their options ``:name:`` and ``:label:``, figures of Markdown at once."""
    if ":name:" in text or ":label:" in text or "{figure-md}" in text:
        yield from (found[1].rstrip() for found in _OPTION.finditer(text))
