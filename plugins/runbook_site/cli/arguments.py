"""Arguments that several commands have."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.cli.exit_code import ExitCode

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names it nowhere else

DEFAULT_SOURCE = Path("runbook_src")


def add_command(
    commands: Subparsers, name: str, summary: str, examples: str, run: Callable[[argparse.Namespace], ExitCode]
) -> argparse.ArgumentParser:
    """Add a subcommand with a one-line summary and examples; they run as they are shown."""
    command = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run, command=command)
    return command


def add_paths(command: argparse.ArgumentParser) -> None:
    """Add ``PATH ...``."""
    command.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help=f"a folder of runbooks, any folder of Markdown, or a file (default: {DEFAULT_SOURCE})",
    )


def add_output(command: argparse.ArgumentParser) -> None:
    """Add ``--output FILE``."""
    command.add_argument("--output", metavar="FILE", type=Path, help="write there instead of standard output")


def add_today(
    command: argparse._ActionsContainer, what: str = "the day that review dates are held against, YYYY-MM-DD"
) -> None:
    """Add ``--today DATE``; ``what`` says what for."""
    command.add_argument(
        "--today",
        metavar="DATE",
        type=_date,
        default=None,
        help=f"{what} (default: the day it is)",
    )


def today_of(options: argparse.Namespace) -> date:
    """The day given, or the day it is, in UTC."""
    from datetime import UTC, datetime

    given: date | None = options.today
    return given or datetime.now(tz=UTC).date()


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"'{text}' is no date; write it as YYYY-MM-DD"
        raise argparse.ArgumentTypeError(message) from None
