"""Which variables are known where, and which are set by the commands themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.document import Library, RunbookDocument
    from runbook_site.model.variable import Variable
    from runbook_site.snippets.snippet import Chunk

WELL_KNOWN = re.compile(
    r"EDITOR|VISUAL|PAGER|LANG|LANGUAGE|TMPDIR|TZ|DISPLAY|MAIL|CDPATH|COMP_\w+|PROMPT_\w+|PS[0-9]|BASH\w*|LC_\w+|"
    r"XDG_\w+|SSH_\w+|SUDO_\w+|[0-9@*#?$!_-]"
)
"""Variables that a terminal has, or a program sets, so that nobody needs to fill them in.

Those that the shell itself sets are not among the uses of a chunk to begin with.
"""

PSQL_OWN = frozenset(
    {
        *("AUTOCOMMIT", "COMP_KEYWORD_CASE", "DBNAME", "ECHO", "ECHO_HIDDEN", "ENCODING", "ERROR"),
        *("FETCH_COUNT", "HIDE_TABLEAM", "HIDE_TOAST_COMPRESSION", "HISTCONTROL", "HISTFILE", "HISTSIZE"),
        *("HOST", "IGNOREEOF", "LASTOID", "LAST_ERROR_MESSAGE", "LAST_ERROR_SQLSTATE", "ON_ERROR_ROLLBACK"),
        *("ON_ERROR_STOP", "PIPELINE_COMMAND_COUNT", "PIPELINE_RESULT_COUNT", "PIPELINE_SYNC_COUNT", "PORT"),
        *("PROMPT1", "PROMPT2", "PROMPT3", "QUIET", "ROW_COUNT", "SERVER_VERSION_NAME", "SERVER_VERSION_NUM"),
        *("SERVICE", "SHELL_ERROR", "SHELL_EXIT_CODE", "SHOW_ALL_RESULTS", "SHOW_CONTEXT", "SINGLELINE"),
        *("SINGLESTEP", "SQLSTATE", "USER", "VERBOSITY", "VERSION", "VERSION_NAME", "VERSION_NUM"),
        *("WATCH_INTERVAL"),
    }
)
"""Variables that psql treats specially. Source: PostgreSQL 18, reference of psql, "Variables"."""

_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_NAME_AND_SIGN = re.compile(r"([A-Za-z_]\w*)\+?=", re.ASCII)
_USE = re.compile(r"\$\{?([A-Za-z_]\w*)|:['\"]?([A-Za-z_]\w*)|<([A-Za-z_]\w*)>|\{\{ ?([A-Za-z_]\w*) ?\}\}", re.ASCII)
_DECLARING = frozenset({"export", "declare", "typeset", "readonly", "local"})
_READING = frozenset({"read", "mapfile", "readarray"})
_SETTING = _DECLARING | _READING | {"psql"}


def declared(library: Library, document: RunbookDocument) -> dict[str, Variable | None]:
    """Variables that have a meaning in a runbook; ``None`` for those that the environment sets."""
    site = library.site.site
    service = library.service(document.service).service
    known: dict[str, Variable | None] = {each.name: None for each in site.environment_variables}
    known |= {each.name: None for each in service.environment_variables} if service else {}
    return known | site.variables | (service.variables if service else {}) | document.runbook.variables


def names_set(chunk: Chunk) -> Iterator[str]:
    """Variables that a chunk sets for those behind it, in the shell or in psql."""
    for invocation in chunk.invocations:
        yield from (assignment.name for assignment in invocation.assignments if assignment.alone)
        if invocation.tool not in _SETTING:
            continue
        words = [word.text.lstrip("'\"") for word in invocation.argv]
        if invocation.tool in _DECLARING:
            yield from (match[1] for word in words if (match := _NAME_AND_SIGN.match(word)))
        elif invocation.tool in _READING:
            yield from (word for word in words[1:] if _NAME.fullmatch(word))
        else:
            yield from (match[1] for word in words for match in [_NAME_AND_SIGN.match(_psql_value(word))] if match)
    for statement in chunk.statements:
        parts = statement.text.text.split()
        if statement.kind in {"\\set", "\\prompt", "\\getenv"}:
            yield from (part for part in parts[1:] if _NAME.fullmatch(part))


def sets_unknown_names(chunk: Chunk) -> bool:
    r"""Whether names are set that the text does not tell: ``\gset``, ``source``, ``eval``."""
    return any("\\gset" in statement.text.text for statement in chunk.statements) or any(
        invocation.tool in {"source", ".", "eval"} for invocation in chunk.invocations
    )


def used_in(text: str) -> frozenset[str]:
    """Names that a text uses, in the way of shell or psql, or as placeholders."""
    return frozenset(match[match.lastindex or 0] for match in _USE.finditer(text))


def _psql_value(word: str) -> str:
    """What stands behind ``-v`` or ``--set=`` in the same word, else the word."""
    for option in ("--variable=", "--set=", "-v"):
        if word.startswith(option):
            return word.removeprefix(option).lstrip("'\"")
    return word
