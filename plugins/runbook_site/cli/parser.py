"""A parser of arguments that writes as the rest of the command line does."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from runbook_site.cli.streams import write_error, write_standard
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _typeshed import SupportsWrite


class Parser(argparse.ArgumentParser):
    """Spells out control characters of what it was given, and fails where its help cannot be written."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        if file is sys.stdout:
            write_standard(printable(message))
        else:
            write_error(printable(message))


def parsed(top: argparse.ArgumentParser, arguments: Sequence[str] | None) -> argparse.Namespace:
    """The arguments as options. A mistake ends the program with the usage of the command that it was made in."""
    options, unknown = top.parse_known_args(arguments)
    if unknown:
        command: argparse.ArgumentParser = options.command
        command.error(f"unrecognized arguments: {' '.join(unknown)}")
    return options
