"""A shell text to catalog entries: each comment with the commands below it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from runbook_site.snippets.embedded_sql import split_embedded
from runbook_site.snippets.placeholder import find_placeholders, mask
from runbook_site.snippets.risk.derive import derive_risk
from runbook_site.snippets.shell_commands import read_commands
from runbook_site.snippets.shell_parse import parse_shell
from runbook_site.snippets.shell_text import Opaque, ShellText
from runbook_site.snippets.shell_variables import variable_uses
from runbook_site.snippets.snippet import Chunk
from runbook_site.snippets.titles import Comment, Entry, split_entries
from runbook_site.snippets.variable_quoting import with_quotings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tree_sitter import Node

    from runbook_site.model.command import Risk
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.placeholder import Placeholder
    from runbook_site.snippets.shell_parse import ShellTree
    from runbook_site.snippets.snippet import Problem, Statement, VariableUse
    from runbook_site.sources.text import MappedText, Span


@dataclass(frozen=True)
class ShellSplit:
    """A shell text, taken apart.

    Attributes:
        chunks: Its entries, in order.
        problems: Those that stand in no entry.
        assigned: Names of the variables that are set behind it.
    """

    chunks: tuple[Chunk, ...]
    problems: tuple[Problem, ...]
    assigned: frozenset[str]


def shell_text(text: MappedText, placeholders: Sequence[Placeholder]) -> ShellText:
    """A text with its placeholders masked."""
    opaque = tuple(Opaque(place.start, place.end, "variable", place.name) for place in placeholders)
    return ShellText(text, mask(text.text, tuple(placeholders)), opaque)


def split_shell(text: MappedText, dialect: str, known: Iterable[str] = ()) -> ShellSplit:
    """Take a shell text apart.

    Args:
        text: The text, without prompts and output.
        dialect: SQL dialect of the service, for clients that speak several.
        known: Names of variables that an earlier text of the same snippet sets.
    """
    placeholders = find_placeholders(text.text, "shell")
    shell = shell_text(text, placeholders)
    tree = parse_shell(shell)
    commands = read_commands(tree)
    sql = split_embedded(commands, dialect)
    uses, assigned = variable_uses(tree, commands.invocations, placeholders, known)
    variables = sorted(with_quotings((*uses, *sql.variables), commands, sql.quotings), key=lambda use: use.span)
    functions = _functions(tree)
    chunks = [
        _chunk(shell, group, [use for use in variables if group.holds(text, use.span)], functions)
        for group in _groups(_entries(tree), commands.invocations, sql.statements)
    ]
    return ShellSplit(*_with_problems(chunks, (*commands.problems, *sql.problems)), assigned)


def _entries(tree: ShellTree) -> tuple[Entry, ...]:
    text = tree.shell.text.text
    if tree.root is None:
        whole = text.strip()
        return (Entry("", text.find(whole), text.find(whole) + len(whole)),) if whole else ()
    comments: list[Comment] = []
    content = list(tree.blanked)
    for node in tree.root.children:
        if node.type == "comment" and _is_title(text, node):
            comments.append(Comment(node.start_byte, node.end_byte, text[node.start_byte : node.end_byte]))
        elif node.type not in {"comment", "\n"} and text[node.start_byte : node.end_byte] not in {"", "\n"}:
            content.append((node.start_byte, node.end_byte))
    return split_entries(text, comments, content)


def _is_title(text: str, node: Node) -> bool:
    """Whether a comment has a line of its own, and is no ``#!`` of a script."""
    start = node.start_byte
    line = text.rfind("\n", 0, start) + 1
    before = text[:line].rstrip("\n") if line and text[line - 2 : line - 1] == "\\" else ""
    return not text[line:start].strip() and not before.endswith("\\") and not text.startswith("#!", start)


@dataclass(frozen=True)
class _Group:
    """What stands in one entry."""

    entry: Entry
    invocations: list[Invocation]
    statements: list[Statement]

    def holds(self, text: MappedText, span: Span) -> bool:
        """Whether a place of the file is in it."""
        return text.position(self.entry.start) <= span.start < text.span(self.entry.start, self.entry.end).end


def _groups(
    entries: Sequence[Entry], invocations: Iterable[Invocation], statements: Iterable[Statement]
) -> list[_Group]:
    """The commands of each entry, those inside of others with them, and their parents counted anew."""
    starts = [entry.start for entry in entries]
    groups = [_Group(entry, [], []) for entry in entries]
    places: list[tuple[_Group, int]] = []
    for invocation in invocations:
        parent: int | None = None
        if invocation.parent is None:
            group = groups[max(0, bisect_right(starts, invocation.start) - 1)]
        else:
            group, parent = places[invocation.parent]
        places.append((group, len(group.invocations)))
        moved = invocation.parent != parent
        group.invocations.append(replace(invocation, parent=parent) if moved else invocation)
    for statement in statements:
        if statement.parent is not None:
            group, parent = places[statement.parent]
            group.statements.append(replace(statement, parent=parent))
    return groups


def _functions(tree: ShellTree) -> dict[str, int]:
    """Names of the functions that stand at the top of a text, with the offset of each."""
    found: dict[str, int] = {}
    for node in tree.root.children if tree.root is not None else ():
        name = node.child_by_field_name("name") if node.type == "function_definition" else None
        if name is not None:
            found[tree.shell.text.text[name.start_byte : name.end_byte]] = node.start_byte
    return found


def _chunk(shell: ShellText, group: _Group, variables: Sequence[VariableUse], functions: Mapping[str, int]) -> Chunk:
    invocations = tuple(group.invocations)
    statements = tuple(group.statements)
    here = {name for name, at in functions.items() if group.entry.start <= at < group.entry.end}
    derived = derive_risk(invocations, statements, here)
    return Chunk(
        title=group.entry.title,
        text=shell.text.cut(group.entry.start, group.entry.end),
        masked=shell.masked[group.entry.start : group.entry.end],
        language="shell",
        invocations=invocations,
        statements=statements,
        variables=tuple(variables),
        risk=derived.risk,
        risk_least=derived.least,
        risk_reasons=derived.reasons,
        problems=(),
    )


def _with_problems(
    chunks: Sequence[Chunk], problems: Iterable[Problem]
) -> tuple[tuple[Chunk, ...], tuple[Problem, ...]]:
    """Give each problem to the entry that it stands in."""
    rest: list[Problem] = []
    found: list[list[Problem]] = [[] for _ in chunks]
    spans = [chunk.text.span(0, len(chunk.text.text)) for chunk in chunks]
    for problem in problems:
        places = (here for span, here in zip(spans, found, strict=True) if span.start <= problem.span.start <= span.end)
        next(places, rest).append(problem)
    return tuple(_with(chunks, found)), tuple(rest)


def _with(chunks: Sequence[Chunk], problems: Sequence[Sequence[Problem]]) -> Iterator[Chunk]:
    for chunk, more in zip(chunks, problems, strict=True):
        if not more:
            yield chunk
            continue
        # What could not be read may do anything.
        risk: Risk = "destructive" if chunk.risk == "destructive" else "unknown"
        reasons = (*chunk.risk_reasons, "a part of it could not be read")
        yield replace(chunk, problems=(*chunk.problems, *more), risk=risk, risk_reasons=reasons)
