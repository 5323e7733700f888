"""A parser of arguments that writes as the rest of the command line does."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from runbook_site.cli.streams import write_error, write_standard
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from _typeshed import SupportsWrite


class Parser(argparse.ArgumentParser):
    """Spells out control characters of what it was given, and fails where its help cannot be written."""

    def _check_value(self, action: argparse.Action, value: object) -> None:
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            words = [str(choice) for choice in action.choices or ()]
            raise argparse.ArgumentError(action, f"{error.message}{_hint(str(value), words)}") from None

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
        known = command._option_string_actions  # noqa: SLF001 - argparse lists them nowhere else
        hint = _hint(unknown[0].partition("=")[0], known) if unknown[0].startswith("--") else ""
        command.error(f"unrecognized arguments: {' '.join(unknown)}{hint}")
    return options


def _hint(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` where a known word resembles this one, else nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.75)
    return f"; did you mean '{near[0]}'?" if near else ""
