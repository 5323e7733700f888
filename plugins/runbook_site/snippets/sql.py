"""SQL text taken apart into statements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runbook_site.snippets.placeholder import find_placeholders
from runbook_site.snippets.psql_variables import set_by_meta_command
from runbook_site.snippets.snippet import Problem, Statement, VariableContext, VariableUse
from runbook_site.snippets.sql_facts import Facts, GrammarError
from runbook_site.snippets.sql_grammar import LARGEST_STATEMENT, read_statement
from runbook_site.snippets.sql_masks import NameMasks
from runbook_site.snippets.sql_pieces import SqlPiece, one_command, sql_pieces
from runbook_site.snippets.sql_quoting import sql_quotings

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from runbook_site.snippets.placeholder import Placeholder
    from runbook_site.snippets.shell_quoting import Quotings
    from runbook_site.sources.text import MappedText

_VERBATIM = ("\\copy", "\\!", "\\h", "\\?")
"""Meta-commands in whose arguments psql replaces nothing."""
_IN_META_COMMAND = re.compile(
    r"""'(?:[^'\\]|\\.)*+'|(?<=\s)(?P<variable>:(?:'\w++'|"\w++"|\{\?\w++\}|[A-Za-z_]\w*+))"""
)


@dataclass(frozen=True)
class SqlSplit:
    """An SQL text, taken apart.

    Attributes:
        statements: Its statements and, for psql, meta-commands, in order.
        problems: Parts that the grammar does not take; each costs only its own statement.
        variables: Every psql variable and every placeholder, in order.
        assigned: Names of the psql variables that are set behind it.
        quotings: What stands around each stretch that belongs to another language, by where it begins and ends in
            the file.
    """

    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    variables: tuple[VariableUse, ...]
    assigned: frozenset[str] = frozenset()
    quotings: Mapping[tuple[int, int], Quotings] = field(default_factory=dict)


@dataclass(frozen=True)
class SqlSource:
    """Where an SQL text comes from.

    Attributes:
        dialect: As `Service.sql.dialect` names it.
        psql: Whether psql reads it.
        via: The commands that it stands inside of.
        parent: Index of the invocation that carries it.
        known: Names of the psql variables that are set before it.
        masked: Stretches of it that belong to another language (the shell around it), ascending. Where they are
            given, placeholders are the caller's business.
        meta: Whether all of it is one meta-command.
    """

    dialect: str
    psql: bool = False
    via: tuple[str, ...] = ()
    parent: int | None = None
    known: frozenset[str] = frozenset()
    masked: Sequence[tuple[int, int]] | None = None
    meta: bool = False


def split_sql(text: MappedText, dialect: str) -> SqlSplit:
    """Take an SQL text apart.

    Args:
        text: The text, as written.
        dialect: As `Service.sql.dialect` names it.
    """
    return split_source(text, SqlSource(dialect))


def split_source(text: MappedText, source: SqlSource) -> SqlSplit:
    """Take apart the SQL text of a source; as `split_sql`, for psql's input too."""
    placeholders: tuple[Placeholder, ...] = ()
    if source.masked is None:
        placeholders = find_placeholders(text.text, "psql" if source.psql else "sql")
    masks = NameMasks(text.text)
    places = source.masked or [(place.start, place.end) for place in placeholders]
    readable = _masked(text.text, places, masks)
    quotings = sql_quotings(readable, source.dialect, [start for start, _ in places], psql=source.psql)
    statements: list[Statement] = []
    problems: list[Problem] = []
    variables: list[VariableUse] = []
    known = source.known
    before = ""
    pieces = [one_command(readable)] if source.meta else sql_pieces(readable, source.dialect, psql=source.psql)
    for piece in pieces:
        variables += _variables(text, piece, _places_of_variables(readable, piece), known)
        sql = _without_variables(readable, piece, masks)
        facts = _meta_facts(sql) if piece.meta else _read(sql, piece, source.dialect)
        if piece.meta:
            known = known.union(set_by_meta_command(sql, before))
        before = sql
        if isinstance(facts, GrammarError):
            at = piece.start + facts.at
            problems.append(Problem(facts.message, text.span(*_error_place(piece, at)), facts.kind))
            facts = Facts("")
        statements.append(_statement(text, piece, facts, source, masks, sql))
    variables += [_placeholder_use(text, *each) for each in zip(placeholders, quotings, strict=False)]
    variables.sort(key=lambda use: use.span)
    others = {
        (text.file_offset(start), text.file_offset(end - 1) + 1): quoting
        for (start, end), quoting in zip(source.masked or (), quotings, strict=False)
    }
    return SqlSplit(tuple(statements), tuple(problems), tuple(variables), known, others)


def _masked(text: str, places: Iterable[tuple[int, int]], masks: NameMasks) -> str:
    """The text with an identifier in each place, as many characters as before."""
    pieces: list[str] = []
    at = 0
    for start, end in places:
        pieces += [text[at:start], masks.name(text[start:end])]
        at = end
    return "".join((*pieces, text[at:])) if pieces else text


def _statement(  # noqa: PLR0913, PLR0917 - all that a statement is made of
    text: MappedText, piece: SqlPiece, facts: Facts, source: SqlSource, masks: NameMasks, readable: str
) -> Statement:
    return Statement(
        text.cut(piece.start, piece.end),
        facts.kind,
        tuple(masks.shown(name) for name in facts.relations),
        tuple(masks.shown(name) for name in facts.functions),
        tuple(masks.shown(name) for name in facts.settings),
        facts.has_where,
        source.via,
        source.parent,
        source.dialect,
        source.psql,
        readable,
    )


def _read(sql: str, piece: SqlPiece, dialect: str) -> Facts | GrammarError:
    if len(piece.tokens) > LARGEST_STATEMENT:
        return GrammarError(f"the statement has more than {LARGEST_STATEMENT} tokens", 0, "limit")
    return read_statement(sql, dialect)


def _without_variables(text: str, piece: SqlPiece, masks: NameMasks) -> str:
    """A statement with something as long in place of each psql variable."""
    if not any(token.kind == "variable" for token in piece.tokens):
        return text[piece.start : piece.end]
    masked: list[str] = []
    for token in piece.tokens:
        written = text[token.start : token.end]
        masked.append(_mask_variable(written, masks) if token.kind == "variable" else written)
    return "".join(masked)


def _mask_variable(written: str, masks: NameMasks) -> str:
    """A literal, an identifier or a truth value of the same length in place of a psql variable."""
    if written[1] in "'\"":
        return written[1] + masks.name(written, len(written) - 2) + written[1]
    if written[1] == "{":
        return "TRUE".ljust(len(written))
    return masks.name(written)


def _places_of_variables(text: str, piece: SqlPiece) -> Iterator[tuple[int, int]]:
    if not piece.meta:
        yield from ((token.start, token.end) for token in piece.tokens if token.kind == "variable")
    elif not text.startswith(_VERBATIM, piece.start):
        for found in _IN_META_COMMAND.finditer(text, piece.start, piece.end):
            if found["variable"]:
                yield found.span("variable")


def _variables(
    text: MappedText, piece: SqlPiece, places: Iterable[tuple[int, int]], known: Container[str]
) -> Iterator[VariableUse]:
    for start, end in places:
        written = text.text[start:end]
        name = written.strip(":'\"{}?")
        quoting = "sql_plain" if piece.meta else _PSQL_QUOTINGS.get(written[1], "sql_raw")
        yield VariableUse(name, written, "psql", (quoting,), text.span(start, end), name in known)


_PSQL_QUOTINGS: dict[str, VariableContext] = {"'": "psql_literal", '"': "psql_identifier", "{": "psql_defined"}


def _placeholder_use(text: MappedText, place: Placeholder, quoting: Quotings) -> VariableUse:
    return VariableUse(place.name, place.text, "placeholder", quoting, text.span(place.start, place.end))


def _error_place(piece: SqlPiece, at: int) -> tuple[int, int]:
    """The token at which a parser stopped; the last one where the statement ended too early."""
    for token in piece.tokens:
        if token.end > at:
            return max(token.start, min(at, token.end - 1)) if token.kind == "string" else token.start, token.end
    return piece.tokens[-1].start, piece.tokens[-1].end


def _meta_facts(command: str) -> Facts:
    r"""A meta-command: its name as written (``\dt+``), and the relation that it describes or copies."""
    name, *arguments = command.split()
    about = name.startswith("\\d") or name in {"\\copy", "\\sv", "\\sf"}
    relation = arguments[0].strip('"') if about and arguments and arguments[0][0] != "(" else ""
    return Facts(name, (relation,) if relation else ())
