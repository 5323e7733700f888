"""What else is pasted along with a command: the rest of its block."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from runbook_site.snippets.continuation import CLOSED, after_line
from runbook_site.snippets.evidence import begins_with_tool, is_command_line

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.snippet import Chunk, Snippet

_SCRIPT = re.compile(r"\s*+#!")
_FUNCTION = re.compile(r"[ \t]*+(?:function[ \t]|[\w:.-]++[ \t]*+\([ \t]*+\))")
_PROMPTED = re.compile(r"^[ \t]*+(?:\[[^\]\n]{1,60}\]|[\w.@:~/()-]{1,40})[$#%>][ \t]++\S", re.MULTILINE)
"""A prompt that the reader of sessions does not take for one where the block's first line has none."""
_OR = re.compile(r"\|\|[ \t]*+(?:\\\n[ \t]*+)?(?:sudo[ \t]++)?\Z")
_LONGEST_BEFORE = 80
_TOLD = re.compile(
    r"#[^\n]{0,200}?(?:\b(?:terminals?|windows?|tabs?|panes?|ctrl|control-c|interrupt|press|background|inside|within|meanwhile)\b|\^C)",
    re.IGNORECASE,
)
"""A comment that tells the reader that the lines of the block do not belong together."""


def is_followed(snippet: Snippet, chunk: Chunk, invocation: Invocation) -> bool:
    """Whether further commands stand below a command in its block, so that whoever copies the block pastes them along.

    Not in a file that is shown (`#!`), nor in a function, which only says what shall be done later, nor where a
    comment of the block sends the reader to another terminal.

    Args:
        snippet: The block.
        chunk: The part of it with the command.
        invocation: The command.
    """
    written = snippet.block.text.text
    if _SCRIPT.match(written) or _TOLD.search(written):
        return False
    top = outermost(invocation, chunk)
    text = top.text.text
    if _OR.search(text, max(0, top.start - _LONGEST_BEFORE), top.start):
        return False
    starts = _command_starts(text)
    if _FUNCTION.match(text, starts[bisect_right(starts, top.start) - 1]):
        return False
    next_start = bisect_left(starts, top.end)
    below = starts[next_start] if next_start < len(starts) else len(text)
    at = next(index for index, each in enumerate(snippet.chunks) if each is chunk)
    return any(
        (each is not chunk and each.statements)
        or any((call.text is not top.text or call.start >= below) and _is_typed(call) for call in each.invocations)
        for each in snippet.chunks[at:]
    )


def outermost(invocation: Invocation, chunk: Chunk) -> Invocation:
    """The command around a command: ``docker exec`` around the shell that it starts."""
    while invocation.parent is not None:
        invocation = chunk.invocations[invocation.parent]
    return invocation


def _is_typed(invocation: Invocation) -> bool:
    """Whether a command stands on a line of its own, and is not the rest of one that was wrapped by mistake."""
    text = invocation.text.text
    end = text.find("\n", invocation.start)
    line = text[text.rfind("\n", 0, invocation.start) + 1 : end if end >= 0 else len(text)]
    return not invocation.via and (begins_with_tool(line) or is_command_line(line))


def shows_prompts(snippet: Snippet) -> bool:
    """Whether a prompt stands in front of a command of a block: what is typed after it is typed line by line."""
    if _PROMPTED.search(snippet.block.text.text):
        return True
    places = ((chunk.text.source, chunk.text.position(0)) for chunk in snippet.chunks)
    befores = (source.line(place.line)[: place.column - 1] for source, place in places)
    return snippet.session and any(before.strip(" \t>*-+.0123456789") for before in befores)


@lru_cache(maxsize=4)
def _command_starts(text: str) -> tuple[int, ...]:
    """Offsets of the lines on which a command begins: asked for once for each command of a block."""
    starts: list[int] = []
    state = CLOSED
    at = 0
    for line in text.split("\n"):
        if not state.open:
            starts.append(at)
        state = after_line(state, line)
        at += len(line) + 1
    return tuple(starts)
