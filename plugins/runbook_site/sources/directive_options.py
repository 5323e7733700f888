"""Options of a MyST directive, which stand between its opening line and its content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_DIRECTIVE = re.compile(r"\{[A-Za-z][\w:-]*+\}")
_OPTION = re.compile(r":[A-Za-z][\w-]*+:(?:[ \t]|$)")


def is_directive(info: str) -> bool:
    """Whether an info string names a directive: ``{code-block} bash``."""
    return _DIRECTIVE.match(info.strip()) is not None


def option_lines(state: StateBlock, begin: int, end: int) -> int:
    """How many lines at the beginning of a directive's content are its options: ``:name: value``, or YAML."""
    if begin < end and line_text(state, begin) == "---":
        closing = next((line for line in range(begin + 1, end) if line_text(state, line) == "---"), None)
        return 0 if closing is None else closing + 1 - begin
    line = begin
    while line < end and _OPTION.match(line_text(state, line)):
        line += 1
    return line - begin


def line_text(state: StateBlock, line: int) -> str:
    """A line without the white space around it."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")
