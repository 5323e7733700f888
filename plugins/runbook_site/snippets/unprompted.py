"""Commands that stand without a prompt, told from what they printed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from runbook_site.snippets.clients import Client, may_be_sql, may_open_client, opened_client, sql_length, typed_below
from runbook_site.snippets.continuation import CLOSED, after_line
from runbook_site.snippets.evidence import is_command_line, sql_evidence
from runbook_site.snippets.foreign import looks_like
from runbook_site.snippets.printed import is_printed
from runbook_site.snippets.session_part import SessionLine, SessionPart, printed_text, split_comments
from runbook_site.snippets.sql_dialect import dialect_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.snippets.clients import Typed
    from runbook_site.sources.text import MappedText

_PLAIN_COMMAND = re.compile(r"[a-z./~][\w./~-]*+(?:[ ][^\s:,;(){}\[\]|]+)*+[ \t]*$")
_EVIDENT = frozenset({"JSON", "a table", "a log"})
"""Output that no shell text looks like."""
_MOST_UNKNOWN = 3
_PRINTS = re.compile(r"\s*+(?:sudo )?(?:cat|head|tail|less|more|grep|zgrep|sed|awk|zcat|echo|pg_dump\w*|mysqldump)\b")
"""Tools whose output may be SQL."""


def split_unprompted(text: MappedText, lines: Sequence[SessionLine], *, labelled: bool) -> tuple[SessionPart, ...]:
    """Commands without a prompt, each with what it evidently printed below it; nothing where that is not certain."""
    if may_open_client(text.text):
        for index in (index for index, line in enumerate(lines) if may_open_client(line.text)):
            if typed := _into_client(text, lines, index, labelled=labelled):
                return typed
    return _with_output(text, lines, labelled=labelled)


def _into_client(
    text: MappedText, lines: Sequence[SessionLine], index: int, *, labelled: bool
) -> tuple[SessionPart, ...]:
    """Commands down to a line that opens a database's client, and what is typed into that; empty where nothing is."""
    client = opened_client(lines[index].text)
    if client is None or client.kind == "shell":  # without looking at all that is below, for every such line
        return ()
    below = lines[index + 1 :]
    typed = typed_below(lines[index].text, [line.text for line in below])
    if not typed or typed[0].client.kind == "shell":
        return ()
    above: tuple[SessionPart, ...] = ()
    first = 0
    if "other" in _kinds(lines[:index]):
        first = len(split_comments(lines[:index])[0])
        above = _with_output(text, lines[:index], labelled=labelled)
        if not above and not labelled:
            return ()
        first = first if above else 0
    return (*above, *with_typed(text, _unprompted(text, lines[first : index + 1], ()), below))


def _with_output(text: MappedText, lines: Sequence[SessionLine], *, labelled: bool) -> tuple[SessionPart, ...]:
    kinds = _kinds(lines)
    sql = Client("mysql", dialect_of(text.text)) if ";" in text.text else None
    parts: list[SessionPart] = []
    begin = at = 0
    while at < len(lines):
        if kinds[at] != "other":
            at += 1
            continue
        count = _statement_length(sql, lines, kinds, at) if sql is not None else 0
        if count and sql is not None:
            if "command" in kinds[begin:at]:
                parts.append(_unprompted(text, lines[begin:at], ()))
            parts.append(_statement(text, lines[begin : at + count], at - begin, sql))
            begin = at = at + count
            continue
        end = next((index for index in range(at, len(lines)) if kinds[index] == "command"), len(lines))
        begun = "command" in kinds[begin:at]
        output, _ = split_comments(lines[at:end])
        if sql is not None and not _may_print_sql(lines, kinds, at) and any(may_be_sql(each.text) for each in output):
            return ()  # a statement with a fault in it is no output either
        typed = 0 if begun and is_printed(_said(output)) else _unknown_commands(output) if begun or labelled else None
        if typed is None or (not typed and not begun):
            return ()
        parts.append(_unprompted(text, lines[begin : at + typed], output[typed:]))
        begin = at = at + len(output)
    mixed = {part.kind for part in parts} == {"mysql"} and "command" in kinds
    mixed = mixed or len({part.kind for part in parts}) > 1
    if not parts or looks_like(text.text) or (not mixed and (sql_evidence(text.text) or parts[0].kind != "shell")):
        return ()
    if "command" in kinds[begin:]:
        parts.append(_unprompted(text, lines[begin:], ()))
    return tuple(parts)


def _statement_length(sql: Client, lines: Sequence[SessionLine], kinds: Sequence[str], at: int) -> int:
    """How many lines an SQL statement has that stands among commands, and that none of them has printed."""
    if _may_print_sql(lines, kinds, at):
        return 0
    texts = [line.text for line in lines]
    begin = next((index for index in range(at, len(lines)) if not _is_sql_comment(texts[index])), len(lines))
    length = sql_length(sql, texts, begin) if begin < len(lines) else 0
    return begin + length - at if length else 0


def _may_print_sql(lines: Sequence[SessionLine], kinds: Sequence[str], at: int) -> bool:
    """Whether the command above a line shows what stands in files."""
    above = next((lines[index].text for index in range(at - 1, -1, -1) if kinds[index] == "command"), "")
    return _PRINTS.match(above) is not None and ">" not in above


def _is_sql_comment(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("--")


def _statement(text: MappedText, lines: Sequence[SessionLine], first: int, sql: Client) -> SessionPart:
    """A statement, and the comment above it."""
    while _is_sql_comment(lines[first].text):
        first += 1
    start, end = lines[first].start, lines[-1].end
    _, title = split_comments(lines[:first])
    return SessionPart(text.span(start, start), text.cut(start, end), "", sql.kind, title, sql.dialect, leaves=True)


def _unknown_commands(lines: Sequence[SessionLine]) -> int | None:
    """How many of some lines are commands of a tool that nobody knows, by what they printed; ``None`` for no such."""
    said = [index for index, line in enumerate(lines) if line.text.strip()]
    for count, index in enumerate(said[1 : _MOST_UNKNOWN + 1], 1):
        if any(_PLAIN_COMMAND.match(lines[each].text) is None for each in said[:count]):
            return None
        if looks_like("\n".join(line.text for line in lines[index:])) in _EVIDENT:
            return index
    return None


def _said(lines: Sequence[SessionLine]) -> list[str]:
    return [line.text for line in lines if line.text.strip()]


def _kinds(lines: Sequence[SessionLine]) -> list[Literal["command", "other", "silent"]]:
    """Of each line whether a command begins on it, something else, or neither: a blank, a comment, the rest of one."""
    kinds: list[Literal["command", "other", "silent"]] = []
    state = CLOSED
    for line in lines:
        if state.open or not line.text.strip() or line.text.lstrip().startswith("#"):
            kinds.append("silent")
            state = after_line(state, line.text)
        elif is_command_line(line.text):
            kinds.append("command")
            state = after_line(state, line.text)
        else:
            kinds.append("other")
    return kinds


def _unprompted(text: MappedText, lines: Sequence[SessionLine], output: Sequence[SessionLine]) -> SessionPart:
    typed, _ = split_comments(lines)
    start = next(line.start for line in lines if line.text.strip())
    return SessionPart(text.span(start, start), text.cut(lines[0].start, typed[-1].end), printed_text(output), "shell")


def with_typed(text: MappedText, part: SessionPart, below: Sequence[SessionLine]) -> Iterator[SessionPart]:
    """A command with what it printed and, where it opens a client, what was typed into that without a prompt."""
    typed: Sequence[Typed] = ()
    if below and part.kind == "shell" and may_open_client(part.command.text):
        typed = typed_below(part.command.text, [line.text for line in below])
    if not typed:
        yield replace(part, output=printed_text(below))
        return
    ends = [*(each.first for each in typed[1:]), len(below)]
    output, title = split_comments(below[: typed[0].first])
    yield replace(part, output=printed_text(output), leaves=True)
    for each, end in zip(typed, ends, strict=True):
        first, last = below[each.first], below[each.end - 1]
        output, next_title = split_comments(below[each.end : end]) if end < len(below) else (below[each.end :], "")
        yield SessionPart(
            text.span(first.start, first.start),
            text.cut(first.start, last.end),
            printed_text(output),
            each.client.kind,
            title,
            each.client.dialect,
            leaves=True,
        )
        title = next_title
