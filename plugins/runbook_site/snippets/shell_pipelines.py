"""Lists, pipelines and redirected statements of the tree, taken apart into the commands that they join.

The grammar hangs a redirection on all of ``a | b > f``, and what follows a heredoc in its line inside of the
heredoc. Here a redirection belongs to the last command before it, as the shell has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

SIMPLE = frozenset(
    {
        "command",
        "declaration_command",
        "unset_command",
        "test_command",
        "variable_assignment",
        "variable_assignments",
    }
)
"""Nodes that are one simple command."""

_CHAINS = frozenset({"list", "pipeline", "redirected_statement", "negated_command"})
_MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Member:
    """A command of a pipeline.

    Attributes:
        node: The command, simple or compound; ``None`` for redirections that stand alone.
        redirects: Redirections that the grammar has put elsewhere.
    """

    node: Node | None
    redirects: tuple[Node, ...]


@dataclass(slots=True)
class _Draft:
    node: Node | None
    redirects: list[Node]


def is_chain(node: Node) -> bool:
    """Whether a node joins commands, or hangs something on them."""
    return node.type in _CHAINS


def pipelines(node: Node) -> list[list[Member]]:
    """The pipelines that a statement consists of, each with its commands, in order."""
    return [[Member(draft.node, tuple(draft.redirects)) for draft in each] for each in _flatten(node, 0)]


def _flatten(node: Node, depth: int) -> list[list[_Draft]]:
    if node.type not in _CHAINS or depth > _MAX_DEPTH:
        return [[_Draft(node, [])]]
    if node.type == "list":
        return [pipeline for item in _items(node) for pipeline in _flatten(item, depth + 1)]
    if node.type == "pipeline":
        return _piped(None, _commands(node), depth)
    if node.type == "negated_command":
        inner = _commands(node)
        return _flatten(inner[-1], depth + 1) if inner else []
    return _redirected(node, depth)


def _items(node: Node) -> list[Node]:
    """The items of ``a && b || c``: the grammar nests them to the left, thousands deep if need be."""
    items: list[Node] = []
    while node.type == "list":
        children = _commands(node)
        if not children:
            return list(reversed(items))
        items.extend(reversed(children[1:]))
        node = children[0]
    items.append(node)
    return list(reversed(items))


def _commands(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"]


def _piped(first: list[list[_Draft]] | None, children: list[Node], depth: int) -> list[list[_Draft]]:
    """Put commands behind a pipe; where one of them is a list, only its first pipeline continues the pipe."""
    result = first or [[]]
    for child in children:
        inner = _flatten(child, depth + 1)
        if inner:
            result[-1].extend(inner[0])
            result.extend(inner[1:])
    return [pipeline for pipeline in result if pipeline]


def _redirected(node: Node, depth: int) -> list[list[_Draft]]:
    body = node.child_by_field_name("body")
    result = _flatten(body, depth + 1) if body is not None else [[_Draft(None, [])]]
    last = result[-1][-1] if result and result[-1] else _Draft(None, [])
    for redirect in node.children_by_field_name("redirect"):
        last.redirects.append(redirect)
        for child in redirect.children:
            if child.type == "pipeline":
                result = _piped(result, _commands(child), depth)
        right = redirect.child_by_field_name("right") if redirect.type == "heredoc_redirect" else None
        if right is not None:
            result.extend(_flatten(right, depth + 1))
    return result
