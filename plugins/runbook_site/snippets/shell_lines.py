"""Ends of lines that the grammar reads over: behind ``a | b | c``, the line ``d > f`` becomes words of ``c``.

tree-sitter-bash 0.25 has it so for many a pipeline of three commands and more that a redirection, ``&&`` or ``||``
follows in the next line.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tree_sitter import Node

_PIPES = 2
_ON_ONE_LINE = frozenset({"command", "declaration_command", "unset_command", "file_redirect", "herestring_redirect"})
_MOST_ROUNDS = 20
_MOST_WORK = _MOST_ROUNDS * 4_000**2
"""How much is parsed once more: the time grows with the square of the length where a text is at fault."""


def with_ends_of_lines(source: str, parse: Callable[[str], Node]) -> Node:
    """The tree of a text, in which no command goes on behind the end of its line.

    Args:
        source: The text.
        parse: Gives its tree.
    """
    root = parse(source)
    if source.count("|") < _PIPES or "\n" not in source:
        return root
    for _ in range(min(_MOST_ROUNDS, 1 + _MOST_WORK // len(source) ** 2)):
        ends = list(_passed_over(root, source))
        if not ends:
            break
        for end in ends:  # which means the same, and keeps every offset
            source = f"{source[:end]};{source[end + 1 :]}"
        root = parse(source)
    return root


def _passed_over(root: Node, source: str) -> Iterator[int]:
    """The ends of lines between the parts of a command."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.start_point.row == node.end_point.row:
            continue
        stack.extend(node.children)
        if node.type in _ON_ONE_LINE or node.type == "redirected_statement":
            for before, after in pairwise(node.children):
                end = source.find("\n", before.end_byte, after.start_byte)
                if (
                    end >= 0
                    and not _goes_on(source, end)
                    and (node.type in _ON_ONE_LINE or after.type == "file_redirect")
                ):
                    # Behind a comment it would belong to that; in front of one there is a blank.
                    yield before.start_byte - 1 if before.type == "comment" else end
                    break


def _goes_on(source: str, end: int) -> bool:
    """Whether a backslash joins a line with the next."""
    before = source[:end]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
