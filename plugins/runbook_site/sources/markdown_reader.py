"""From the parser's tokens to the parts of a Markdown text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from runbook_site.sources.heading_id import HeadingIds
from runbook_site.sources.lines import Quarry
from runbook_site.sources.markdown_block import Placed
from runbook_site.sources.markdown_html import (
    COMMENT_OPENING,
    attribute_list_anchors,
    comments,
    html_headings,
    split_heading_attributes,
    tags,
    without_comments,
)
from runbook_site.sources.markdown_inline import read_inline
from runbook_site.sources.markdown_parts import Comment, Fence, Heading, Link, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from runbook_site.sources.text import MappedText, Span

_BOX = re.compile(r"\[([ xX])\][ \t\n]+")

_UNSPACED_HEADING = re.compile(r"^#{1,6}([^#\s][^\n]{0,200})$", re.MULTILINE)
"""A heading for Python-Markdown, and prose for CommonMark."""


class MarkdownReader:
    """Collects the parts of one text.

    Args:
        quarry: The text.
        parser: The parser, for what stands inside of blocks.
        env: What the block parser found: link definitions.
    """

    def __init__(self, quarry: Quarry, parser: MarkdownIt, env: dict[str, Any]) -> None:
        """Begin with nothing."""
        self._quarry = quarry
        self._parser = parser
        self._env = env
        self._ids = HeadingIds()
        self._other_ids = HeadingIds()
        self.headings: list[Heading] = []
        self.fences: list[Fence] = []
        self.links: list[Link] = []
        self.comments: list[Comment] = []
        self.tasks: list[Task] = []
        self.anchors: list[str] = []
        self.labels: list[str] = []

    def read(self, tokens: Sequence[Token]) -> None:
        """Take in all tokens of the text, in order."""
        for index, token in enumerate(tokens):
            if token.type == "inline" and tokens[index - 1].type == "heading_open":
                given = split_heading_attributes(token.content)[1]
                if given:
                    self._ids.taken.add(given)
        for index, token in enumerate(tokens):
            if label := token.meta.get("label"):
                self.labels.append(label)
            placed = token.meta.get("placed")
            if not isinstance(placed, Placed):
                continue
            if token.type in ("fence", "code_block"):
                self._read_code(token, placed)
            elif token.type == "html_block":
                self._read_html(placed.text)
                self._add_other_headings(html_headings(placed.text.text))
            elif tokens[index - 1].type == "heading_open":
                self._read_heading(tokens[index - 1], token, placed)
            else:
                in_item = index > 1 and tokens[index - 2].type == "list_item_open"
                self._read_prose(token.content, placed, in_item=in_item)

    def _span(self, start: int, end: int) -> Span:
        source = self._quarry.text.source
        return source.span(self._quarry.file_offset(start), self._quarry.file_offset(end - 1) + 1 if end > start else 0)

    @property
    def _heading_index(self) -> int | None:
        return len(self.headings) - 1 if self.headings else None

    def _read_code(self, token: Token, placed: Placed) -> None:
        self._add_given_anchors(token.info)
        self.fences.append(
            Fence(
                info=token.info.strip(),
                text=placed.text,
                span=self._span(placed.start, placed.end),
                opening=self._span(placed.start, placed.opening_end),
                markup=token.markup,
                closed=placed.closed,
                indented=token.type == "code_block",
                nested=token.level > 0,
                heading_index=self._heading_index,
                start=placed.start,
                end=placed.end,
            )
        )

    def _read_heading(self, opening: Token, token: Token, placed: Placed) -> None:
        written, given = split_heading_attributes(token.content)
        words = self._read_marks(placed.text.cut(0, len(written)))
        self.headings.append(
            Heading(
                level=int(opening.tag[1:]),
                text=words,
                id=given or self._ids.markdown(words),
                github_id=self._ids.github(words),
                span=self._span(placed.start, placed.end),
                start=placed.start,
                end=placed.end,
                nested=opening.level > 0,
            )
        )

    def _read_prose(self, content: str, placed: Placed, *, in_item: bool) -> None:
        box = _BOX.match(content) if in_item else None
        if box or "](" in content or "<" in content or ("[" in content and "references" in self._env):
            words = self._read_marks(placed.text)
            if box:
                span = self._span(placed.start, placed.end)
                self.tasks.append(Task(words[len("[ ] ") :], box[1] != " ", span, self._heading_index))
        self._add_given_anchors(content)
        if content.startswith("#") or "\n#" in content:
            self._add_other_headings(_UNSPACED_HEADING.findall(content))

    def _add_given_anchors(self, text: str) -> None:
        if "{" in text and ("#" in text or "id=" in text):
            self.anchors += attribute_list_anchors(text)

    def _add_other_headings(self, headings: Iterable[str]) -> None:
        """Note the anchors of what only some engines take for a heading."""
        for words in headings:
            self.anchors += (self._other_ids.markdown(words), self._other_ids.github(words))

    def _read_marks(self, text: MappedText) -> str:
        words, marks = read_inline(self._parser, text.text, self._env)
        quarry = Quarry(text)
        for mark in marks:
            if mark.kind == "tag":
                self._read_html(quarry.cut(mark.start, mark.end))
            else:
                self.links.append(Link(mark.text, mark.target, text.span(mark.start, mark.end), mark.kind))
        return words

    def _read_html(self, text: MappedText) -> None:
        if COMMENT_OPENING in text.text:
            quarry = Quarry(text)
            for comment in comments(text.text):
                inside = quarry.cut(comment.start + len(COMMENT_OPENING), comment.inside_end)
                self.comments.append(Comment(inside, text.span(comment.start, comment.end), comment.closed))
        for tag in tags(without_comments(text.text)):
            self.anchors += tag.anchors
            if tag.target is not None:
                self.links.append(Link("", tag.target, text.span(tag.start, tag.end), "html"))
