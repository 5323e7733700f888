"""Definition lists: ``: `` below a term begins what the term means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.sources.markdown_block import fence

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_MARKER = re.compile(r":([ \t]+)(?=`{3}|~{3})")
_TAB_STOP = 4


def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A fence on the line of the sign itself; everything else below a term reads as it would without the list.

    For CommonMark such a line is prose, and the line that closes the fence opens another one.
    Source: Python-Markdown's extension ``def_list``, MyST's ``deflist``.
    """
    begin = state.bMarks[start] + state.tShift[start]
    found = None if state.is_code_block(start) else _MARKER.match(state.src, begin, state.eMarks[start])
    if found is None:
        return False
    outside = state.tShift[start], state.sCount[start], state.blkIndent
    column = state.sCount[start] + 1
    for character in found[1]:
        column += _TAB_STOP - (column + state.bsCount[start]) % _TAB_STOP if character == "\t" else 1
    state.tShift[start] = found.end() - state.bMarks[start]
    state.sCount[start] = state.blkIndent = column
    is_fence = fence(state, start, end, silent)
    state.tShift[start], state.sCount[start], state.blkIndent = outside
    return is_fence
