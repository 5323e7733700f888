"""Which variables are sure to have a value at each command of a runbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.variable.variable_scope import names_set
from runbook_site.snippets.calls import HOLE, plain
from runbook_site.snippets.shell_variables import SET_BY_SHELL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.project import Project, RunbookSnippets
    from runbook_site.snippets.snippet import Chunk
    from runbook_site.snippets.word import Word, WordPart

_TESTS = frozenset({"[", "[[", "test"})
_GUARD = re.compile(r"\$\{(\w+):?\?")
_HAS_VALUE = re.compile(r"\$\{\w+:?[-=?]")
_PLAIN_USE = re.compile(r"\$\w+|\$\{\w+\}|\$\{\w+[%#/^,@]")
_SURE = re.compile(
    r"\$\(\s*(?:mktemp|date|pwd|hostname|whoami|id|uname|basename|dirname|realpath|nproc|uuidgen|git rev-parse)\b"
)
_NO_UNSET = re.compile(r"-[A-Za-z]*u[A-Za-z]*")


def calls_with_guarded(project: Project) -> tuple[tuple[RunbookSnippets, Call, frozenset[str] | None], ...]:
    """Every command, with the names that have a value there; ``None`` behind ``set -u``, where all have one.

    A variable has a value that is set from text, or from a command that always prints something, that a loop sets,
    that was tested, or was used as ``${name:?}`` before.
    """
    return tuple((runbook, *each) for runbook in project.runbooks for each in _with_guarded(runbook))


def _with_guarded(runbook: RunbookSnippets) -> Iterator[tuple[Call, frozenset[str] | None]]:
    guarded: set[str] = set()
    known: frozenset[str] = frozenset()
    strict = False
    chunk: Chunk | None = None
    for call in runbook.calls:
        if call.chunk is not chunk:
            chunk = call.chunk
            unsure = _set_here(chunk, guarded)
            guarded |= {use.name for use in chunk.variables if use.assigned_here and use.name not in unsure}
            known = frozenset(guarded)
        yield call, None if strict else known
        strict = strict or _forbids_unset(call.invocation)
        if not guarded.issuperset(names := _guarded_by(call)):
            guarded |= names
            known = frozenset(guarded)


def may_be_empty(part: WordPart, guarded: frozenset[str] | None) -> bool:
    """Whether a part of a word may be nothing: a variable that nothing is known to set."""
    return (
        guarded is not None
        and part.kind == "variable"
        and part.quoting != "single"
        and _PLAIN_USE.match(part.text) is not None
        and part.value not in guarded
        and part.value not in SET_BY_SHELL
    )


def emptied(word: Word, guarded: frozenset[str] | None) -> str:
    """A word as it is where its unset variables are nothing; `HOLE` for the rest of what is not known."""
    pieces: list[str] = []
    for part in word.parts:
        if part.kind == "literal":
            pieces.append(part.value)
        elif part.kind == "variable" and part.value in {"HOME", "PWD"} and part.text[:1] == "$":
            pieces.append(part.text)
        elif not may_be_empty(part, guarded):
            pieces.append(HOLE)
    return "".join(pieces)


def _set_here(chunk: Chunk, guarded: set[str]) -> set[str]:
    """Names that the chunk sets to what may be nothing; those that it surely sets are added to the guarded ones."""
    unsure: set[str] = set()
    for invocation in chunk.invocations:
        for assignment in invocation.assignments:
            if not assignment.alone:
                continue
            if assignment.value is not None and _is_something(assignment.value):
                guarded.add(assignment.name)
                unsure.discard(assignment.name)
            else:
                unsure.add(assignment.name)
                guarded.discard(assignment.name)
    return unsure


def _is_something(value: Word) -> bool:
    if plain(value).replace(HOLE, ""):
        return True
    return any(_HAS_VALUE.match(part.text) or _SURE.match(part.text) or part.text[:1] != "$" for part in value.parts)


def _guarded_by(call: Call) -> set[str]:
    """Names that a command leaves with a value."""
    invocation = call.invocation
    parts = [part for word in invocation.argv for part in word.parts]
    names = {match[1] for part in parts if (match := _GUARD.match(part.text))}
    if call.tool in _TESTS:
        names |= {part.value for part in parts if part.kind == "variable"}
    if call.tool in {"read", "mapfile", "readarray"}:
        names |= set(names_set(call.chunk))
    if call.tool in {"export", "declare", "readonly", "local", "typeset"}:
        words = [(word.text.partition("=")[0], plain(word).partition("=")[2]) for word in invocation.argv[1:]]
        names |= {name for name, value in words if value.replace(HOLE, "")}
    return names


def _forbids_unset(invocation: Invocation) -> bool:
    words = [plain(word) for word in invocation.argv]
    return words[:1] == ["set"] and ("nounset" in words or any(_NO_UNSET.fullmatch(word) for word in words[1:]))
