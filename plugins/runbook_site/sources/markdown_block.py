"""Block rules for markdown-it that remember where in the text each block's lines stand.

A token of markdown-it carries the numbers of its lines and no columns, and inside lists and quotes
its content has lost indents, quote marks and halves of tabs. Only while a rule runs does the parser
know where each line begins, so the rules here wrap its own and note that down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from markdown_it import rules_block
from markdown_it.rules_block.html_block import HTML_SEQUENCES

from runbook_site.sources.directive_options import is_directive, option_lines
from runbook_site.sources.lines import Piece, Quarry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.rules_block import StateBlock

    from runbook_site.sources.text import MappedText

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

MAX_NESTING = 60
"""Open blocks inside each other that are read. Each takes three Python frames; lists count twice."""

_TAB_STOP = 4
_CODE_INDENT = 4
_FENCE = re.compile(r"(`{3,})[^`\n]*|(~{3,})[^\n]*")
_HTML_TO_EMPTY_LINE = [opening for opening, closing, _ in HTML_SEQUENCES if closing.search("")]
_OPEN_HTML = re.compile(r"</?[A-Za-z]")
_RAW_HTML = re.compile(r"<(?:script|pre|style|textarea)(?:\s|>|$)", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Placed:
    """Where a block stands.

    Attributes:
        content: Gives its content, mapped.
        start: Offset of its first character.
        opening_end: Offset behind its first line.
        end: Offset behind its last character.
        closed: Whether its last line closes it.
    """

    content: Callable[[], MappedText]
    start: int
    opening_end: int
    end: int
    closed: bool = True

    @cached_property
    def text(self) -> MappedText:
        """Its content, mapped. Most prose is never asked for it."""
        return self.content()


@dataclass
class BlockNotes:
    """What the rules note down while one text is parsed.

    Attributes:
        quarry: The text.
        unread: Stretches that are nested too deep.
    """

    quarry: Quarry
    unread: list[tuple[int, int]] = field(default_factory=list)


def notes_of(state: StateBlock) -> BlockNotes:
    """The notes of the parse that this state belongs to."""
    notes = state.env["notes"]
    if not isinstance(notes, BlockNotes):
        message = "the parser was called without notes"
        raise TypeError(message)
    return notes


def line_pieces(state: StateBlock, begin: int, end: int, indent: int) -> list[Piece]:
    """The lines from ``begin`` up to ``end`` without ``indent`` columns, as ``StateBlock.getLines`` cuts them."""
    pieces = []
    source = state.src
    for line in range(begin, end):
        start = first = state.bMarks[line]
        last = min(state.eMarks[line] + 1, len(source))
        column = 0
        while first < last and column < indent:
            if source[first] == "\t":
                column += _TAB_STOP - (column + state.bsCount[line]) % _TAB_STOP
            elif source[first] == " " or first - start < state.tShift[line]:
                column += 1
            else:
                break
            first += 1
        pieces.append(Piece(max(0, column - indent), first, last))
    return pieces


def beginning_with(characters: str, rule: BlockRule) -> BlockRule:
    """The rule, asked only about lines that begin with one of some characters."""
    firsts = frozenset(characters)

    def rule_for(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
        at = state.bMarks[start] + state.tShift[start]
        return state.src[at : at + 1] in firsts and rule(state, start, end, silent)

    return rule_for


def underlined(rule: BlockRule) -> BlockRule:
    """The rule for headings with a line below, asked only where a line of the paragraph may be one.

    It reads to the end of each paragraph, which would then be read once more.
    """

    def rule_for(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
        for line in range(start + 1, end):
            at = state.bMarks[line] + state.tShift[line]
            if at >= state.eMarks[line]:
                return False
            if state.src[at] in "-=":
                return rule(state, start, end, silent)
        return False

    return rule_for


def too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Pass over what is nested deeper than `MAX_NESTING`, and say so."""
    if silent or state.level < MAX_NESTING:
        return False
    notes_of(state).unread.append((state.bMarks[start], state.eMarks[end - 1]))
    state.line = end
    return True


def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A fenced code block."""
    if not rules_block.fence(state, start, end, silent):
        return False
    if not silent:
        _note_fence(state, start)
    return True


def _note_fence(state: StateBlock, start: int) -> None:
    token = state.tokens[-1]
    last = state.line - 1
    closed = last > start and _closes(state, last, token.markup)
    first, content_end = start + 1, last if closed else state.line
    if is_directive(token.info):
        first += option_lines(state, first, content_end)
    pieces = line_pieces(state, first, content_end, state.sCount[start])
    token.meta["placed"] = Placed(
        partial(notes_of(state).quarry.gather, pieces, min(state.eMarks[start] + 1, len(state.src))),
        start=state.bMarks[start] + state.tShift[start],
        opening_end=state.eMarks[start],
        end=state.eMarks[last],
        closed=closed,
    )


def _closes(state: StateBlock, line: int, markup: str) -> bool:
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")
    return len(text) >= len(markup) and text == markup[0] * len(text) and not state.is_code_block(line)


def code(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A code block by indentation, or a fence at an indentation that CommonMark takes no fence at.

    Python-Markdown's fences may be indented as their author likes.
    """
    if not silent and state.is_code_block(start) and _indented_fence(state, start, end):
        return True
    if not rules_block.code(state, start, end, silent):
        return False
    if not silent:
        pieces = line_pieces(state, start, state.line, _CODE_INDENT + state.blkIndent)
        state.tokens[-1].meta["placed"] = Placed(
            partial(notes_of(state).quarry.gather, pieces, state.bMarks[start]),
            start=state.bMarks[start] + state.tShift[start],
            opening_end=state.eMarks[start],
            end=state.eMarks[state.line - 1],
        )
    return True


def _indented_fence(state: StateBlock, start: int, end: int) -> bool:
    if _FENCE.fullmatch(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]) is None:
        return False
    outside = state.blkIndent
    state.blkIndent = state.sCount[start]
    found = fence(state, start, end, False)  # noqa: FBT003 - markdown-it's signature
    state.blkIndent = outside
    if found and not state.tokens[-1].meta["placed"].closed:
        state.tokens.pop()
        return False
    return found


def html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A block of HTML. A fence ends one that an empty line would end.

    CommonMark wants the empty line after ``<details>``; Python-Markdown's ``md_in_html`` does not, and
    whoever writes a fence there means a fence.
    """
    first = state.bMarks[start] + state.tShift[start]
    opening = state.src[first : state.eMarks[start]]
    if silent or state.is_code_block(start) or not _OPEN_HTML.match(opening) or _RAW_HTML.match(opening):
        if not rules_block.html_block(state, start, end, silent):
            return False
    elif any(pattern.search(opening) for pattern in _HTML_TO_EMPTY_LINE):
        # Not by markdown-it's rule: it would look for the empty line once more behind every fence.
        state.line = _html_end(state, start + 1, end)
        state.push("html_block", "", 0).map = [start, state.line]
    else:
        return False
    if silent:
        return True
    pieces = line_pieces(state, start, state.line, state.blkIndent)
    state.tokens[-1].meta["placed"] = Placed(
        partial(notes_of(state).quarry.gather, pieces, first),
        start=first,
        opening_end=state.eMarks[start],
        end=state.eMarks[state.line - 1],
    )
    return True


def _html_end(state: StateBlock, line: int, end: int) -> int:
    hidden = _in_comment(state, line - 1, hidden=False)
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        at = state.bMarks[line] + state.tShift[line]
        if not (hidden or state.is_code_block(line)) and _FENCE.fullmatch(state.src, at, state.eMarks[line]):
            break
        hidden = _in_comment(state, line, hidden=hidden)
        line += 1
    return line


def _in_comment(state: StateBlock, line: int, *, hidden: bool) -> bool:
    """Whether the end of a line of HTML stands in a comment, as its beginning does or not."""
    text = state.src[state.bMarks[line] : state.eMarks[line]]
    return (hidden and "-->" not in text) or text.rfind("<!--") > text.rfind("-->")


def placed_prose(rule: BlockRule) -> BlockRule:
    """The rule, with its text mapped: for paragraphs and headings."""

    def placed_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
        before = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            for token in state.tokens[before:]:
                if token.type == "inline" and token.map:
                    pieces = line_pieces(state, token.map[0], token.map[1], state.blkIndent)
                    token.meta["placed"] = Placed(
                        partial(_trimmed, notes_of(state).quarry, pieces, state.bMarks[start], token.content),
                        start=state.bMarks[start] + state.tShift[start],
                        opening_end=state.eMarks[start],
                        end=state.eMarks[state.line - 1],
                    )
        return True

    return placed_rule


def _trimmed(quarry: Quarry, pieces: Sequence[Piece], at: int, content: str) -> MappedText:
    """The lines of a paragraph or heading as the parser keeps them: without its marks, and spaces around."""
    lines = quarry.gather(pieces, at)
    start = lines.text.find(content)
    return lines.cut(start, start + len(content))


def placed_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
    """A table, with the text of every cell mapped."""
    before = len(state.tokens)
    if not rules_block.table(state, start, end, silent):
        return False
    if not silent:
        line, at = -1, 0
        for token in state.tokens[before:]:
            if token.type != "inline" or not token.map or not token.content:
                continue
            if token.map[0] != line:
                line = token.map[0]
                at = state.bMarks[line] + state.tShift[line]
            # A pipe in a cell is written `\|`; only those cells differ from their source.
            written = token.content.replace("|", "\\|")
            found = state.src.find(written, at, state.eMarks[line])
            begin = found if found >= 0 else at
            at = min(begin + len(written), state.eMarks[line])
            content = partial(_cell, notes_of(state).quarry, begin, at, token.content)
            token.meta["placed"] = Placed(content, begin, at, at)
    return True


def _cell(quarry: Quarry, start: int, end: int, content: str) -> MappedText:
    pieces = []
    while (pipe := quarry.text.text.find("\\|", start, end)) >= 0:
        pieces.append(Piece(0, start, pipe))
        start = pipe + 1
    text = quarry.gather([*pieces, Piece(0, start, end)], start)
    return text if text.text == content else text.cut(0, 0)
