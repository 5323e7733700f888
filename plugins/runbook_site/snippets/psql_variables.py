r"""Variables that psql's own commands set: ``\set``, ``\gset``, ``\prompt``, ``\getenv``, and ``-v`` of its call.

Source: PostgreSQL documentation, "psql", sections "Meta-Commands" and "Variables".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.snippets.sql_grammar import output_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.snippets.invocation import Invocation

_NAME = re.compile(r"\w+")
_OPTIONS = ("-v", "--set", "--variable")


def set_by_meta_command(command: str, statement: str) -> tuple[str, ...]:
    r"""The names that a meta-command sets.

    Args:
        command: As written.
        statement: The statement in front of it, whose columns ``\gset`` takes.
    """
    name, *arguments = command.split()
    if name == "\\gset":
        prefix = arguments[0] if arguments else ""
        return tuple(prefix + column for column in output_names(statement))
    if name in {"\\set", "\\getenv"}:
        return tuple(argument for argument in arguments[:1] if _NAME.fullmatch(argument))
    if name == "\\prompt":
        return tuple(argument for argument in arguments[-1:] if _NAME.fullmatch(argument))
    return ()


def set_by_options(invocation: Invocation) -> Iterator[str]:
    """The names that a call of psql sets: ``-v name=value``, in one word or two; values may be the shell's."""
    waiting = False
    for word in invocation.argv[1:]:
        written = word.text if word.value is None else word.value
        option = next((each for each in _OPTIONS if written.startswith(each)), "")
        given = written if waiting else written[len(option) :].removeprefix("=") if option else ""
        waiting = written in _OPTIONS
        name, sign, _ = given.strip("\"'").partition("=")
        if sign and _NAME.fullmatch(name):
            yield name
