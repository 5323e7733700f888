"""Variables that the grammar takes for text: the middle one of ``$a-$b-$c``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tree_sitter import Node

_TWO = re.compile(r"\$[^\s$]+\$")
_NAME = re.compile(r"[\w{(]")
_TEXT_BEHIND = re.compile(r"(?:\{[^{}\n]{1,200}\}|\w{1,200})(?P<text>[^\s$'\"(){}\\`;&|<>]{1,200})")
_SIGN = re.compile(r"\W")
_MOST_ROUNDS = 8
_MOST_WORK = _MOST_ROUNDS * 4_000**2
"""How much is parsed once more: the time grows with the square of the length where a text is at fault."""
_HARMLESS = "@"
"""A sign in front of which the grammar sees a variable."""


def without_lost_dollars(source: str, parse: Callable[[str], Node]) -> tuple[str, Node]:
    """A text equally long in which the grammar sees every variable, and its tree.

    Behind ``$a-`` tree-sitter-bash 0.25 ends the word at the next ``$`` if ``-``, ``/`` or ``.`` follows on its name,
    and takes the rest for another word, or for a command. It does not where another sign follows.

    Args:
        source: What the grammar is given.
        parse: The grammar.
    """
    root = parse(source)
    if _TWO.search(source) is None:
        return source, root
    for _ in range(min(_MOST_ROUNDS, 1 + _MOST_WORK // len(source) ** 2)):
        mended = source
        for at in list(_lost(root, source)):
            if behind := _TEXT_BEHIND.match(mended, at):
                start, end = behind.span("text")
                mended = mended[:start] + _SIGN.sub(_HARMLESS, mended[start:end]) + mended[end:]
        if mended == source:
            break
        source, root = mended, parse(mended)
    return source, root


def _lost(root: Node, source: str) -> Iterator[int]:
    """Offsets behind each ``$`` that stands alone although a name follows."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == "concatenation":
            last = node.children[-1]
            if last.type == "$" and _NAME.match(source, last.end_byte):
                yield last.end_byte
        stack.extend(node.children)
