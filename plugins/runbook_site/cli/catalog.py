"""``runbook-site catalog``: every command, as JSON or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.cli.arguments import add_command, add_output, add_paths
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import write_output
from runbook_site.cli.reading import read_project

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

    project = read_project(options.paths)
    catalog = build_catalog(project)
    if options.format == "csv":
        from runbook_site.catalog.csv import catalog_csv

        text = catalog_csv(catalog)
    else:
        from runbook_site.catalog.json import catalog_json

        text = catalog_json(catalog)
    write_output(text, options.output)
    return ExitCode.FAILED if any(file.failed for file in project.library.skipped) else ExitCode.CLEAN
