"""``runbook-site grammar``: what is known of tools, and how a team adds its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.cli.arguments import add_command
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import write_output
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    import argparse

    from runbook_site.cli.arguments import Subparsers

_EXAMPLES = """\
  runbook-site grammar list
  runbook-site grammar add tar
"""


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(
        commands, "grammar", "see which tools commands are held against, and add some", _EXAMPLES, run
    )
    command.add_argument(
        "action",
        metavar="ACTION",
        help="list or add: list what is known, or learn a tool from its own help",
    )
    command.add_argument("tool", metavar="TOOL", nargs="?", help="for add: an installed program, by its name")
    command.add_argument("--version", metavar="VERSION", help="for add: its version, where it does not say so itself")


def run(options: argparse.Namespace) -> ExitCode:
    """List or add grammars.

    Raises:
        RunbookSiteError: There is no tool to add, or one too many, or it cannot be learned.
    """
    if options.action not in {"list", "add"}:
        message = f"'grammar {options.action}' is no command; there are 'grammar list' and 'grammar add TOOL'"
        raise RunbookSiteError(message)
    if options.action == "list" and (options.tool or options.version):
        message = "'grammar list' takes no tool; 'grammar add TOOL' learns one"
        raise RunbookSiteError(message)
    if options.action == "add" and not options.tool:
        message = "'grammar add' needs the name of an installed program"
        raise RunbookSiteError(message)
    return _show() if options.action == "list" else _add(options.tool, options.version)


def _show() -> ExitCode:
    """List what is known."""
    from runbook_site.checks.cli.tool_words import ADDED
    from runbook_site.grammars.pack import SHIPPED, Pack

    by_tool = Pack((SHIPPED, ADDED)).by_tool
    width = max(len(tool) for tool in by_tool)
    lines = [f"{tool:<{width}}  {', '.join(each.version for each in packed)}" for tool, packed in by_tool.items()]
    write_output("\n".join(lines) + "\n", None)
    return ExitCode.CLEAN


def _add(tool: str, version: str | None) -> ExitCode:
    """Learn a tool, after saying what is run for it."""
    import re

    from runbook_site.checks.cli.tool_words import ADDED
    from runbook_site.grammars.encoding import dump
    from runbook_site.grammars.readers.execute import offline
    from runbook_site.grammars.readers.harvest import calls_of, harvest

    if re.fullmatch(r"[A-Za-z0-9][\w.+-]*", tool) is None:
        message = f"'{tool}' is no name of a program; a program is named as it is called, without its folder"
        raise RunbookSiteError(message)
    if version is not None and re.fullmatch(r"[0-9][\w.+]*", version) is None:
        message = f"'{version}' is no version; write it as in 2.4"
        raise RunbookSiteError(message)
    calls = "".join(f"  {call}\n" for call in calls_of(tool))
    network = "without a network" if offline() else "with the network, which cannot be kept from it here"
    write_output(f"runs, in an empty folder, without standard input and {network}:\n{calls}", None)
    grammar = harvest(tool, version)
    path = ADDED / f"{grammar.tool}-{grammar.version}.json.xz"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dump(grammar))
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise RunbookSiteError(message) from error
    count = len({id(each) for each in grammar.root.commands.values()})
    write_output(f"{path}: {count} subcommands, {len(grammar.root.options)} options of the tool itself\n", None)
    return ExitCode.CLEAN
