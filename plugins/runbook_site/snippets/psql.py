r"""Input for psql: SQL, meta-commands such as ``\d`` and ``\copy``, and sessions that show both with output.

Source: PostgreSQL documentation, "psql", section "Meta-Commands".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.session import split_session
from runbook_site.snippets.sql import SqlSource, SqlSplit, split_source
from runbook_site.snippets.sql_chunks import split_sql_chunks, sql_chunk

if TYPE_CHECKING:
    from runbook_site.snippets.session import SessionPart
    from runbook_site.snippets.snippet import Chunk
    from runbook_site.sources.text import MappedText

DIALECT = "postgresql"


def split_psql(
    text: MappedText, via: tuple[str, ...] = (), parent: int | None = None, *, parsed_as: str | None = None
) -> SqlSplit:
    r"""Take input for psql apart; the arguments are those of `split_sql`.

    A meta-command runs to the end of its line or to ``\\``. One that stands behind SQL (``\gset``, ``\watch 5``)
    ends the statement as a semicolon does.
    """
    return split_source(text, SqlSource(DIALECT, psql=True, via=via, parent=parent), parsed_as)


def split_psql_chunks(text: MappedText) -> tuple[Chunk, ...]:
    """Take a block of psql input apart: a session command by command, else as any SQL."""
    parts = split_session(text, console=True)
    if not parts:
        return split_sql_chunks(text, DIALECT, psql=True)
    return tuple(session_chunk(part, DIALECT) for part in parts if part.command.text and part.kind != "shell")


def session_chunk(part: SessionPart, dialect: str) -> Chunk:
    """One command of an SQL session as a chunk; ``dialect`` holds where the prompt is not psql's."""
    is_psql = part.kind == "psql"
    return sql_chunk(part.command, DIALECT if is_psql else dialect, psql=is_psql, title=part.title, output=part.output)
