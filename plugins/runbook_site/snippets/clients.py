r"""What is typed below a client that somebody opened, without a prompt: SQL below ``psql shop``, up to ``\q``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.continuation import CLOSED, after_line
from runbook_site.snippets.embedded_sql import CLIENTS
from runbook_site.snippets.evidence import META_COMMAND, is_command_line
from runbook_site.snippets.printed import is_printed
from runbook_site.snippets.risk.derive import opens_session
from runbook_site.snippets.risk.redis import REDIS
from runbook_site.snippets.shell_commands import read_commands
from runbook_site.snippets.shell_parse import parse_shell
from runbook_site.snippets.shell_text import ShellText
from runbook_site.snippets.sql import SqlSource, split_source
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.snippets.prompt import PromptKind

_MAY_OPEN = re.compile(
    r"(?:^|[\s/])(?:psql|mysql|mariadb|sqlite3|sqlcmd|usql|ssh|su|sudo|rsh|bash|sh|zsh|ash|chroot|nsenter|debug)(?=\s|$)"
)
_SHELLS = frozenset(
    {"ssh", "su", "sudo", "bash", "sh", "zsh", "ash", "dash", "ksh", "mosh", "rsh", "chroot", "nsenter"}
)
_REMOTE = frozenset({("rsh",), ("debug",)})
"""Subcommands of kubectl and oc that open a shell where no command stands behind them."""
_SQL_START = re.compile(
    r"""\s*+(?:select|insert|update|delete|with|create|alter|drop|truncate|grant|revoke|vacuum|analyze|reindex|explain|show
    |set|use|begin|commit|rollback|start|call|refresh|reset|lock|merge|checkpoint|cluster|comment|do|table|values|flush
    |kill|optimize|repair|describe|desc|stop|change|purge|pragma|attach|detach|savepoint|release)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDS_CLIENT = re.compile(r"\s*+(?:\\q|exit|quit|logout|\.exit|\.quit|\^D|Ctrl[ +-]D)\s*;?\s*$", re.IGNORECASE)
_UNREAD = ("redis-cli", "valkey-cli", "keydb-cli", "mongosh", "mongo")
"""Clients whose language is not among those that are read."""
_LONGEST_STATEMENT = 200
"""How many lines a statement may have."""


@dataclass(frozen=True, slots=True)
class Client:
    """A program that takes commands at a prompt of its own.

    Attributes:
        kind: Whose language it takes.
        dialect: Its SQL; empty for a shell, and where the service's holds.
    """

    kind: PromptKind
    dialect: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A command that was typed without a prompt.

    Attributes:
        first: Index of its first line.
        end: Index behind its last line.
        client: What it was typed into.
    """

    first: int
    end: int
    client: Client


def may_open_client(text: str) -> bool:
    """Whether a text names a client at all: most do not, and need not be looked at."""
    return _MAY_OPEN.search(text) is not None


def opened_client(command: str) -> Client | None:
    """The client that a command line opens, so that what follows is typed into it; ``None`` where it opens none."""
    last = command.rstrip().rpartition("\n")[2]
    if not may_open_client(last):
        return None
    text = SourceText("", command).whole()
    invocations = read_commands(parse_shell(ShellText(text, command))).invocations
    if not invocations:
        return None
    inner = invocations[-1]
    is_remote = inner.subcommand[-1:] in _REMOTE
    if inner.pipeline > 1 or inner.redirects or not (is_remote or opens_session(inner)):
        return None
    if inner.tool in CLIENTS:
        return Client("psql" if inner.tool == "psql" else "mysql", CLIENTS[inner.tool].dialect)
    return Client("shell") if is_remote or inner.tool in _SHELLS else None


def unread_client(command: str, printed: str) -> str:
    """The client whose own language the lines below a command are in, where that is not read here; else empty."""
    first = printed.strip().partition("\n")[0].split()
    last = command.rstrip().rpartition("\n")[2]
    name = next((name for name in _UNREAD if f"{name} " in f"{last} "), "")
    if not name or not first:
        return ""
    is_redis = name in REDIS and any(" ".join(first[:count]).upper() in REDIS[name].verbs for count in (1, 2))
    is_mongo = name not in REDIS and first[0].startswith(("db.", "rs.", "sh.", "use", "show"))
    return name if is_redis or is_mongo else ""


def typed_below(command: str, lines: Sequence[str]) -> tuple[Typed, ...]:
    """The commands among the lines below one that opens a client; empty where it is not certain that there are any.

    Of SQL, a statement with its end that the client's own grammar takes; of shell, what begins with a known tool, as
    long as all between is evidently output. What follows the client's end is typed into the shell around it.
    """
    may_be_typed = (line for line in lines if line.rstrip().endswith((";", "\\G")) or META_COMMAND.match(line))
    if next(may_be_typed, None) is None and not any(is_command_line(line) for line in lines):
        return ()
    client = opened_client(command)
    if client is None:
        return ()
    found: list[Typed] = []
    clients = [client]
    at = printed_from = 0
    while at < len(lines):
        current = clients[-1] if clients else Client("shell")
        length = _length(current, lines, at)
        if not length:
            at += 1
            continue
        printed = [
            line for line in lines[printed_from:at] if line.strip() and not line.lstrip().startswith(("--", "#"))
        ]
        if printed and current.kind == "shell" and not is_printed(printed):
            break
        text = "\n".join(lines[at : at + length])
        ends = _ENDS_CLIENT.match(text) is not None
        if not ends or current.kind == "psql":
            found.append(Typed(at, at + length, current))
        if ends:
            del clients[-1:]
        elif current.kind == "shell" and (opened := opened_client(text)) is not None:
            clients.append(opened)
        at = printed_from = at + length
    return tuple(found)


def _length(client: Client, lines: Sequence[str], at: int) -> int:
    """How many lines the command has that begins on a line; 0 where none does."""
    if not lines[at].strip():
        return 0
    if _ENDS_CLIENT.match(lines[at]):
        return 1
    return _shell_length(lines, at) if client.kind == "shell" else sql_length(client, lines, at)


def _shell_length(lines: Sequence[str], at: int) -> int:
    if not is_command_line(lines[at]) and opened_client(lines[at]) is None:
        return 0
    state = CLOSED
    for count, line in enumerate(lines[at:], 1):
        state = after_line(state, line)
        if not state.open:
            return count
    return 1


def may_be_sql(line: str) -> bool:
    """Whether a line begins as a statement does, and ends as one does."""
    return _SQL_START.match(line) is not None and line.rstrip().endswith(";")


def sql_length(client: Client, lines: Sequence[str], at: int) -> int:
    """How many lines the statement has that begins on a line, by the grammar of the client; 0 where none does."""
    if client.kind == "psql" and META_COMMAND.match(lines[at]):
        return 1
    if _SQL_START.match(lines[at]) is None:
        return 0
    for count, line in enumerate(lines[at : at + _LONGEST_STATEMENT], 1):
        if not line.strip():
            return 0
        if line.rstrip().endswith((";", "\\G", "\\g")):
            return count if _is_sql(client, "\n".join(lines[at : at + count])) else 0
    return 0


def _is_sql(client: Client, text: str) -> bool:
    source = SqlSource(client.dialect or "postgresql", psql=client.kind == "psql")
    return not split_source(SourceText("", text).whole(), source).problems
