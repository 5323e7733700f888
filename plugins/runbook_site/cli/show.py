"""``runbook-site show``: a runbook or a command in the terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import add_command, add_paths
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import write_output
from runbook_site.cli.reading import read_project
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    import argparse

    from runbook_site.catalog.entry import Catalog
    from runbook_site.cli.arguments import Subparsers

_EXAMPLES = """\
  runbook-site show                              # list the runbooks
  runbook-site show shop/checkout-down           # read one
  runbook-site show checkout-down                # the same, where the name is unique
  runbook-site show restart docs/runbooks        # one of another folder
  runbook-site show shop/checkout-down/ask-health > health.sh    # the text of one command, and nothing else
"""


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(
        commands, "show", "show a runbook or a command in the terminal, for the day the site is gone", _EXAMPLES, run
    )
    command.add_argument("name", metavar="NAME", nargs="?", help="a runbook or a command, by id or a part of it")
    add_paths(command)


def run(options: argparse.Namespace) -> ExitCode:
    """Show."""
    from runbook_site.catalog.build import build_catalog
    from runbook_site.cli.terminal_page import runbook_list, runbook_text

    project = read_project(options.paths)
    catalog = build_catalog(project)
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    if not options.name:
        write_output(runbook_list(project), None)
        return ExitCode.CLEAN
    kind, found = _find(catalog, options.name)
    if kind == "command":
        # Raw: what is shown is what is run. A pipe gets the bytes; a terminal gets nothing that moves it.
        from runbook_site.sources.printable import printable

        source = next(entry.source for entry in catalog.entries if entry.id == found)
        write_output((printable(source) if sys.stdout.isatty() else source) + "\n", None)
        return ExitCode.CLEAN
    document = next(d for d in project.library.runbooks if f"{d.service}/{d.id}" == found)
    write_output(runbook_text(project.library, document, catalog, colour=colour), None)
    return ExitCode.CLEAN


def _find(catalog: Catalog, name: str) -> tuple[str, str]:
    """The one runbook or command that a name means.

    Raises:
        RunbookSiteError: None does, or several do.
    """
    runbooks = [f"{runbook.service}/{runbook.id}" for runbook in catalog.runbooks]
    commands = [entry.id for entry in catalog.entries]
    for kind, ids in (("runbook", runbooks), ("command", commands)):
        if name in ids:
            return kind, name
    matching = [("runbook", i) for i in runbooks if i.endswith(f"/{name}")]
    matching = matching or [("command", i) for i in commands if i.endswith(f"/{name}")]
    matching = matching or [("runbook", i) for i in runbooks if name.casefold() in i.casefold()]
    if len(matching) == 1:
        return matching[0]
    if matching:
        listed = "\n  ".join(i for _, i in matching[:20])
        message = f"'{name}' could be any of these; give more of its name:\n  {listed}"
        raise RunbookSiteError(message)
    message = f"there is no runbook or command '{name}'; `runbook-site show` lists the runbooks"
    raise RunbookSiteError(message)
