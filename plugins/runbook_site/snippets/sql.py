"""SQL text taken apart into statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.placeholder import find_placeholders, mask
from runbook_site.snippets.snippet import Problem, Statement, VariableContext, VariableUse
from runbook_site.snippets.sql_facts import Facts, GrammarError
from runbook_site.snippets.sql_grammar import LARGEST_STATEMENT, read_statement
from runbook_site.snippets.sql_pieces import SqlPiece, sql_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbook_site.snippets.placeholder import Placeholder
    from runbook_site.snippets.sql_lexer import SqlToken
    from runbook_site.sources.text import MappedText


@dataclass(frozen=True)
class SqlSplit:
    """An SQL text, taken apart.

    Attributes:
        statements: Its statements and, for psql, meta-commands, in order.
        problems: Parts that the grammar does not take; each costs only its own statement.
        variables: Every psql variable and every placeholder, in order.
    """

    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    variables: tuple[VariableUse, ...]


@dataclass(frozen=True)
class SqlSource:
    """Where an SQL text comes from.

    Attributes:
        dialect: As `Service.sql.dialect` names it.
        psql: Whether psql reads it.
        via: The commands that it stands inside of.
        parent: Index of the invocation that carries it.
    """

    dialect: str
    psql: bool = False
    via: tuple[str, ...] = ()
    parent: int | None = None


def split_sql(
    text: MappedText,
    dialect: str,
    via: tuple[str, ...] = (),
    parent: int | None = None,
    *,
    parsed_as: str | None = None,
) -> SqlSplit:
    """Take an SQL text apart.

    Args:
        text: The text, as written.
        dialect: As `Service.sql.dialect` names it.
        via: The commands that it stands inside of.
        parent: Index of the invocation that carries it.
        parsed_as: The same text with variables and placeholders of another language masked one for one
            (the shell around it). Where it is given, placeholders are the caller's business.

    Raises:
        ValueError: ``parsed_as`` has another length.
    """
    return split_source(text, SqlSource(dialect, via=via, parent=parent), parsed_as)


def split_source(text: MappedText, source: SqlSource, parsed_as: str | None = None) -> SqlSplit:
    """Take apart the SQL text of a source; as `split_sql`, for psql's input too."""
    placeholders: tuple[Placeholder, ...] = ()
    readable = text.text
    if parsed_as is not None:
        readable = text.replaced(parsed_as).text
    elif found := find_placeholders(text.text, "psql" if source.psql else "sql"):
        placeholders = found
        readable = mask(text.text, placeholders)
    statements: list[Statement] = []
    problems: list[Problem] = []
    variables: list[VariableUse] = []
    quoted: list[SqlToken] = []
    for piece in sql_pieces(readable, source.dialect, psql=source.psql):
        quoted += [token for token in piece.tokens if token.kind in {"string", "quoted"}]
        variables += _variables(text, piece.tokens)
        facts = _meta_facts(readable, piece) if piece.meta else _read(readable, piece, source.dialect)
        if isinstance(facts, GrammarError):
            at = piece.start + facts.at
            problems.append(Problem(facts.message, text.span(*_error_place(piece, at)), facts.kind))
            facts = Facts("")
        statements.append(_statement(text, piece, facts, source))
    variables += _placeholder_uses(text, placeholders, quoted)
    return SqlSplit(tuple(statements), tuple(problems), tuple(sorted(variables, key=lambda use: use.span)))


def _statement(text: MappedText, piece: SqlPiece, facts: Facts, source: SqlSource) -> Statement:
    return Statement(
        text.cut(piece.start, piece.end),
        facts.kind,
        facts.relations,
        facts.functions,
        facts.settings,
        facts.has_where,
        source.via,
        source.parent,
    )


def _read(text: str, piece: SqlPiece, dialect: str) -> Facts | GrammarError:
    if len(piece.tokens) > LARGEST_STATEMENT:
        return GrammarError(f"the statement has more than {LARGEST_STATEMENT} tokens", 0, "limit")
    masked: list[str] = []
    for token in piece.tokens:
        written = text[token.start : token.end]
        masked.append(_mask_variable(written) if token.kind == "variable" else written)
    return read_statement("".join(masked), dialect)


def _mask_variable(written: str) -> str:
    """A literal, an identifier or a truth value of the same length in place of a psql variable."""
    if written[1] in "'\"":
        return written[1] + "_" * (len(written) - 2) + written[1]
    if written[1] == "{":
        return "TRUE".ljust(len(written))
    return "_" + written[1:]


def _variables(text: MappedText, tokens: Iterable[SqlToken]) -> Iterator[VariableUse]:
    for token in tokens:
        if token.kind == "variable":
            written = text.text[token.start : token.end]
            yield VariableUse(
                written.strip(":'\"{}?"),
                written,
                "psql",
                _VARIABLE_CONTEXTS.get(written[1], "sql_raw"),
                text.span(token.start, token.end),
            )


_VARIABLE_CONTEXTS: dict[str, VariableContext] = {"'": "sql_literal", '"': "sql_identifier"}


def _placeholder_uses(
    text: MappedText, placeholders: Iterable[Placeholder], quoted: Iterable[SqlToken]
) -> Iterator[VariableUse]:
    """Placeholders with the quoting around them; both come in the text's order."""
    rest = iter(quoted)
    token = next(rest, None)
    for place in placeholders:
        while token is not None and token.end <= place.start:
            token = next(rest, None)
        context: VariableContext = "sql_raw"
        if token is not None and token.start <= place.start:
            context = "sql_literal" if token.kind == "string" else "sql_identifier"
        yield VariableUse(place.name, place.text, "placeholder", context, text.span(place.start, place.end))


def _error_place(piece: SqlPiece, at: int) -> tuple[int, int]:
    """The token at which a parser stopped; the last one where the statement ended too early."""
    for token in piece.tokens:
        if token.end > at:
            return max(token.start, min(at, token.end - 1)) if token.kind == "string" else token.start, token.end
    return piece.tokens[-1].start, piece.tokens[-1].end


def _meta_facts(text: str, piece: SqlPiece) -> Facts:
    r"""A meta-command: its name as written (``\dt+``), and the relation that it describes or copies."""
    name, *arguments = text[piece.start : piece.end].split()
    about = name.startswith("\\d") or name in {"\\copy", "\\sv", "\\sf"}
    relation = arguments[0].strip('"') if about and arguments and arguments[0][0] != "(" else ""
    return Facts(name, (relation,) if relation else ())
