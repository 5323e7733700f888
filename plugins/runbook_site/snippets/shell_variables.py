"""Which values a shell text takes from outside of it, and how each is quoted where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.snippets.shell_words import is_arithmetic, place_of, variable_name
from runbook_site.snippets.snippet import VariableUse
from runbook_site.snippets.tool import first_operand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tree_sitter import Node

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.placeholder import Placeholder
    from runbook_site.snippets.shell_parse import ShellTree
    from runbook_site.snippets.snippet import VariableContext

SET_BY_SHELL = frozenset(
    {
        *("BASH", "BASHPID", "BASH_COMMAND", "BASH_SOURCE", "BASH_VERSION", "COLUMNS", "DIRSTACK", "EPOCHREALTIME"),
        *("EPOCHSECONDS", "EUID", "FUNCNAME", "GROUPS", "HISTCMD", "HOME", "HOSTNAME", "HOSTTYPE", "IFS", "LINENO"),
        *("LINES", "LOGNAME", "MACHTYPE", "OLDPWD", "OPTARG", "OPTIND", "OSTYPE", "PATH", "PIPESTATUS", "PPID"),
        *("PS1", "PS2", "PS4", "PWD", "RANDOM", "REPLY", "SECONDS", "SHELL", "SHELLOPTS", "SHLVL", "TERM", "UID"),
        "USER",
    }
)
"""Variables that every interactive shell has, so that nobody needs to fill them in."""

_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_BARE_NAME = re.compile(r"(?<![\w$\{])[A-Za-z_]\w*", re.ASCII)
_NAME_AND_SIGN = re.compile(r"([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=", re.ASCII)
_QUOTED: dict[str, VariableContext] = {
    "string": "double",
    "translated_string": "double",
    "raw_string": "single",
    "ansi_c_string": "ansi_c",
    "heredoc_body": "heredoc",
}
_UNQUOTES = frozenset({"command_substitution", "process_substitution"})
_READ_VALUES = frozenset({"-a", "-d", "-i", "-n", "-N", "-p", "-t", "-u"})
_MAPFILE_VALUES = frozenset({"-d", "-n", "-O", "-s", "-u", "-C", "-c"})


@dataclass(frozen=True, slots=True)
class _Frame:
    node: Node
    context: VariableContext
    arithmetic: bool = False


def variable_uses(
    tree: ShellTree,
    invocations: Sequence[Invocation],
    placeholders: Iterable[Placeholder],
    known: Iterable[str] = (),
) -> tuple[tuple[VariableUse, ...], frozenset[str]]:
    """Every variable and placeholder of a text, and the names that are set behind it.

    Args:
        tree: The text.
        invocations: Its commands.
        placeholders: Its placeholders.
        known: Names that were set before it.
    """
    assigned = dict.fromkeys(known, 0)
    for name, at in _assigned_by_commands(tree, invocations):
        assigned[name] = min(at, assigned.get(name, at))
    uses = [_placeholder_use(tree, place) for place in placeholders]
    if tree.root is not None and any(sign in tree.shell.masked for sign in ("$", "((", "for", "select")):
        uses += _uses(tree, tree.root, assigned)
    return tuple(uses), frozenset(assigned)


def _uses(tree: ShellTree, root: Node, assigned: dict[str, int]) -> list[VariableUse]:
    """Walk the tree in the text's order; names that loops, arithmetic and ``${x:=y}`` set are added on the way."""
    shell = tree.shell
    found: list[tuple[int, int, str, VariableContext]] = []
    targets: set[int] = set()
    stack = [_Frame(root, "bare")]
    while stack:
        frame = stack.pop()
        node = frame.node
        kind = node.type
        if kind in {"simple_expansion", "expansion"} or (kind == "variable_name" and frame.arithmetic):
            start, end = place_of(shell, node)
            name = shell.text.text[start:end] if kind == "variable_name" else variable_name(shell, node)
            found.append((start, end, name, frame.context))
            if kind == "expansion" and any(child.type in {":=", "="} for child in node.children):
                assigned.setdefault(name, node.end_byte)
        elif (name_node := _set_name(frame)) is not None:
            name = shell.text.text[name_node.start_byte : name_node.end_byte]
            assigned[name] = min(name_node.end_byte, assigned.get(name, name_node.end_byte))
            targets.add(name_node.start_byte)
        inside = _inside(frame)
        if kind == "command_substitution" and is_arithmetic(shell, node):
            inside = frame.context, False
            names = _BARE_NAME.finditer(shell.masked, *place_of(shell, node))
            found += [(*name.span(), name[0], frame.context) for name in names]
        if node.child_count and kind != "comment":
            stack.extend(_Frame(child, *inside) for child in reversed(node.named_children))
    return [
        VariableUse(
            name,
            shell.text.text[start:end],
            "shell",
            context,
            shell.text.span(start, end),
            assigned_here=assigned.get(name, end) <= start,
        )
        for start, end, name, context in found
        if start not in targets and _NAME.fullmatch(name) and name not in SET_BY_SHELL
    ]


def _inside(frame: _Frame) -> tuple[VariableContext, bool]:
    """Quoting inside a node, and whether bare names are variables there."""
    kind = frame.node.type
    if kind in _UNQUOTES:
        return "bare", False
    if kind == "arithmetic_expansion" or (kind == "compound_statement" and frame.node.children[0].type == "(("):
        return frame.context, True
    if kind in {"do_group", "command", "subscript", "expansion"}:
        return frame.context, False
    if frame.context == "heredoc":
        return "heredoc", frame.arithmetic
    return _QUOTED.get(kind, frame.context), frame.arithmetic


def _set_name(frame: _Frame) -> Node | None:
    """The name that a loop or an arithmetic assignment sets."""
    node = frame.node
    if node.type == "for_statement":
        return node.child_by_field_name("variable")
    if node.type == "c_style_for_statement":
        first = node.child_by_field_name("initializer")
        return None if first is None else first.child_by_field_name("name") or first.child_by_field_name("left")
    if frame.arithmetic and node.type == "binary_expression":
        operator = node.child_by_field_name("operator")
        if operator is not None and operator.type == "=":
            return node.child_by_field_name("left")
    return None


def _placeholder_use(tree: ShellTree, place: Placeholder) -> VariableUse:
    span = tree.shell.text.span(place.start, place.end)
    return VariableUse(place.name, place.text, "placeholder", _quoting_at(tree, place), span)


def _quoting_at(tree: ShellTree, place: Placeholder) -> VariableContext:
    node = tree.root.descendant_for_byte_range(place.start, place.end) if tree.root is not None else None
    context: VariableContext = "bare"
    while node is not None:
        if node.type in _UNQUOTES:
            break
        if node.type in _QUOTED:
            context = _QUOTED[node.type]
            break
        node = node.parent
    return context


def _assigned_by_commands(tree: ShellTree, invocations: Sequence[Invocation]) -> Iterator[tuple[str, int]]:
    """Names that commands set for those behind them; those in a subshell of ``$(…)`` do not."""
    for invocation in invocations:
        if invocation.text is not tree.shell.text or invocation.via:
            continue
        for assignment in invocation.assignments:
            if assignment.alone:
                yield assignment.name, invocation.end
        for name in _names_set(invocation):
            yield name, invocation.end


def _names_set(invocation: Invocation) -> Iterator[str]:
    argv = invocation.argv
    if invocation.tool in {"export", "declare", "typeset", "local", "readonly", "let"}:
        for word in argv[1:]:
            if match := _NAME_AND_SIGN.match(word.text.lstrip("\"'")):
                yield match[1]
    elif invocation.tool == "read":
        names = [word.value for word in argv[first_operand(argv, 1, _READ_VALUES) :]]
        names += [after.value for word, after in pairwise(argv) if word.value == "-a"]
        yield from (name for name in names if name)
    elif invocation.tool in {"mapfile", "readarray"}:
        yield from (word.value for word in argv[first_operand(argv, 1, _MAPFILE_VALUES) :][:1] if word.value)
    elif invocation.tool == "getopts" or (invocation.tool == "printf" and argv[1:] and argv[1].value == "-v"):
        yield from (word.value for word in argv[2:3] if word.value)
