"""``runbook-site catalog``: every command, as JSON or CSV."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import add_command, add_output, add_paths
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import require_output, write_json, write_output
from runbook_site.cli.reading import complain_of_nothing, read_published

if TYPE_CHECKING:
    import argparse

    from runbook_site.cli.arguments import Subparsers

_EXAMPLES = """\
  runbook-site catalog --output catalog.json
  runbook-site catalog --format csv > commands.csv
  runbook-site catalog runbook_src | jq '.entries[] | select(.risk == "destructive") | .id'
"""


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(commands, "catalog", "list every command of the runbooks, as data", _EXAMPLES, run)
    add_paths(command)
    command.add_argument("--format", choices=("json", "csv"), default="json", help="form of the catalog")
    add_output(command)


def run(options: argparse.Namespace) -> ExitCode:
    """Write the catalog."""
    from runbook_site.catalog.build import build_catalog

    project = read_published(options.paths)
    complain_of_nothing(project, options.paths)
    require_output(options.output, project.library)
    catalog = build_catalog(project)
    if options.format == "csv":
        from runbook_site.catalog.csv import catalog_csv

        for_terminal = options.output is None and sys.stdout.isatty()
        write_output(catalog_csv(catalog, for_terminal=for_terminal), options.output)
    else:
        from runbook_site.catalog.json import catalog_json

        write_json(catalog_json(catalog), options.output)
    return ExitCode.FAILED if any(file.failed for file in project.library.skipped) else ExitCode.CLEAN
