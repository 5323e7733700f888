"""One simple command of the tree: its assignments, words and redirections."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from runbook_site.snippets.invocation import Heredoc, Invocation, Redirect
from runbook_site.snippets.shell_escapes import unquoted
from runbook_site.snippets.shell_words import Operator, WordScanner, expansions, merged
from runbook_site.snippets.tool import tool_call
from runbook_site.snippets.word import Assignment, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Node

    from runbook_site.snippets.shell_pipelines import Member
    from runbook_site.snippets.shell_text import Opaque, ShellText
    from runbook_site.snippets.word import WordPart

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)(?:\[[^\]\n]*\])?\+?=")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command stands; the fields of `Invocation` with these names."""

    via: tuple[str, ...]
    parent: int | None
    position: int = 0
    pipeline: int = 1


class SimpleCommand:
    """What stands in one simple command.

    Attributes:
        inside: Nodes that may hold more commands.
    """

    def __init__(self, shell: ShellText, member: Member) -> None:
        """Look at a command of a pipeline that is a simple one, or redirections that stand alone."""
        self._shell = shell
        nodes = [node for node in (member.node, *member.redirects) if node is not None]
        self._regions = _regions(member)
        self._bodies = {_operator_offset(node): node for node in _heredocs(nodes)}
        self._apart = {body.operator: body for body in shell.heredocs}
        self._root = nodes[0] if shell.heredocs else None
        self._test = member.node is not None and member.node.type == "test_command"
        outside = [child for node in nodes for child in _outside_body(node)]
        found, self.inside = expansions(shell, outside)
        self.inside += [
            child
            for at, node in self._bodies.items()
            if at not in self._apart
            for child in node.children
            if child.type == "heredoc_body"
        ]
        start, end = self._regions[0][0], self._regions[-1][1]
        self._opaque: list[Opaque] = merged(shell, found, start, end)
        self._heredoc_parts: tuple[WordPart, ...] | None = None

    def invocation(self, place: Place) -> Invocation:
        """Read the words of all regions.

        Args:
            place: Where the command stands among the others.
        """
        assignments: list[Assignment] = []
        argv: list[Word] = []
        redirects: list[Redirect] = []
        end = self._regions[0][0]
        for start, stop in self._regions:
            opaque = [place for place in self._opaque if start <= place.start and place.end <= stop]
            scanner = WordScanner(self._shell, opaque)
            operator: Operator | None = None
            for item in scanner.scan(start, stop, test=self._test and start == self._regions[0][0]):
                if isinstance(item, Operator):
                    if operator is not None:
                        redirects.append(Redirect(operator.text, operator.descriptor, None))
                    operator = item
                    end = max(end, item.start + len(item.text))
                    continue
                end = max(end, item.end)
                if operator is not None:
                    redirects.append(self._redirect(operator, item))
                    operator = None
                elif not argv and (assignment := as_assignment(item)) is not None:
                    assignments.append(assignment)
                elif argv or item.text != "!":
                    argv.append(item)
            if operator is not None:
                redirects.append(Redirect(operator.text, operator.descriptor, None))
        if not argv:
            assignments = [replace(assignment, alone=True) for assignment in assignments]
        call = tool_call(argv)
        return Invocation(
            text=self._shell.text,
            start=self._regions[0][0],
            end=end,
            argv=tuple(argv),
            assignments=tuple(assignments),
            redirects=tuple(redirects),
            position=place.position,
            pipeline=place.pipeline,
            via=place.via,
            tool=call.tool,
            subcommand=call.subcommand,
            parent=place.parent,
        )

    def stdin(self, invocation: Invocation) -> ShellText | None:
        """What a heredoc or ``<<<`` feeds to the command, as a text of its own."""
        if self._heredoc_parts is not None:
            return unquoted(self._shell.text, self._heredoc_parts)
        for redirect in reversed(invocation.redirects):
            if redirect.operator == "<<<" and redirect.target is not None:
                return unquoted(self._shell.text, redirect.target.parts)
        return None

    def _redirect(self, operator: Operator, word: Word) -> Redirect:
        if not operator.text.startswith("<<") or operator.text == "<<<":
            return Redirect(operator.text, operator.descriptor, word)
        delimiter = word.value if word.value is not None else word.text
        quoted = any(character in word.text for character in "'\"\\")
        start, stop = self._body(operator)
        found: list[Opaque] = []
        node = self._body_node(operator)
        if node is not None and not quoted:
            found, inside = expansions(self._shell, [node])
            if operator.start in self._apart:
                self.inside += [each for each in inside if start <= each.start_byte < stop]
        places = merged(self._shell, found, start, stop)
        parts = WordScanner(self._shell, places).heredoc(start, stop, quoted=quoted)
        if not operator.descriptor:
            self._heredoc_parts = parts
        body = self._shell.text.cut(start, stop)
        heredoc = Heredoc(delimiter, quoted, operator.text == "<<-", body)
        return Redirect(operator.text, operator.descriptor, None, heredoc)

    def _body_node(self, operator: Operator) -> Node | None:
        """The node that holds a heredoc's body; heredocs that share a line share the last one's."""
        node: Node | None
        if (apart := self._apart.get(operator.start)) is None:
            node = self._bodies.get(operator.start)
            return None if node is None else next((each for each in node.children if each.type == "heredoc_body"), None)
        node = self._root
        while node is not None and node.end_byte < apart.end:
            node = node.parent
        return None if node is None else node.descendant_for_byte_range(apart.start, apart.end)

    def _body(self, operator: Operator) -> tuple[int, int]:
        """Where the lines of a heredoc begin and end: behind the line of ``<<``, up to the delimiter's line."""
        if (apart := self._apart.get(operator.start)) is not None:
            return apart.start, apart.end
        node = self._bodies.get(operator.start)
        last = None if node is None else next((each for each in node.children if each.type == "heredoc_end"), None)
        body = None if node is None else next((each for each in node.children if each.type == "heredoc_body"), None)
        masked = self._shell.masked
        if last is None:
            return operator.start, operator.start
        stop = masked.rfind("\n", 0, last.start_byte) + 1
        first = body.start_byte if body is not None else last.start_byte
        # The grammar leaves out what blanks the first line begins with.
        while first > operator.start and masked[first - 1] in " \t\n":
            first -= 1
        start = masked.find("\n", first, stop) + 1
        return (start, stop) if 0 < start <= stop else (stop, stop)


def _regions(member: Member) -> list[tuple[int, int]]:
    """The stretches of text that belong to a command: itself, and its redirections."""
    found: list[tuple[int, int]] = []
    if member.node is not None:
        found.append((member.node.start_byte, member.node.end_byte))
    is_test = member.node is not None and member.node.type == "test_command"
    for redirect in member.redirects:
        for start, end in _redirect_regions(redirect):
            # The descriptor of ``{name}>`` stands in front of it, and is a word for the grammar.
            if found and found[-1][1] == start and not is_test:
                start = found.pop()[0]  # noqa: PLW2901 - the stretch goes on
            found.append((start, end))
    return found


def _redirect_regions(redirect: Node) -> Iterator[tuple[int, int]]:
    if redirect.type != "heredoc_redirect":
        yield redirect.start_byte, redirect.end_byte
        return
    start = redirect.start_byte
    for child in _outside_body(redirect):
        if child.start_byte > start and child.type not in {"<<", "<<-", "heredoc_start", "file_descriptor"}:
            yield start, child.start_byte
            start = child.start_byte
    last = [child.end_byte for child in _outside_body(redirect)]
    yield start, max(last, default=redirect.end_byte)


def _heredocs(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.type == "heredoc_redirect":
            yield node


def _operator_offset(heredoc: Node) -> int:
    """Where its ``<<`` stands, behind the descriptor that may be written in front."""
    return next((each.start_byte for each in heredoc.children if each.type in {"<<", "<<-"}), heredoc.start_byte)


def _outside_body(node: Node) -> list[Node]:
    """Of a heredoc, what stands in the line of ``<<`` and belongs to the command; of other nodes, themselves."""
    if node.type != "heredoc_redirect":
        return [node]
    own: list[Node] = []
    for index, child in enumerate(node.children):
        if child.type in {"heredoc_body", "heredoc_end", "pipeline"} or node.field_name_for_child(index) == "operator":
            break
        own.append(child)
    return own


def as_assignment(word: Word) -> Assignment | None:
    """A word as ``name=value``, where its name and the sign are bare characters."""
    match = _ASSIGNMENT.match(word.text)
    first = word.parts[0] if word.parts else None
    if match is None or first is None or first.start != word.start or first.end - first.start < match.end():
        return None
    return Assignment(match[1], _assigned(word, match.end()), word.start, word.end, alone=False)


def _assigned(word: Word, offset: int) -> Word | None:
    """The part of a word behind ``=``."""
    written = word.text[offset:]
    # A parenthesis that is not quoted begins an array.
    if not written or (written.startswith("(") and word.parts[0].end > word.start + offset):
        return None
    first = word.parts[0]
    start = word.start + offset
    parts = word.parts[1:]
    if first.end > start:
        # The name has no escapes, so that as many characters of the value belong to it.
        rest = replace(first, text=first.text[offset:], start=start, value=first.value[offset:])
        parts = (rest, *parts)
    value = word.value[offset:] if word.value is not None else None
    return Word(written, parts, start, word.end, value)
