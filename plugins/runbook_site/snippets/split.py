"""A block of a runbook to a snippet: its language, its entries, and why it has none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from runbook_site.snippets.clients import unread_client
from runbook_site.snippets.language import language_of
from runbook_site.snippets.psql import session_chunk, split_psql_chunks
from runbook_site.snippets.psql_variables import set_by_options
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.snippets.snippet import Problem, Snippet
from runbook_site.snippets.sql_chunks import split_sql_chunks
from runbook_site.snippets.sql_dialect import dialect_of
from runbook_site.sources.text import MappedText, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.model.document import Block
    from runbook_site.snippets.language import BlockLanguage
    from runbook_site.snippets.session_part import SessionPart
    from runbook_site.snippets.snippet import Chunk

ONLY_COMMENTS = "no commands: only comments"
"""Why a block is skipped that says something and runs nothing."""


def split_block(block: Block, dialect: str) -> Snippet:
    """Take a block apart.

    Args:
        block: The block.
        dialect: The service's SQL dialect, as `Service.sql.dialect` names it; empty where the service names none,
            and the text has to tell.
    """
    text = with_line_feeds(block.text)
    told = language_of(block, text)
    problems = [] if told.problem is None else [told.problem]
    if told.skipped or told.language is None:
        return Snippet(
            block, told.language, told.evidence, told.skipped, session=False, chunks=(), problems=(*problems,)
        )
    chunks, more = _chunks(text, told, told.dialect or dialect or dialect_of(text.text))
    skipped = "" if chunks else ONLY_COMMENTS
    return Snippet(
        block,
        told.language,
        told.evidence,
        skipped,
        session=bool(told.session),
        chunks=chunks,
        problems=(*problems, *more),
    )


def with_line_feeds(text: MappedText) -> MappedText:
    """The text with every line ended by a line feed alone, as a terminal wants it."""
    if "\r" not in text.text:
        return text
    parts: list[MappedText] = []
    at = 0
    while (carriage := text.text.find("\r", at)) >= 0:
        parts.append(text.cut(at, carriage))
        if text.text.startswith("\n", carriage + 1):
            at = carriage + 1
            continue
        parts.append(text.cut(carriage, carriage + 1).replaced("\n"))
        at = carriage + 1
    parts.append(text.cut(at, len(text.text)))
    return join(parts, text.source)


def _chunks(text: MappedText, told: BlockLanguage, dialect: str) -> tuple[tuple[Chunk, ...], tuple[Problem, ...]]:
    if told.session:
        return _session_chunks(told.session, dialect)
    if told.language == "psql":
        return split_psql_chunks(text), ()
    if told.language == "sql":
        return split_sql_chunks(text, dialect), ()
    split = split_shell(text, dialect)
    return split.chunks, split.problems


def _session_chunks(session: Sequence[SessionPart], dialect: str) -> tuple[tuple[Chunk, ...], tuple[Problem, ...]]:
    """Commands up to the first that shows output are one entry; a client's prompt inside a shell's is a language."""
    chunks: list[Chunk] = []
    problems: list[Problem] = []
    known: frozenset[str] = frozenset()
    known_to_psql: frozenset[str] = frozenset()
    for group in _groups(session):
        last = group[-1]
        if last.kind != "shell":
            chunk, known_to_psql = session_chunk(last, dialect, known_to_psql)
            chunks.append(chunk)
            continue
        split = split_shell(_typed(group), dialect, known)
        known = split.assigned
        calls = [call for chunk in split.chunks for call in chunk.invocations if call.tool == "psql"]
        known_to_psql = frozenset(name for call in calls for name in set_by_options(call))
        problems += split.problems
        found = list(split.chunks)
        if found and group[0].title and not found[0].title:
            found[0] = replace(found[0], title=group[0].title)
        if found and last.output:
            found[-1] = _with_output(found[-1], last.output)
        chunks += found
    return tuple(chunks), tuple(problems)


def _with_output(chunk: Chunk, output: str) -> Chunk:
    if not (client := unread_client(chunk.text.text, output)):
        return replace(chunk, output=output)
    message = f"what is typed into {client} below is not read"
    problem = Problem(message, chunk.text.span(0, len(chunk.text.text)), "foreign")
    return replace(chunk, output=output, problems=(*chunk.problems, problem))


def _groups(session: Sequence[SessionPart]) -> Iterator[list[SessionPart]]:
    group: list[SessionPart] = []
    for part in session:
        if not part.command.text.strip():
            continue
        if group and (part.kind != "shell" or part.title):
            yield group
            group = []
        group.append(part)
        if part.output or part.leaves or part.kind != "shell":
            yield group
            group = []
    if group:
        yield group


def _typed(group: Sequence[SessionPart]) -> MappedText:
    """The commands of a group, one below the other, with the empty lines between them."""
    source = group[0].command.source
    pieces: list[MappedText] = []
    for part in group:
        if pieces:
            end = pieces[-1].file_end
            lines = part.command.position(0).line - source.position(end).line
            breaks = "\n" * max(1, lines)
            pieces.append(MappedText(breaks, tuple((at, end) for at in range(len(breaks))), source, end))
        pieces.append(part.command)
    return join(pieces, source)
