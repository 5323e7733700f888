"""The quotings around places of a shell text, as the syntax tree has them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from runbook_site.snippets.shell_words import is_arithmetic, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tree_sitter import Node

    from runbook_site.snippets.shell_parse import ShellTree
    from runbook_site.snippets.shell_text import ShellText
    from runbook_site.snippets.snippet import VariableContext

Quotings = tuple["VariableContext", ...]
"""Quotings inside of each other, the outermost first."""

_STRINGS: dict[str, VariableContext] = {
    "string": "double",
    "translated_string": "double",
    "raw_string": "single",
    "ansi_c_string": "ansi_c",
}
_READ_ON: frozenset[VariableContext] = frozenset({"heredoc", "raw_heredoc", "arithmetic"})
"""Where quotes are characters like others, or change nothing."""

_QUOTED_DELIMITER = re.compile(r"""<<-?[ \t]*+[^\s;&|<>()]*?['"\\]""")
_PATTERN_OPERATOR = re.compile(r"""(?:=~|[!=]?=)[ \t]++(?:[^\s"'&|]|\\.)*+\Z""")
_NUMERIC = r"-(?:eq|ne|lt|le|gt|ge)"
_BEHIND_NUMERIC = re.compile(rf"""[ \t]{_NUMERIC}[ \t]++["']?\S*+\Z""")
_BEFORE_NUMERIC = re.compile(rf"""\S*+[ \t]++{_NUMERIC}(?=[ \t])""")
_LET = re.compile(r"let(?=[ \t])")
_LONGEST_OPERAND = 400
_BACKSLASHES = re.compile(r"\\+\Z")
_DOLLARS = re.compile(r"\$+\{?\Z")

_OLD_ARITHMETIC = re.compile(r"\$\[[^\]]*+\Z")
_BACKQUOTE = re.compile(r"\\.|`", re.DOTALL)

_Stretch = tuple[int, int, Quotings]


def quotings(tree: ShellTree, places: Sequence[int]) -> list[Quotings]:
    """What stands around some places.

    Args:
        tree: The text.
        places: Offsets of first characters, ascending.
    """
    if tree.root is None:
        return [("unread",)] * len(places)
    stretches = sorted(_stretches(tree, tree.root), key=lambda stretch: (stretch[0], -stretch[1])) if places else []
    blanked = sorted(tree.blanked)
    backquotes = [found.start() for found in _BACKQUOTE.finditer(tree.shell.masked) if found[0] == "`"]
    old_arithmetic = "$[" in tree.shell.masked
    found: list[Quotings] = []
    around: list[_Stretch] = []
    following = 0
    for at in places:
        while following < len(stretches) and stretches[following][0] <= at:
            while around and around[-1][1] <= stretches[following][0]:
                around.pop()
            around.append(stretches[following])
            following += 1
        while around and around[-1][1] <= at:
            around.pop()
        quoting: Quotings = around[-1][2] if around else ("bare",)
        line = bisect_right(blanked, (at, len(tree.shell.masked))) - 1
        if line >= 0 and at < blanked[line][1]:
            quoting = ("unread",)
        # The grammar sees neither `$[…]`, which is `$((…))`, nor backquotes in a heredoc.
        elif old_arithmetic and _OLD_ARITHMETIC.search(tree.shell.masked, max(0, at - _LONGEST_OPERAND), at):
            quoting = (*quoting, "arithmetic")
        elif quoting[-1] == "heredoc" and (bisect_left(backquotes, at) - bisect_left(backquotes, around[-1][0])) % 2:
            quoting = (*quoting, "backticks")
        found.append((*quoting, "escaped") if is_escaped(tree.shell.text.text, at, quoting[-1]) else quoting)
    return found


def is_escaped(text: str, at: int, quoting: VariableContext) -> bool:
    """Whether what stands before a place gives the first character behind it another meaning."""
    if quoting in {"single", "raw_heredoc"}:
        return False
    before = text[max(0, at - _LONGEST_OPERAND) : at]
    dollars = _DOLLARS.search(before)
    count = 0 if dollars is None or quoting not in {"bare", "double", "heredoc"} else dollars[0].count("$")
    backslashes = _BACKSLASHES.search(before[: dollars.start()] if dollars is not None else before)
    odd = backslashes is not None and len(backslashes[0]) % 2 == 1
    return (count - odd) % 2 == 1 if dollars is not None else odd


def _stretches(tree: ShellTree, root: Node) -> Iterator[_Stretch]:
    """Stretches whose quoting is not that of what is around them; one inside of another comes after it."""
    shell = tree.shell
    for body in shell.heredocs:
        yield body.start, body.end, (_heredoc(shell, body.operator),)
    stack: list[tuple[Node, Quotings, bool]] = [(root, ("bare",), False)]
    while stack:
        node, quoting, test = stack.pop()
        if node.type == "comment" or not (node.child_count or node.type in _STRINGS or node.type == "heredoc_body"):
            continue
        inside = _inside(shell, node, quoting)
        test = inside == quoting and (test or (node.type == "test_command" and node.children[0].type == "[["))
        if inside != quoting and not _is_apart(shell, node):
            # The node's own first character stands outside; that of a heredoc's body is one of its lines.
            yield place_of(shell, node)[0] + (node.type != "heredoc_body"), node.end_byte, inside
        children = [(child, _own(shell, node, child, inside, test=test), test) for child in node.named_children]
        for child, own, _ in children:
            if own != inside:
                yield child.start_byte, child.end_byte, own
        stack.extend(reversed(children))


def _own(shell: ShellText, node: Node, child: Node, quoting: Quotings, *, test: bool) -> Quotings:
    """The quoting of a part where it is not that of its node."""
    if node.type == "case_item" and child in node.children_by_field_name("value"):
        return _replaced(quoting, "pattern")
    if node.type == "c_style_for_statement" and child == node.child_by_field_name("body"):
        return _replaced(quoting, "bare")
    if test and quoting[-1] == "bare":
        # Behind these operators bare text is a pattern.
        before = shell.masked[max(0, child.start_byte - _LONGEST_OPERAND) : child.start_byte]
        # Numbers are expressions there, in quotes too, and an expression may run commands.
        if _BEHIND_NUMERIC.search(before) or _BEFORE_NUMERIC.match(shell.masked, child.end_byte):
            return _replaced(quoting, "arithmetic")
        return _replaced(quoting, "pattern") if _PATTERN_OPERATOR.search(before) else quoting
    return quoting


def _inside(shell: ShellText, node: Node, quoting: Quotings) -> Quotings:
    kind = node.type
    counts = kind in {"arithmetic_expansion", "c_style_for_statement"} or is_arithmetic(shell, node)
    counts = counts or (kind == "compound_statement" and node.children[0].type == "((")
    if counts or (kind == "command" and _LET.match(shell.masked, node.start_byte)):
        return _within(quoting, "arithmetic")
    if kind in {"command_substitution", "process_substitution"}:
        # In `$(…)` quoting begins anew; what stands between backquotes is read once more before it is.
        return ("backticks", "bare") if shell.masked[place_of(shell, node)[0]] == "`" else ("bare",)
    if kind in {"expansion", "subscript", "unset_command"} and quoting[-1] != "expansion":
        return _within(quoting, "expansion")
    if kind == "heredoc_body":
        operator = next((each.start_byte for each in _siblings(node) if each.type in {"<<", "<<-"}), node.start_byte)
        return _replaced(quoting, _heredoc(shell, operator))
    if kind in _STRINGS and quoting[-1] not in _READ_ON:
        keeps = quoting[-1] == "expansion"
        return (*quoting, _STRINGS[kind]) if keeps else _replaced(quoting, _STRINGS[kind])
    return quoting


def _is_apart(shell: ShellText, node: Node) -> bool:
    """Whether it is the body of heredocs that share a line, which the text itself knows better."""
    at = node.start_byte
    return node.type == "heredoc_body" and any(body.start <= at <= body.end for body in shell.heredocs)


def _siblings(node: Node) -> Iterable[Node]:
    return node.parent.children if node.parent is not None else ()


def _heredoc(shell: ShellText, operator: int) -> VariableContext:
    return "raw_heredoc" if _QUOTED_DELIMITER.match(shell.masked, operator) else "heredoc"


def _replaced(quoting: Quotings, last: VariableContext) -> Quotings:
    return (*quoting[:-1], last)


def _within(quoting: Quotings, inner: VariableContext) -> Quotings:
    return _replaced(quoting, inner) if quoting[-1] == "bare" else (*quoting, inner)
