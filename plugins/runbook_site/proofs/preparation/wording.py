"""A statement in the words in which a server is asked about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from runbook_site.proofs.preparation.stubs import quoted
from runbook_site.snippets.sql_lexer import lex_sql
from runbook_site.snippets.sql_postgresql import syntax_tree
from runbook_site.snippets.sql_tree import Offsets, children, inner, kind_of, name_places, strings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.proofs.preparation.question import How

_PREPARED = frozenset(
    {
        *("SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"),
        *("ExplainStmt", "DeclareCursorStmt", "CreateTableAsStmt", "CallStmt"),
    }
)
"""What PostgreSQL analyses when it parses it (``transformStmt`` in ``analyze.c``); of all else it reads the grammar."""
_OF_A_SESSION = frozenset(
    {"TransactionStmt", "ExecuteStmt", "DeallocateStmt", "FetchStmt", "ClosePortalStmt", "LoadStmt", "PrepareStmt"}
)
"""What means something only behind other statements of its session, or loads what is not there."""
_WORD = re.compile(r"\w++")
_VALUES = (
    "1",
    "2026-01-31 12:00:00",
    "00000000-0000-0000-0000-000000000000",
    "127.0.0.1",
    "0/0",
    "{}",
)
"""What stands in the place of a value inside of quotes, where its type wants more than any text."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement as a server is asked about it.

    Attributes:
        sql: The statement.
        how: How it is asked about.
        written: Names in it that stand for what the author left open, with what is written there.
        others: The same with other values in the place of those inside of quotes.
    """

    sql: str
    how: How
    written: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def wording(text: str, readable: str) -> Wording | None:
    """The words in which to ask about a statement; nothing where there is nothing to ask.

    A name stays a name where a value is left open, and an expression becomes ``NULL``, which is of every type.

    Args:
        text: The statement as written.
        readable: The same with names in place of all that is left open, character for character.
    """
    tree = syntax_tree(readable)
    kind = kind_of(tree)
    if tree is None or kind in _OF_A_SESSION:
        return None
    places = list(_open_places(text, readable))
    written = {readable[start:end].lower(): text[start:end] for start, end in places}
    texts = [token for token in lex_sql(readable, "postgresql") if token.kind == "string"] if places else []
    inside = [place for place in places if any(each.start <= place[0] < each.end for each in texts)]
    values = [place for place in _values(tree, readable) if place in places]
    first, *others = (
        _replaced(readable, [*((place, "NULL") for place in values), *((place, value) for place in inside if value)])
        for value in ("", *(_VALUES if inside else ()))
    )
    how: How = "prepare" if kind in _PREPARED else "run"
    if kind == "CopyStmt":
        first, how, others = _query_of_copy(tree, first), "prepare", []
    elif kind == "DoStmt":
        body = _body(tree)
        if body is None:
            return None
        first, how, others = body, "run", []
    return Wording(first, how, written, tuple(others))


def _open_places(text: str, readable: str) -> Iterator[tuple[int, int]]:
    """The words in which a name stands for something else."""
    if text == readable:
        return
    for found in _WORD.finditer(readable):
        if text[found.start() : found.end()] != found[0]:
            yield found.span()


def _values(tree: Any, readable: str) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - protobuf messages have no types
    """Where names without quotes stand alone in expressions, but for those by which rows are sorted and grouped."""
    offsets = Offsets(readable)

    def below(node: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401
        if kind_of(node) == "ColumnRef" and len(node.fields) == 1 and strings(node.fields):
            yield from name_places(readable, offsets(node.location))
        grouped = [inner(each) for each in node.group_clause] if kind_of(node) == "SelectStmt" else []
        for child in children(node):
            alone = inner(child.node) if kind_of(child) == "SortBy" else child
            if kind_of(alone) != "ColumnRef" or not (alone is not child or child in grouped):
                yield from below(child)

    yield from below(tree)


def _replaced(text: str, places: list[tuple[tuple[int, int], str]]) -> str:
    for (start, end), put in sorted(places, reverse=True):
        text = text[:start] + put + text[end:]
    return text


def _query_of_copy(tree: Any, sql: str) -> str:  # noqa: ANN401
    """The query that reads what a COPY reads or writes: the data themselves are nobody's business here."""
    if tree.HasField("relation"):
        columns = ", ".join(map(quoted, strings(tree.attlist))) or "*"
        name = ".".join(quoted(each) for each in (tree.relation.schemaname, tree.relation.relname) if each)
        return f"SELECT {columns} FROM {name}"  # noqa: S608 - names in quotes
    depth, start = 0, 0
    for token in lex_sql(sql, "postgresql"):
        sign = sql[token.start : token.end] if token.kind == "other" else ""
        if sign == "(":
            start = start or token.end
            depth += 1
        elif sign == ")":
            depth -= 1
            if not depth:
                return sql[start : token.start]
    return sql


def _body(tree: Any) -> str | None:  # noqa: ANN401
    """A function with the body of a DO, which is read when it is made and not run."""
    fields = {each.defname: inner(each.arg) for each in map(inner, tree.args)}
    body = fields["as"].sval if "as" in fields else ""
    if "language" in fields and fields["language"].sval.lower() != "plpgsql":
        return None
    literal = body.replace("'", "''").replace("\\", "\\\\")
    return f"CREATE FUNCTION pg_temp.body() RETURNS void LANGUAGE plpgsql AS E'{literal}'"
