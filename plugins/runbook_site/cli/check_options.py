"""The options of ``check``, by what they are for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, cast

from runbook_site.cli.arguments import add_output, add_paths, add_today
from runbook_site.cli.report_form import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = """\
  runbook-site check
  runbook-site check docs/runbooks --fail-on never
  runbook-site check --changed-since HEAD              # only what my work is about
  runbook-site check runbook_src --format sarif --output findings.sarif
  runbook-site check --write-baseline baseline.json    # accept what is there
  runbook-site check --baseline baseline.json          # and fail on what is new
  runbook-site check --diff                            # what would --fix change?
  runbook-site check --today 2027-01-01                # what will be overdue then?
"""


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_paths(command)
    _add_what_to_check(command.add_argument_group("what to check"))
    _add_report(command.add_argument_group("the report"))
    _add_living_with(command.add_argument_group("what is accepted for now"))
    _add_fixing(command.add_argument_group("fixing"))


def require_sense(options: argparse.Namespace) -> None:
    """End with the usage where options contradict each other."""
    command: argparse.ArgumentParser = options.command
    if options.accept_new and not options.write_baseline:
        command.error("--accept-new goes with --write-baseline")
    if options.diff and options.write_baseline:
        command.error("--diff changes nothing: leave out --write-baseline")
    if options.changed_since is not None and options.write_baseline:
        command.error("a baseline is made of all findings: leave out --changed-since")
    baseline: Path | None = options.baseline or options.write_baseline
    if options.output and baseline and options.output.resolve() == baseline.resolve():
        command.error(f"--output '{options.output}' would overwrite the baseline: name another file")
    if options.rule_pages and not options.rule_pages.startswith(("https://", "http://")):
        command.error(f"--rule-pages '{options.rule_pages}' is no address: it begins with https://")


def _add_what_to_check(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--changed-since",
        metavar="REV",
        help="report findings in files that have changed since the branch left REV, untracked ones included, and those "
        "that the change has caused in other files; everything is read all the same",
    )
    group.add_argument(
        "--expect-commands",
        metavar="N",
        type=_count,
        default=0,
        help="exit code 2 if fewer than N commands are found: a path that leads to nothing is no clean run",
    )
    _add(group, add_today)
    group.add_argument("--no-cache", action="store_true", help="use no results of former runs, and keep none")


def _add_report(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--format", choices=FORMATS, default="text", help="form of the report")
    _add(group, add_output)
    group.add_argument(
        "--rule-pages",
        metavar="URL",
        default="",
        help="where your site has its pages about rules (…/runbooks/rules/): SARIF and GitLab reports link there",
    )
    group.add_argument(
        "--fail-on",
        choices=("error", "warning", "never"),
        help="from which level on findings make the exit code 1 (default: what site.yml says, else error)",
    )


def _add_living_with(group: argparse._ArgumentGroup) -> None:
    baseline = group.add_mutually_exclusive_group()
    baseline.add_argument(
        "--baseline", metavar="FILE", type=Path, help="count the findings that this file has, and let the others fail"
    )
    baseline.add_argument(
        "--write-baseline",
        metavar="FILE",
        type=Path,
        help="write the findings to a baseline; take out of one that exists what no longer occurs",
    )
    group.add_argument(
        "--accept-new", action="store_true", help="with --write-baseline, add new findings to one that exists"
    )


def _add_fixing(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--fix",
        action="store_true",
        help="mend what can be mended with certainty, then check again; with --changed-since, only in changed files",
    )
    group.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")


def _add(group: argparse._ArgumentGroup, add: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add to a group what several commands have: a group takes arguments as a parser does."""
    add(cast("argparse.ArgumentParser", group))


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        message = f"'{text}' is no number of commands: give a whole number from 1 on"
        raise argparse.ArgumentTypeError(message)
    return int(text)
