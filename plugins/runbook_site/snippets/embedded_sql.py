"""SQL inside of shell: what is given to a database's client as an argument, a heredoc, or through a pipe."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.snippets.psql_variables import set_by_options
from runbook_site.snippets.shell_escapes import unquoted, unquoted_words
from runbook_site.snippets.shell_text import Opaque, ShellText
from runbook_site.snippets.sql import SqlSource, SqlSplit, split_source
from runbook_site.snippets.tool import shown, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.shell_commands import ShellCommands
    from runbook_site.snippets.shell_quoting import Quotings
    from runbook_site.snippets.word import Word


@dataclass(frozen=True, slots=True)
class SqlClient:
    """How a client takes SQL.

    Attributes:
        dialect: The SQL that it speaks; empty for the service's.
        options: Options whose value is SQL.
        values: Other options that take the next word.
        operand: Which operand is SQL, counted from 1; 0 for none.
        files: Options that name a file of SQL, so that nothing is read from standard input.
    """

    dialect: str
    options: str = ""
    values: str = ""
    operand: int = 0
    files: str = ""


_PSQL = "-h --host -p --port -U --username -d --dbname -v --set --variable -o --output -L --log-file -F -R -P -T --pset"
_MYSQL = "-h --host -P --port -u --user -D --database -S --socket --protocol --default-character-set --login-path"

CLIENTS: dict[str, SqlClient] = {
    "bq": SqlClient("bigquery"),
    "duckdb": SqlClient("postgresql", "-c -s", operand=2, files="-f -init"),
    "mariadb": SqlClient("mysql", "-e --execute", _MYSQL),
    "mysql": SqlClient("mysql", "-e --execute", _MYSQL),
    "psql": SqlClient("postgresql", "-c --command", _PSQL, files="-f --file"),
    "snowsql": SqlClient("snowflake", "-q --query", files="-f --filename"),
    "sqlcmd": SqlClient("tsql", "-Q -q --query", "-S -U -P -d -o -s -W", files="-i"),
    "sqlite3": SqlClient("sqlite", "-cmd", "-separator -newline -nullvalue -init", operand=2),
    "sqlplus": SqlClient("oracle"),
    "usql": SqlClient("", "-c --command", files="-f --file"),
}
"""Clients that run SQL, one entry each."""

_PRINTERS = frozenset({"echo", "printf"})
_ECHO_OPTIONS = frozenset({"-e", "-n", "-E", "-ne", "-en", "--"})
_FLAGS = re.compile(r"-[A-Za-z0-9]+")


def split_embedded(commands: ShellCommands, dialect: str) -> SqlSplit:
    """The SQL statements of all invocations, each with the index of the one that carries it.

    Args:
        commands: All commands of a text.
        dialect: The service's SQL, for clients that speak several.
    """
    found: list[SqlSplit] = []
    for index, invocation in enumerate(commands.invocations):
        client = CLIENTS.get(invocation.tool)
        if client is None:
            continue
        via = (*invocation.via, invocation.tool)
        is_psql = invocation.tool == "psql"
        known = frozenset(set_by_options(invocation)) if is_psql else frozenset()
        for shell, before, is_argument in _texts(client, commands, index):
            masked = tuple((place.start, place.end) for place in shell.opaque)
            spoken = client.dialect or dialect
            # Behind -c, psql takes either SQL or one meta-command, which goes on over ends of lines.
            is_meta = is_psql and is_argument and shell.text.text.startswith("\\")
            split = split_source(shell.text, SqlSource(spoken, is_psql, via, index, known, masked, is_meta))
            found.append(_read_before(split, before) if before else split)
    return SqlSplit(
        tuple(each for split in found for each in split.statements),
        tuple(each for split in found for each in split.problems),
        tuple(each for split in found for each in split.variables),
        quotings={offset: quoting for split in found for offset, quoting in split.quotings.items()},
    )


def _read_before(split: SqlSplit, before: Quotings) -> SqlSplit:
    """SQL whose values something reads before the client does."""
    variables = tuple(replace(use, quoting=before + use.quoting) for use in split.variables)
    return replace(split, variables=variables, quotings={at: before + each for at, each in split.quotings.items()})


def _texts(client: SqlClient, commands: ShellCommands, index: int) -> Iterator[tuple[ShellText, Quotings, bool]]:
    """The SQL that a client is given, each with what reads it before, and whether it is an argument."""
    invocation = commands.invocations[index]
    given = list(_arguments(client, invocation))
    yield from ((each, (), True) for each in given)
    files = words_of(client.files)
    from_file = any(
        word.value in files and after.value not in {"-", "/dev/stdin"} for word, after in pairwise(invocation.argv)
    )
    if not given and not from_file:
        stdin = _stdin(commands, index)
        if stdin is not None:
            yield *stdin, False


def _arguments(client: SqlClient, invocation: Invocation) -> Iterator[ShellText]:
    """SQL in the words of a client: ``-c "…"``, ``-Atc "…"``, ``--command="…"``, ``-e"…"``, an operand."""
    options = words_of(client.options)
    letters = {option[1] for option in options if len(option) == 2}  # noqa: PLR2004 - a dash and a letter
    values = words_of(client.values) | words_of(client.files)
    argv = invocation.argv
    operands = 0
    at = 1
    while at < len(argv):
        written = shown(argv[at])
        name = written.partition("=")[0]
        if written in options or (_FLAGS.fullmatch(written) and written[-1] in letters and written not in values):
            at += 1
            if at < len(argv):
                yield unquoted(invocation.text, argv[at].parts)
        elif name in options:
            yield _behind(invocation, argv[at], len(name) + 1)
        elif count := _letters_before_sql(written, letters):
            yield _behind(invocation, argv[at], count)
        elif written in values:
            at += 1
        elif not written.startswith("-"):
            operands += 1
            if operands == client.operand:
                yield unquoted(invocation.text, argv[at].parts)
        at += 1


def _letters_before_sql(written: str, letters: set[str]) -> int:
    """How many characters stand before the SQL in ``-e"select 1"`` and ``-Ne"select 1"``; 0 where there is none."""
    if not written.startswith("-") or written.startswith("--") or " " not in written:
        return 0
    flags = len(written) - len(written[1:].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
    return next((at + 1 for at in range(1, flags) if written[at] in letters), 0)


def _behind(invocation: Invocation, word: Word, count: int) -> ShellText:
    """What a word holds behind its first characters."""
    shell = unquoted(invocation.text, word.parts)
    opaque = tuple(
        Opaque(place.start - count, place.end - count, place.kind, place.name)
        for place in shell.opaque
        if place.start >= count
    )
    return ShellText(shell.text.cut(count, len(shell.text.text)), shell.masked[count:], opaque)


def _stdin(commands: ShellCommands, index: int) -> tuple[ShellText, Quotings] | None:
    """What a client reads: a heredoc or ``<<<`` of its own or of a command around it, or what is piped into it."""
    if (given := commands.stdin[index]) is not None:
        return given, ()
    invocations = commands.invocations
    place = (invocations[index].position, invocations[index].pipeline)
    at: int | None = index
    while at is not None and (invocations[at].position, invocations[at].pipeline) == place:
        piped = _before_pipe(commands, at) if invocations[at].position else None
        if piped is not None:
            return piped
        at = invocations[at].parent
    return None


def _before_pipe(commands: ShellCommands, index: int) -> tuple[ShellText, Quotings] | None:
    """What ``echo``, ``printf`` or ``cat <<EOF`` hand to the next command of their pipeline."""
    after = commands.invocations[index]
    for at in range(index - 1, -1, -1):
        before = commands.invocations[at]
        same = before.via == after.via and before.parent == after.parent and before.text is after.text
        if not same or before.position >= after.position:
            continue
        if before.tool == "cat":
            return None if (given := commands.stdin[at]) is None else (given, ())
        if before.tool not in _PRINTERS:
            return None
        start = next((i for i, word in enumerate(before.argv) if i and word.value not in _ECHO_OPTIONS), 1)
        words = before.argv[start:] if before.tool == "echo" else before.argv[start : start + 1]
        formats = before.tool == "printf" or any("e" in (word.value or "") for word in before.argv[1:start])
        return (unquoted_words(before.text, words), ("format",) if formats else ()) if words else None
    return None
