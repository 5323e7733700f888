"""Admonitions and content tabs of Python-Markdown: ``!!! note``, ``??? tip "Title"``, ``=== "Tab"``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_OPENING = re.compile(r"""(?:!!!|\?\?\?\+?)[ \t]*[\w-].*|===[!+]{0,2}[ \t]+(?:"[^\n]*"|'[^\n]*')[ \t]*""")
_INDENT = 4


def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A line that opens an admonition, and the lines below it that are indented by four.

    Their content is a document of its own: a fence in it is a fence, and no indented code.
    Source: Python-Markdown's ``admonition``, PyMdown's ``details`` and ``tabbed`` extensions.
    """
    if state.is_code_block(start):
        return False
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 3] not in ("!!!", "???", "==="):
        return False
    if _OPENING.fullmatch(state.src, at, state.eMarks[start]) is None:
        return False
    first = state.skipEmptyLines(start + 1)
    indent = state.blkIndent + _INDENT
    if first >= end or state.sCount[first] < indent:
        return False
    if not silent:
        content_end = _content_end(state, first, end, indent)
        read_contained(state, start, start + 1, content_end, indent)
        state.line = content_end
    return True


def _content_end(state: StateBlock, first: int, end: int, indent: int) -> int:
    line = first
    while line < end and (state.isEmpty(line) or state.sCount[line] >= indent):
        line += 1
    return line


def read_contained(state: StateBlock, start: int, first: int, end: int, indent: int) -> None:
    """Read lines as a document of its own inside of a block.

    Args:
        state: The parse.
        start: The line that opens the block.
        first: The first line of its content.
        end: The line behind its content.
        indent: By how many columns its content is indented.
    """
    outside = state.blkIndent, state.lineMax, state.parentType
    state.push("admonition_open", "div", 1).map = [start, end]
    state.blkIndent, state.lineMax, state.parentType = indent, end, "root"
    state.md.block.tokenize(state, first, end)
    state.blkIndent, state.lineMax, state.parentType = outside
    state.push("admonition_close", "div", -1)
