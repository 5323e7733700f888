"""Read a tool's commands from the help of each, walking down from the top."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.grammars.grammar import Command, Option
from runbook_site.grammars.readers.command_lines import read_aliases, read_commands
from runbook_site.grammars.readers.option_lines import options_of, read_options
from runbook_site.grammars.readers.usage import operands_of

if TYPE_CHECKING:
    from runbook_site.grammars.readers.execute import Asker

_DEEPEST = 5
_USAGE = re.compile(r"^usage:?\s*(?P<line>\S.*)$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HelpTree:
    """How a tool is asked for the help of its subcommands.

    Attributes:
        ask: What is written behind the subcommand: ``--help``.
        enforced: Whether the tool refuses another number of operands than its usage line says.
        rest: Subcommands, with blanks, whose operands after the first are another program's.
        open: Whether other subcommands may be installed.
    """

    ask: tuple[str, ...] = ("--help",)
    enforced: bool = False
    rest: frozenset[str] = frozenset()
    open: bool = False


def read_tree(asker: Asker, tree: HelpTree) -> Command:
    """A tool with all its subcommands."""
    return _read(asker, tree, (), asker.ask(*tree.ask))


def _read(asker: Asker, tree: HelpTree, path: tuple[str, ...], text: str) -> Command:
    commands: dict[str, Command] = {}
    listed = read_commands(text) if len(path) < _DEEPEST else []
    for names in listed:
        below = (*path, names[0])
        own = asker.ask(*below, *tree.ask)
        # A tool that shows the same help again has no more to say of that subcommand.
        command = Command(loose=True) if not own or own == text else _read(asker, tree, below, own)
        for name in (*names, *read_aliases(own, below)):
            commands.setdefault(name, command)
    usage = _USAGE.search(text)
    line = usage["line"] if usage else ""
    rest = " ".join(path) in tree.rest
    return Command(
        options=_with_help(options_of(read_options(text))),
        commands=commands,
        operands=_operands(line, path) if tree.enforced and line and not commands else None,
        rest=rest,
        open=tree.open and not path,
        needs_command=bool(commands),
    )


def _operands(line: str, path: tuple[str, ...]) -> tuple[int, int | None] | None:
    last = path[-1] if path else ""
    _, found, behind = line.partition(f" {last} ") if last else ("", "x", line.partition(" ")[2])
    if not found and last and line.endswith(f" {last}"):
        behind = ""
    elif not found:
        return None
    return None if "|" in behind else operands_of(behind)


def _with_help(options: dict[str, Option]) -> dict[str, Option]:
    """The options with those that call for help, which not every tool lists."""
    return {"--help": Option(), **({} if "-h" in options else {"-h": Option()}), **options}
