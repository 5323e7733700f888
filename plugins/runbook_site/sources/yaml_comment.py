"""Comments of YAML, and what they are written about: no parser keeps them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.sources.text import MappedText, Span
    from runbook_site.sources.yaml_reader import Node

_BLOCK_STYLES = {"|", ">"}
_SIGN = re.compile(r"(?<![^ \t\r\n])#")
_REST = re.compile(r"[^\r\n]*+")
_INDENT = re.compile(r"(?:\A|\r\n|\r|\n)([ \t]*+)")
"""The beginning of a line."""


@dataclass(frozen=True, slots=True)
class YamlComment:
    """A comment.

    Attributes:
        text: What stands behind the ``#``, up to the end of the line.
        span: All of it.
        about: What it is about: of a comment on a line of its own the next value, with its key and all that
            is in it; of one behind a value the line, with the text that begins or ends there. Itself where
            nothing follows, or what follows is indented less.
        at_top: Whether it stands above everything else.
    """

    text: str
    span: Span
    about: Span
    at_top: bool


@dataclass(frozen=True)
class YamlComments:
    """Finds comments in a text.

    Attributes:
        text: The text.
        roots: Its documents.
    """

    text: MappedText
    roots: tuple[Node, ...]

    def beginning_with(self, word: str) -> Iterator[YamlComment]:
        """The comments that begin with a word, in the text's order."""
        if word not in self.text.text:
            return
        at = 0
        while found := _SIGN.search(self.text.text, at):
            start = found.start()
            at = self._text_end(start)
            if at > start:
                continue
            at = self._line_end(start)
            comment = self.text.text[start + 1 : at]
            if comment.lstrip(" \t").startswith(word):
                at_top = all(at <= root.start for root in self.roots[:1])
                yield YamlComment(comment, self.text.span(start, at), self._about(start, at), at_top)

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        return tuple(found.start(1) for found in _INDENT.finditer(self.text.text))

    @cached_property
    def _indents(self) -> tuple[int, ...]:
        return tuple(len(found[1]) for found in _INDENT.finditer(self.text.text))

    @cached_property
    def _nodes(self) -> tuple[Node, ...]:
        """Every node and every key, once."""
        seen: dict[int, Node] = {}
        waiting = list(self.roots)
        while waiting:
            node = waiting.pop()
            if id(node) not in seen:
                seen[id(node)] = node
                waiting += (*node.keys.values(), *node.children.values())
        return tuple(seen.values())

    @cached_property
    def _scalars(self) -> tuple[Node, ...]:
        written = (node for node in self._nodes if node.style is not None and node.end > node.start)
        return tuple(sorted(written, key=_start))

    @cached_property
    def _scalar_starts(self) -> tuple[int, ...]:
        return tuple(map(_start, self._scalars))

    @cached_property
    def _things(self) -> tuple[tuple[int, int], ...]:
        """Beginning, and end with a minus sign, of each field, item and text: the longest first of those at a place."""
        return tuple(sorted((start, -end) for node in self._nodes for start, end in _parts(node)))

    def _line_of(self, at: int) -> int:
        """Index of a line in `_lines`."""
        return bisect_right(self._lines, at) - 1

    def _line_end(self, at: int) -> int:
        rest = _REST.match(self.text.text, at)
        return at if rest is None else rest.end()

    def _text_end(self, at: int) -> int:
        """Where the text ends that a character stands in; the same offset where it stands in none."""
        before = bisect_right(self._scalar_starts, at) - 1
        if before < 0:
            return at
        scalar = self._scalars[before]
        # The line with the sign of a block scalar may have a comment.
        is_sign = scalar.style in _BLOCK_STYLES and self._line_of(scalar.content) == self._line_of(at)
        return at if is_sign else max(at, scalar.content_end)

    def _about(self, start: int, end: int) -> Span:
        line = self._lines[self._line_of(start)]
        if self.text.text[line:start].strip():
            return self._about_line(line, start, end)
        following = bisect_left(self._things, (end,))
        if following == len(self._things):
            return self.text.span(start, end)
        begin, less_end = self._things[following]
        first = self._line_of(begin)
        if self._indents[first] < start - line:
            return self.text.span(start, end)
        return self.text.span(self._lines[first], -less_end)

    def _about_line(self, line: int, start: int, end: int) -> Span:
        """A line that ends in a comment, and the texts that begin or end on it."""
        first = max(0, bisect_left(self._scalar_starts, line) - 1)
        last = bisect_left(self._scalar_starts, start)
        scalars = [scalar for scalar in self._scalars[first:last] if scalar.end > line]
        lines = [self._lines[self._line_of(scalar.start)] for scalar in scalars]
        return self.text.span(min([line, *lines]), max([end, *(scalar.end for scalar in scalars)]))


def _start(node: Node) -> int:
    return node.start


def _parts(node: Node) -> Iterator[tuple[int, int]]:
    for name, child in node.children.items():
        key = node.keys.get(name) if isinstance(name, str) else None
        if key is None or child.style is not None:
            yield child.start, child.end
        if key is not None:
            # What an alias stands for is written elsewhere.
            yield key.start, max(key.end, child.end if child.start > key.start else 0)
