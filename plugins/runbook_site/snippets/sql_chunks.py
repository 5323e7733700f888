"""SQL blocks taken apart into catalog entries to be."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from runbook_site.snippets.risk.derive import derive_risk
from runbook_site.snippets.snippet import Chunk
from runbook_site.snippets.sql import SqlSource, split_source
from runbook_site.snippets.sql_lexer import lex_sql
from runbook_site.snippets.sql_pieces import sql_pieces
from runbook_site.snippets.titles import Comment, split_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.sources.text import MappedText

_COMMENT_SIGNS = re.compile(r"^[ \t]*+(?:--|\#|/\*)|\*/$|^[ \t]*+\*(?!/)", re.MULTILINE)


def split_sql_chunks(text: MappedText, dialect: str, *, psql: bool = False) -> tuple[Chunk, ...]:
    """Take a block of SQL without prompts apart.

    As in shell: comment lines between two statements are the title of what follows them, up to the next such
    comment; without them the block is one chunk. A comment with nothing below it gives none.

    Args:
        text: The block.
        dialect: As `Service.sql.dialect` names it.
        psql: Whether psql reads it, with meta-commands.
    """
    pieces = [(piece.start, piece.stop) for piece in sql_pieces(text.text, dialect, psql=psql)]
    starts = [start for start, _ in pieces]
    between = [
        comment
        for comment in _comments(text.text, dialect, psql=psql)
        if not (index := bisect_right(starts, comment.start)) or comment.start >= pieces[index - 1][1]
    ]
    chunks: list[Chunk] = []
    known: frozenset[str] = frozenset()
    for entry in split_entries(text.text, between, pieces):
        source = SqlSource(dialect, psql=psql, known=known)
        chunk, known = sql_chunk(text.cut(entry.start, entry.end), source, title=entry.title)
        chunks.append(chunk)
    return tuple(chunks)


def sql_chunk(
    text: MappedText, source: SqlSource, *, title: str = "", output: str = ""
) -> tuple[Chunk, frozenset[str]]:
    """All of a text as one chunk: one command of a session, for example; and the psql variables set behind it."""
    split = split_source(text, source)
    derived = derive_risk((), split.statements)
    chunk = Chunk(
        title=title,
        text=text,
        language="psql" if source.psql else "sql",
        invocations=(),
        statements=split.statements,
        variables=split.variables,
        risk=derived.risk,
        risk_least=derived.least,
        risk_reasons=derived.reasons,
        problems=split.problems,
        output=output,
    )
    return chunk, split.assigned


def _comments(text: str, dialect: str, *, psql: bool) -> Iterator[Comment]:
    """The comments that have their lines to themselves."""
    for token in lex_sql(text, dialect, psql=psql):
        if token.kind != "comment":
            continue
        in_front = text[text.rfind("\n", 0, token.start) + 1 : token.start]
        if not in_front.strip():
            yield Comment(token.start, token.end, _COMMENT_SIGNS.sub("", text[token.start : token.end]).strip())
