"""Syntax tree to invocations: every simple command of a script, those inside other commands too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from runbook_site.snippets.nested import inner_commands, reads_script
from runbook_site.snippets.shell_parse import parse_shell
from runbook_site.snippets.shell_pipelines import SIMPLE, Member, is_chain, pipelines
from runbook_site.snippets.shell_simple import Place, SimpleCommand, as_assignment
from runbook_site.snippets.shell_words import is_arithmetic
from runbook_site.snippets.snippet import Problem
from runbook_site.snippets.tool import tool_call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.shell_parse import ShellTree
    from runbook_site.snippets.shell_text import ShellText
    from runbook_site.snippets.word import Assignment

MAX_DEPTH = 16
"""How many commands deep a command is looked for; a text that goes deeper is reported."""

_SUBSTITUTIONS = {"command_substitution": "$()", "process_substitution": "<()"}
_IN_ARITHMETIC = frozenset({"c_style_for_statement", "arithmetic_expansion", "command_substitution"})


@dataclass(frozen=True, slots=True)
class _Task:
    """A part of the tree to be read, and what it stands in."""

    node: Node | None
    via: tuple[str, ...]
    parent: int | None
    in_word: bool = False
    member: Member | None = None
    position: int = 0
    pipeline: int = 1
    stdin: ShellText | None = None


@dataclass(frozen=True)
class ShellCommands:
    """All simple commands of a text.

    Attributes:
        trees: The text, and the texts inside of it that a shell reads, outer before inner.
        invocations: The commands, outer before inner.
        stdin: For each of them, what a heredoc or ``<<<`` feeds to it, or to the command that it is an argument of.
        problems: What could not be read.
    """

    trees: tuple[ShellTree, ...]
    invocations: tuple[Invocation, ...]
    stdin: tuple[ShellText | None, ...]
    problems: tuple[Problem, ...]


def read_commands(tree: ShellTree) -> ShellCommands:
    """All simple commands of a text, and of the texts inside of it that a shell reads."""
    reader = _Reader(tree.shell)
    reader.problems.extend(tree.problems)
    reader.read(tree, (), None)
    return ShellCommands(tuple(reader.trees), tuple(reader.invocations), tuple(reader.stdin), tuple(reader.problems))


class _Reader:
    """Collects invocations; a script inside a word is read by the same reader, deeper."""

    def __init__(self, shell: ShellText) -> None:
        self._outermost = shell
        self.trees: list[ShellTree] = []
        self.invocations: list[Invocation] = []
        self.stdin: list[ShellText | None] = []
        self.problems: list[Problem] = []
        self._too_deep = False

    def read(self, tree: ShellTree, via: tuple[str, ...], parent: int | None, stdin: ShellText | None = None) -> None:
        """Take all commands of a tree, the first of each pipeline with what it is fed."""
        self.trees.append(tree)
        if tree.root is None:
            return
        # An explicit stack: the nesting of hostile text must not become Python's.
        stack = [_Task(tree.root, via, parent, stdin=stdin)]
        while stack:
            task = stack.pop()
            stack.extend(reversed(self._tasks(tree.shell, task)))

    def _tasks(self, shell: ShellText, task: _Task) -> list[_Task]:
        """Read one part, and say which parts come after it."""
        if len(task.via) > MAX_DEPTH:
            self._report_depth()
            return []
        if task.member is not None:
            return self._member(shell, task, task.member)
        node = task.node
        if node is None or not node.child_count or node.type == "comment":
            return []
        if (label := _SUBSTITUTIONS.get(node.type)) is not None and not is_arithmetic(shell, node):
            via = (*task.via, label)
            return [_Task(child, via, task.parent, stdin=task.stdin) for child in node.named_children]
        if not task.in_word and (node.type in SIMPLE or is_chain(node)):
            return [
                _Task(
                    None,
                    task.via,
                    task.parent,
                    member=member,
                    position=position,
                    pipeline=len(pipeline),
                    stdin=task.stdin,
                )
                for pipeline in pipelines(node)
                for position, member in enumerate(pipeline)
            ]
        return [
            _Task(child, task.via, task.parent, task.in_word or in_word, stdin=task.stdin)
            for child, in_word in _children(node)
        ]

    def _report_depth(self) -> None:
        if not self._too_deep:
            self._too_deep = True
            text = self._outermost.text
            message = f"not looked at: commands more than {MAX_DEPTH} deep inside of each other"
            self.problems.append(Problem(message, text.span(0, len(text.text)), "limit"))

    def _member(self, shell: ShellText, task: _Task, member: Member) -> list[_Task]:
        """One command of a pipeline: a simple one, or a compound one with its redirections."""
        node = member.node
        if node is not None and node.type not in SIMPLE:
            inside = replace(task, node=node, member=None, position=0, pipeline=1)
            if is_chain(node):  # too deep to be taken apart
                self._report_depth()
                return []
            if not member.redirects:
                return [inside]
            redirects = Member(None, member.redirects)
            return [replace(task, member=redirects), inside]
        command = SimpleCommand(shell, member)
        invocation = command.invocation(Place(task.via, task.parent, task.position, task.pipeline))
        if not (invocation.argv or invocation.assignments or invocation.redirects):
            return []
        stdin = command.stdin(invocation) or (task.stdin if not task.position else None)
        index = self._add(invocation, stdin)
        return [_Task(inner, task.via, index, in_word=True) for inner in command.inside]

    def _add(self, invocation: Invocation, stdin: ShellText | None) -> int:
        """Take an invocation, and those that its words hold; its index."""
        index = len(self.invocations)
        self.invocations.append(invocation)
        self.stdin.append(stdin)
        if not invocation.argv or not invocation.tool:
            return index
        call = tool_call(invocation.argv)
        via = (*invocation.via, invocation.tool)
        scripts: list[ShellText] = []
        if stdin is not None and reads_script(invocation, call):
            scripts.append(stdin)
            stdin = None
        for inner in inner_commands(invocation, call):
            if len(via) > MAX_DEPTH:
                self._report_depth()
            elif inner.words is not None:
                self._add_words(invocation, index, inner.words, stdin)
            elif inner.script is not None:
                scripts.append(inner.script)
        for script in scripts:
            tree = parse_shell(script)
            self.problems.extend(tree.problems)
            self.read(tree, via, index, stdin)
        return index

    def _add_words(self, outer: Invocation, index: int, words: tuple[int, int], stdin: ShellText | None) -> None:
        first, last = words
        assignments: list[Assignment] = []
        takes_assignments = outer.tool in {"env", "sudo", "doas"}
        while takes_assignments and first < last and (assignment := as_assignment(outer.argv[first])) is not None:
            assignments.append(assignment)
            first += 1
        if first >= last:
            return
        argv = outer.argv[first:last]
        call = tool_call(argv)
        inner = replace(
            outer,
            start=argv[0].start,
            end=argv[-1].end,
            argv=argv,
            assignments=tuple(assignments),
            redirects=(),
            via=(*outer.via, outer.tool),
            tool=call.tool,
            subcommand=call.subcommand,
            parent=index,
        )
        self._add(inner, stdin)


def _children(node: Node) -> Iterator[tuple[Node, bool]]:
    """The parts of a compound command, each with whether names and numbers in it are no commands."""
    arithmetic = node.type in _IN_ARITHMETIC or (node.type == "compound_statement" and node.children[0].type == "((")
    for index, child in enumerate(node.children):
        if child.is_named:
            body = node.type == "c_style_for_statement" and node.field_name_for_child(index) == "body"
            yield child, arithmetic and not body
