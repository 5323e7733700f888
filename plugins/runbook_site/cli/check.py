"""``runbook-site check``: findings, and what fails the run."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import add_command, add_output, add_paths, add_today, today_of
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import require_output, write_json, write_output
from runbook_site.cli.progress import progress
from runbook_site.cli.reading import read_project

if TYPE_CHECKING:
    import argparse

    from runbook_site.checks.runner import Report
    from runbook_site.cli.arguments import Subparsers
    from runbook_site.snippets.project import Project

_EXAMPLES = """\
  runbook-site check
  runbook-site check docs/runbooks --fail-on never
  runbook-site check runbook_src --format json --output findings.json
  runbook-site check --today 2027-01-01          # what will be overdue then?
"""


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(commands, "check", "check runbooks and say what is wrong, and where", _EXAMPLES, run)
    add_paths(command)
    command.add_argument("--format", choices=("text", "json"), default="text", help="form of the report")
    add_output(command)
    command.add_argument(
        "--fail-on",
        choices=("error", "warning", "never"),
        help="from which level on findings make the exit code 1 (default: what site.yml says, else error)",
    )
    add_today(command)


def run(options: argparse.Namespace) -> ExitCode:
    """Check."""
    from runbook_site.checks.runner import run_checks

    project = read_project(options.paths)
    require_output(options.output, project.library)
    with progress("checking"):
        report = run_checks(project, today_of(options))
    _write(report, project, options)
    if report.crashes or report.failed_files:
        return ExitCode.FAILED
    return _verdict(report, options.fail_on or project.library.site.site.check.fail_on)


def _write(report: Report, project: Project, options: argparse.Namespace) -> None:
    if options.format == "json":
        from runbook_site.checks.report_json import report_json

        write_json(report_json(report), options.output)
        return
    from runbook_site.checks.report_text import report_text

    sources = {source.path: source for source in project.library.sources}
    colour = options.output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    write_output(report_text(report, sources, colour=colour), options.output)


def _verdict(report: Report, fail_on: str) -> ExitCode:
    from runbook_site.sources.finding import Level

    counted = {"error": (Level.ERROR,), "warning": (Level.ERROR, Level.WARNING), "never": ()}[fail_on]
    return ExitCode.FINDINGS if any(report.count(level) for level in counted) else ExitCode.CLEAN
