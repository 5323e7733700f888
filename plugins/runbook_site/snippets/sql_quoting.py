"""The quotings around places of an SQL text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.shell_quoting import is_escaped
from runbook_site.snippets.sql_lexer import lex_sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.snippets.shell_quoting import Quotings
    from runbook_site.snippets.snippet import VariableContext
    from runbook_site.snippets.sql_lexer import SqlToken

_STANDARD = frozenset({"postgresql", "sqlite"})
"""Dialects in whose literals a backslash is a character like others, and nothing but ``'`` is special."""

_BACKSLASH = frozenset({"mysql", "snowflake"})
_PLAIN_TOKENS = frozenset({"comment", "meta", "data"})


def sql_quotings(text: str, dialect: str, places: Sequence[int], *, psql: bool) -> list[Quotings]:
    """What stands around some places.

    Args:
        text: The text; a name stands in each of the places.
        dialect: As `Service.sql.dialect` names it.
        places: Offsets of first characters, ascending.
        psql: Whether psql reads it.
    """
    tokens = lex_sql(text, dialect, psql=psql) if places else iter(())
    token = next(tokens, None)
    found: list[Quotings] = []
    for at in places:
        while token is not None and token.end <= at:
            token = next(tokens, None)
        quoting = "sql_raw" if token is None else _quoting(text, dialect, token)
        escaped = quoting == "sql_backslash" and is_escaped(text, at, quoting)
        found.append((quoting, "escaped") if escaped else (quoting,))
    return found


def _quoting(text: str, dialect: str, token: SqlToken) -> VariableContext:
    """How a value is written inside of a token."""
    first = text[token.start]
    if token.kind in _PLAIN_TOKENS or (
        token.kind in {"string", "quoted"} and text[token.start - 1 : token.start] == "&"
    ):
        return "sql_plain"  # `U&'…'` has escapes of its own
    if token.kind == "quoted":
        return "sql_identifier" if first == '"' and dialect in _STANDARD else "sql_plain"
    if token.kind != "string":
        return "sql_raw"
    if first in "eE" or (first == "'" and dialect in _BACKSLASH):
        return "sql_backslash"
    return "sql_literal" if first == "'" and dialect in _STANDARD else "sql_plain"
