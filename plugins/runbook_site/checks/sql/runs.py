"""Statements that one session gets one behind the other, and the transactions among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.checks.sql.statements import PlacedStatement, placed_statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.project import Project

SINGLE_TRANSACTION = re.compile(r"--single-transaction|-[aAbeElnqsStwWxXz]*1[aAbeElnqsStwWxXz]*[cf]?")
"""The word by which psql makes one transaction of all that it is given."""

STOPS = re.compile(r"ON_ERROR_STOP\b")
"""The variable by which psql stops at an error, in a word or a statement that sets it."""

_OPENS = re.compile(r"(?:begin|start\s+transaction)\b", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:commit|end|rollback|abort|prepare\s+transaction)\b(?!\s+(?:work\s+|transaction\s+)?(?:to|prepared)\b)",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"(?:begin|start|commit|end|rollback|set|reset)\b", re.IGNORECASE)


@dataclass(frozen=True)
class SqlRun:
    """Statements in the order in which one session gets them.

    Attributes:
        places: The statements, meta-commands among them.
        invocation: The call of the client; ``None`` for a block of SQL.
        argument: Whether they stand in one argument (``-c``).
    """

    places: tuple[PlacedStatement, ...]
    invocation: Invocation | None
    argument: bool

    @property
    def is_psql(self) -> bool:
        """Whether a call of psql gets them."""
        return self.invocation is not None and self.invocation.tool == "psql"

    @property
    def is_single(self) -> bool:
        """Whether psql makes one transaction of them."""
        words = self.invocation.argv[1:] if self.is_psql and self.invocation is not None else ()
        return any(SINGLE_TRANSACTION.fullmatch(word.text) for word in words)


def sql_runs(project: Project) -> tuple[SqlRun, ...]:
    """The statements of a project by the session that gets them; a block of SQL is taken for one."""
    groups: dict[tuple[int, int, int], list[PlacedStatement]] = {}
    for place in placed_statements(project):
        invocation = place.invocation
        if invocation is None:
            key = id(place.snippet), -1, -1
        else:
            key = id(place.chunk), place.statement.parent or 0, _argument(place, invocation)
        groups.setdefault(key, []).append(place)
    return tuple(SqlRun(tuple(places), places[0].invocation, key[2] >= 0) for key, places in groups.items())


def _argument(place: PlacedStatement, invocation: Invocation) -> int:
    """The index of the word in which a statement stands; -1 where it comes from standard input."""
    at = place.statement.text.file_offset(0)
    for index, word in enumerate(invocation.argv):
        if invocation.text.file_offset(word.start) <= at < invocation.text.file_offset(word.end - 1) + 1:
            return index
    return -1


def inside_transactions(run: SqlRun) -> Iterator[tuple[PlacedStatement, str]]:
    """The statements that are inside of a transaction, each with the reason."""
    statements = [place for place in run.places if not place.is_meta]
    if run.is_single:
        yield from ((place, "--single-transaction makes one of all") for place in statements)
    elif run.is_psql and run.argument and len(statements) > 1:
        why = "several statements in one -c are one transaction; give each a -c of its own"
        yield from ((place, why) for place in statements)
    else:
        yield from _between(statements)


def _between(statements: list[PlacedStatement]) -> Iterator[tuple[PlacedStatement, str]]:
    begun: PlacedStatement | None = None
    for place in statements:
        text = place.statement.text.text
        if _OPENS.match(text):
            begun = place
        elif _ENDS.match(text):
            begun = None
        elif begun is not None:
            yield place, f"one was begun in line {begun.span.start.line}"


def never_ended(run: SqlRun) -> PlacedStatement | None:
    """The statement that begins a transaction which the end of psql undoes."""
    if not run.is_psql:
        return None
    begun: PlacedStatement | None = None
    for place in run.places:
        text = place.statement.text.text
        if place.is_meta and text.startswith(("\\i", "\\gexec", "\\e")):
            return None
        if _OPENS.match(text):
            begun = begun or place
        elif _ENDS.match(text):
            begun = None
    return begun


def going_on(run: SqlRun) -> Invocation | None:
    """The call of psql that goes on behind an error among several statements."""
    invocation = run.invocation
    statements = [place for place in run.places if not place.is_meta and not _CONTROLS.match(place.statement.text.text)]
    if invocation is None or not run.is_psql or run.argument or len(statements) < 2:  # noqa: PLR2004 - several
        return None
    given = (*(word.text for word in invocation.argv), *(place.statement.text.text for place in run.places))
    if any(STOPS.search(text) for text in given) or all(place.chunk.risk == "read" for place in statements):
        return None
    return invocation
