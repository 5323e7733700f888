"""``runbook-site``: the one place where errors become exit codes."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import traceback
from typing import TYPE_CHECKING

from runbook_site import __version__
from runbook_site.cli import build, catalog, check, explain, grammar, new, prove, rules, sandbox, schema, show, verify
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.parser import Parser, parsed
from runbook_site.cli.signals import Ended, ending_signals
from runbook_site.cli.streams import complain, open_closed_streams
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.keeping import keeping

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (check, catalog, build, verify, prove, new, show, rules, explain, grammar, sandbox, schema)
"""Every subcommand: a module with ``add`` and ``run``."""

_EPILOG = """\
examples:
  runbook-site check                      # check runbook_src
  runbook-site check docs/runbooks        # check any folder of Markdown, as it is
  runbook-site catalog --format csv       # every command, as a table
  runbook-site show shop/checkout-down    # read a runbook in the terminal

exit codes: 0 clean, 1 findings, 2 the tool could not do its work
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = Parser(
        prog="runbook-site",
        description="Check operations runbooks kept in git, and build a searchable site and a catalog of "
        "their commands.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"runbook-site {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Returns:
        The exit code: see `ExitCode`; 128 and the signal's number where a signal ended it.
    """
    open_closed_streams()
    # No plugin of pydantic is of use here, and to look for them is to read the metadata of every package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        with ending_signals(), keeping():
            return _run(arguments)
    except KeyboardInterrupt:
        complain("\nrunbook-site: interrupted")
        return ExitCode.INTERRUPTED
    except Ended as end:
        complain(f"runbook-site: ended by {end.signal.name}")
        return 128 + end.signal


def _run(arguments: Sequence[str] | None) -> ExitCode:
    try:
        options = parsed(parser(), arguments)
        code: ExitCode = options.run(options)
    except RunbookSiteError as error:
        complain(f"runbook-site: {error}")
        return ExitCode.FAILED
    except Exception:  # noqa: BLE001 - the one boundary: whatever happens, the user learns what to do
        complain(_crash_report())
        return ExitCode.FAILED
    return code


def _crash_report() -> str:
    return (
        "runbook-site: this is a defect of the tool, not of your runbooks. Please report it with these lines:\n"
        f"runbook-site {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"{traceback.format_exc()}"
    )


if __name__ == "__main__":
    sys.exit(main())
