"""Links, HTML and plain words inside the blocks of a Markdown text, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from markdown_it import rules_inline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, MutableMapping
    from typing import Any

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    InlineRule = Callable[[StateInline, bool], bool]

MarkKind = Literal["link", "image", "autolink", "reference", "html", "tag"]
"""A `LinkKind`, or ``tag`` for a piece of HTML."""

_MARKUP = re.compile(r"[\\`*_\[\]<>&!\n]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A link or a piece of HTML in a line of text.

    Attributes:
        kind: What it is.
        text: Its words; the HTML itself for HTML.
        target: What a link points at.
        start: Offset in the block's text.
        end: Offset behind it.
    """

    kind: MarkKind
    text: str
    target: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    """What a rule has just found; the words of a link are known when the whole text is parsed."""

    kind: MarkKind
    opening: Token | None
    start: int
    end: int


def marked(kind: MarkKind, rule: InlineRule) -> InlineRule:
    """The rule, with a note of where each thing stood that it found."""

    def marked_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        start, tokens, marks = state.pos, len(state.tokens), state.env.get("marks", [])
        seen = len(marks)
        if not rule(state, silent):
            return False
        if not silent:
            if kind == "image":
                # The label of an image is parsed as a text of its own, with offsets of its own.
                del marks[seen:]
            marks.insert(seen, _found(kind, state, start, state.tokens[tokens:]))
        return True

    return marked_rule


def _found(kind: MarkKind, state: StateInline, start: int, tokens: list[Token]) -> _Found:
    if kind == "tag":
        return _Found(kind, None, start, state.pos)
    if kind == "link" and state.src[state.pos - 1] != ")":
        kind = "reference"
    opening = next(token for token in tokens if token.type in ("link_open", "image"))
    return _Found(kind, opening, start, state.pos)


RULES: dict[str, InlineRule] = {
    "link": marked("link", rules_inline.link),
    "image": marked("image", rules_inline.image),
    "autolink": marked("autolink", rules_inline.autolink),
    "html_inline": marked("tag", rules_inline.html_inline),
}
"""The rules of markdown-it that are replaced, by name."""


def read_inline(parser: MarkdownIt, text: str, env: MutableMapping[str, Any]) -> tuple[str, list[Mark]]:
    """The words of a block without markup, on one line, and its marks in the order of the text.

    Args:
        parser: Has the rules of this module.
        text: The block's text.
        env: What the block parser found: link definitions.
    """
    if _MARKUP.search(text) is None:
        return text, []
    found: list[_Found] = []
    tokens = parser.inline.parse(text, parser, {**env, "marks": found}, [])
    words = _words_by_opening(tokens)
    marks = []
    for each in found:
        if each.opening is None:
            marks.append(Mark(each.kind, text[each.start : each.end], "", each.start, each.end))
        else:
            target = str(each.opening.attrs["src" if each.kind == "image" else "href"])
            marks.append(Mark(each.kind, words[id(each.opening)], target, each.start, each.end))
    return plain_text(tokens), marks


def _words_by_opening(tokens: list[Token]) -> dict[int, str]:
    """The words of each link and image, by the identity of its first token."""
    words = {}
    # Links hold no links, but for an address in angle brackets inside the text of one.
    opening: list[int] = []
    for index, token in enumerate(tokens):
        if token.type == "link_open":
            opening.append(index)
        elif token.type == "link_close":
            start = opening.pop()
            words[id(tokens[start])] = plain_text(tokens[start:index])
        elif token.type == "image":
            words[id(token)] = plain_text((token,))
    return words


def plain_text(tokens: Iterable[Token]) -> str:
    """The words in tokens of a line of text, white space made one space each."""
    words = []
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type == "image":
            words.append(plain_text(token.children or ()))
    return " ".join("".join(words).split())
