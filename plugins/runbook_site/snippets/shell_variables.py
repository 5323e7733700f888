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
_IN_PATTERN = re.compile(r"\$(?:([A-Za-z_]\w*+)|\{([A-Za-z_]\w*+)\})", re.ASCII)
_BARE_NAME = re.compile(r"(?<![\w$\{])[A-Za-z_]\w*", re.ASCII)
_NAME_AND_SIGN = re.compile(r"([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=", re.ASCII)
_VALUE_ALONE = re.compile(r"\$(?:[A-Za-z_]|\{[A-Za-z_]\w*+(?:\}|:?[-?]))", re.ASCII)
"""What is the variable's value and nothing made of it, and can be replaced as a whole."""

_STEPS = frozenset({"++", "--"})
_SETS = re.compile(r"[ \t]*+(?:\+\+|--|(?:[-+*/%&|^]|<<|>>)=)")
_NOT_ARITHMETIC = frozenset(
    {
        *("command_substitution", "process_substitution", "do_group", "command", "subscript"),
        *("expansion", "simple_expansion"),
    }
)
_READ_VALUES = frozenset({"-a", "-d", "-i", "-n", "-N", "-p", "-t", "-u"})
_MAPFILE_VALUES = frozenset({"-d", "-n", "-O", "-s", "-u", "-C", "-c"})


@dataclass(frozen=True, slots=True)
class _Frame:
    node: Node
    arithmetic: bool = False


def variable_uses(
    tree: ShellTree,
    invocations: Sequence[Invocation],
    placeholders: Iterable[Placeholder],
    known: Iterable[str] = (),
) -> tuple[tuple[VariableUse, ...], frozenset[str]]:
    """Every variable and placeholder of a text, and the names that are set behind it.

    What stands around a use is left open, but for ``assigned`` where something is made of its value.

    Args:
        tree: The text.
        invocations: Its commands.
        placeholders: Its placeholders.
        known: Names that were set before it.
    """
    assigned = dict.fromkeys(known, 0)
    for name, at in _assigned_by_commands(tree, invocations):
        assigned[name] = min(at, assigned.get(name, at))
    text = tree.shell.text
    uses = [
        VariableUse(place.name, place.text, "placeholder", (), text.span(place.start, place.end))
        for place in placeholders
    ]
    if tree.root is not None and any(sign in tree.shell.masked for sign in ("$", "((", "for", "select")):
        uses += _uses(tree, tree.root, assigned)
    return tuple(uses), frozenset(assigned)


def _uses(tree: ShellTree, root: Node, assigned: dict[str, int]) -> list[VariableUse]:
    """Walk the tree in the text's order; names that loops, arithmetic and ``${x:=y}`` set are added on the way."""
    shell = tree.shell
    found: list[tuple[int, int, str]] = []
    targets: set[int] = set()
    stack = [_Frame(root)]
    while stack:
        frame = stack.pop()
        node = frame.node
        kind = node.type
        if kind in {"simple_expansion", "expansion"} or (kind == "variable_name" and frame.arithmetic):
            start, end = place_of(shell, node)
            name = shell.text.text[start:end] if kind == "variable_name" else variable_name(shell, node)
            found.append((start, end, name))
            if kind == "expansion" and any(child.type in {":=", "="} for child in node.children):
                assigned.setdefault(name, node.end_byte)
        elif kind in {"regex", "extglob_pattern"} and not node.child_count:  # which the grammar does not look into
            patterns = _IN_PATTERN.finditer(shell.masked, *place_of(shell, node))
            found += [(*each.span(), each[1] or each[2]) for each in patterns]
        elif (name_node := _set_name(frame)) is not None:
            name = shell.text.text[name_node.start_byte : name_node.end_byte]
            assigned[name] = min(name_node.end_byte, assigned.get(name, name_node.end_byte))
            targets.add(name_node.start_byte)
        arithmetic = _is_arithmetic_inside(frame)
        if kind == "command_substitution" and is_arithmetic(shell, node):
            arithmetic = False
            names = _BARE_NAME.finditer(shell.masked, *place_of(shell, node))
            found += [(*name.span(), name[0]) for name in names]
        if node.child_count and kind != "comment":
            stack.extend(_Frame(child, arithmetic) for child in reversed(node.named_children))
    return [
        VariableUse(
            name,
            shell.text.text[start:end],
            "shell",
            ("assigned",) if _is_operated_on(shell.masked, start, end) else (),
            shell.text.span(start, end),
            assigned_here=assigned.get(name, end) <= start,
        )
        for start, end, name in found
        if start not in targets and _NAME.fullmatch(name) and name not in SET_BY_SHELL
    ]


def _is_operated_on(text: str, start: int, end: int) -> bool:
    """Whether something is made of the value: ``${x%.*}``, ``x++``."""
    if text[start] == "$":
        return not _VALUE_ALONE.match(text, start, end)
    return text[max(0, start - 2) : start] in _STEPS or _SETS.match(text, end) is not None


def _is_arithmetic_inside(frame: _Frame) -> bool:
    """Whether bare names inside of a node are variables."""
    kind = frame.node.type
    if kind == "arithmetic_expansion" or (kind == "compound_statement" and frame.node.children[0].type == "(("):
        return True
    return frame.arithmetic and kind not in _NOT_ARITHMETIC


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


def _assigned_by_commands(tree: ShellTree, invocations: Sequence[Invocation]) -> Iterator[tuple[str, int]]:
    """Names that commands set for those behind them; those in a subshell of ``$(…)`` do not."""
    for invocation in invocations:
        if invocation.text is tree.shell.text:
            for name in names_set(invocation):
                yield name, invocation.end


def names_set(invocation: Invocation) -> Iterator[str]:
    """Names that a command sets for those behind it; one in a subshell sets none."""
    if not invocation.via:
        yield from (assignment.name for assignment in invocation.assignments if assignment.alone)
        yield from _names_set(invocation)


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
