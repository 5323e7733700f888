r"""Input for psql: SQL, meta-commands such as ``\d`` and ``\copy``, and sessions that show both with output.

Source: PostgreSQL documentation, "psql", section "Meta-Commands".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.session import split_session
from runbook_site.snippets.sql import SqlSource, SqlSplit, split_source
from runbook_site.snippets.sql_chunks import split_sql_chunks, sql_chunk

if TYPE_CHECKING:
    from runbook_site.snippets.session_part import SessionPart
    from runbook_site.snippets.snippet import Chunk
    from runbook_site.sources.text import MappedText

DIALECT = "postgresql"


def split_psql(text: MappedText) -> SqlSplit:
    r"""Take input for psql apart.

    A meta-command runs to the end of its line or to ``\\``. One that stands behind SQL (``\gset``, ``\watch 5``)
    ends the statement as a semicolon does.
    """
    return split_source(text, SqlSource(DIALECT, psql=True))


def split_psql_chunks(text: MappedText) -> tuple[Chunk, ...]:
    """Take a block of psql input apart: a session command by command, else as any SQL."""
    parts = split_session(text, console=True)
    if not parts:
        return split_sql_chunks(text, DIALECT, psql=True)
    chunks: list[Chunk] = []
    known: frozenset[str] = frozenset()
    for part in parts:
        if part.command.text and part.kind != "shell":
            chunk, known = session_chunk(part, DIALECT, known)
            chunks.append(chunk)
    return tuple(chunks)


def session_chunk(part: SessionPart, dialect: str, known: frozenset[str]) -> tuple[Chunk, frozenset[str]]:
    """One command of an SQL session as a chunk, and the names of the psql variables that are set behind it.

    Args:
        part: The command.
        dialect: Holds where the prompt is not psql's.
        known: Names of the psql variables that are set before it.
    """
    is_psql = part.kind == "psql"
    source = SqlSource(DIALECT if is_psql else part.dialect or dialect, psql=is_psql, known=known)
    return sql_chunk(part.command, source, title=part.title, output=part.output)
