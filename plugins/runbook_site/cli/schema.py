"""``runbook-site schema``: the JSON Schemas of the source files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import DEFAULT_SOURCE, add_command
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import why_not
from runbook_site.cli.streams import say
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    import argparse

    from runbook_site.cli.arguments import Subparsers

_EXAMPLES = """\
  runbook-site schema                     # renew runbook_src/.schema after an update of the tool
  runbook-site schema --out docs/schema
"""


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(commands, "schema", "write the JSON Schemas that an editor completes from", _EXAMPLES, run)
    command.add_argument(
        "--out", metavar="DIR", type=Path, default=DEFAULT_SOURCE / ".schema", help="folder (default: %(default)s)"
    )


def run(options: argparse.Namespace) -> ExitCode:
    """Write the schemas."""
    from runbook_site.model.schemas import write_schemas

    try:
        write_schemas(options.out)
    except OSError as error:
        message = f"cannot write '{options.out}': {why_not(options.out, error)}"
        raise RunbookSiteError(message) from error
    say(f"schemas written to {options.out}")
    return ExitCode.CLEAN
