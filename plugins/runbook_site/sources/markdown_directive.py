"""Directives of MyST: fences whose braces name what they hold, and such fences of colons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.sources.directive_options import line_text, option_lines
from runbook_site.sources.markdown_admonition import read_contained
from runbook_site.sources.markdown_block import Placed, line_pieces, notes_of

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_OPENING = re.compile(r"(`{3,}+|~{3,}+|:{3,}+)[ \t]*+\{([A-Za-z][\w:-]*+)\}([^`\n]*+)")
_CODE = frozenset({"code-block", "code", "sourcecode", "code-cell", "prompt", "parsed-literal"})
_OF_MARKDOWN = frozenset(
    (
        *("note", "tip", "hint", "important", "warning", "caution", "danger", "attention", "error", "seealso"),
        *("admonition", "dropdown", "details", "todo", "topic", "sidebar", "margin", "container", "rubric", "div"),
        *("tab-set", "tab-item", "tabs", "tab", "tabbed", "grid", "grid-item", "grid-item-card", "card", "panels"),
        *("versionadded", "versionchanged", "deprecated", "only", "epigraph", "aside", "step", "procedure"),
    )
)
"""Directives whose content is Markdown again. What another one holds is text of its own."""


def directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A directive that holds Markdown, or one of colons that holds code.

    CommonMark takes the first for one block of code, with the fences in it, and the second for prose. One of
    backticks that holds code is a fence like any other; one of colons that holds Markdown is read as it stands.
    Source: MyST, "Roles and directives" and the extension ``colon_fence``.
    """
    at = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or state.src[at : at + 1] not in "`~:":
        return False
    found = _OPENING.fullmatch(state.src, at, state.eMarks[start])
    if found is None:
        return False
    markup, name = found[1], found[2]
    if name not in (_CODE if markup[0] == ":" else _OF_MARKDOWN):
        return False
    if not silent:
        content_end, closed = _closing(state, start, end, markup)
        if markup[0] == ":":
            _push_code(state, start, content_end, found, closed=closed)
        else:
            first = start + 1 + option_lines(state, start + 1, content_end)
            read_contained(state, start, first, content_end, state.blkIndent)
        state.line = content_end + closed
    return True


def _closing(state: StateBlock, start: int, end: int, markup: str) -> tuple[int, bool]:
    """The line that closes what a line opens, or where the block around it ends without one."""
    for line in range(start + 1, end):
        text = line_text(state, line)
        if text and state.sCount[line] < state.blkIndent:
            return line, False
        if len(text) >= len(markup) and text == markup[0] * len(text) and not state.is_code_block(line):
            return line, True
    return end, False


def _push_code(state: StateBlock, start: int, end: int, found: re.Match[str], *, closed: bool) -> None:
    first = start + 1 + option_lines(state, start + 1, end)
    last = end if closed else end - 1
    pieces = line_pieces(state, first, end, state.sCount[start])
    text = notes_of(state).quarry.gather(pieces, min(state.eMarks[start] + 1, len(state.src)))
    token = state.push("fence", "code", 0)
    token.info = state.src[found.end(1) : found.end()].strip()
    token.content = text.text
    token.markup = found[1]
    token.map = [start, last + 1]
    token.meta["placed"] = Placed(
        lambda: text,
        start=found.start(),
        opening_end=state.eMarks[start],
        end=state.eMarks[last],
        closed=closed,
    )
