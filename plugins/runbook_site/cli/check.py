"""``runbook-site check``: findings, and what fails the run."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import add_command, add_output, add_paths, add_today, today_of
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import require_output, write_json, write_output
from runbook_site.cli.progress import progress
from runbook_site.cli.reading import read_project

if TYPE_CHECKING:
    import argparse

    from runbook_site.checks.baseline import Comparison
    from runbook_site.checks.outcome import Outcome
    from runbook_site.checks.runner import Report
    from runbook_site.cli.arguments import Subparsers
    from runbook_site.snippets.project import Project
    from runbook_site.sources.finding import Level
    from runbook_site.sources.text import SourceText

FORMATS = ("text", "json", "sarif", "junit", "gitlab", "github")
_EXAMPLES = """\
  runbook-site check
  runbook-site check docs/runbooks --fail-on never
  runbook-site check runbook_src --format sarif --output findings.sarif
  runbook-site check --write-baseline baseline.json    # accept what is there
  runbook-site check --baseline baseline.json          # and fail on what is new
  runbook-site check --diff                            # what would --fix change?
  runbook-site check --today 2027-01-01                # what will be overdue then?
"""


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(commands, "check", "check runbooks and say what is wrong, and where", _EXAMPLES, run)
    add_paths(command)
    command.add_argument("--format", choices=FORMATS, default="text", help="form of the report")
    add_output(command)
    command.add_argument(
        "--fail-on",
        choices=("error", "warning", "never"),
        help="from which level on findings make the exit code 1 (default: what site.yml says, else error)",
    )
    baseline = command.add_mutually_exclusive_group()
    baseline.add_argument(
        "--baseline", metavar="FILE", type=Path, help="count the findings that this file has, and let the others fail"
    )
    baseline.add_argument(
        "--write-baseline",
        metavar="FILE",
        type=Path,
        help="write the findings to a baseline; take out of one that exists what no longer occurs",
    )
    command.add_argument(
        "--accept-new", action="store_true", help="with --write-baseline, add new findings to one that exists"
    )
    command.add_argument("--fix", action="store_true", help="mend what can be mended with certainty, then check again")
    command.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    command.add_argument(
        "--rule-pages",
        metavar="URL",
        default="",
        help="where your site has its pages about rules (…/runbooks/rules/): SARIF and GitLab reports link there",
    )
    command.add_argument("--no-cache", action="store_true", help="use no results of former runs, and keep none")
    add_today(command)


def run(options: argparse.Namespace) -> ExitCode:
    """Check."""
    from runbook_site.checks.report_secrets import without_secrets
    from runbook_site.cli.accepting import accepted, require_baseline

    _require_sense(options)
    entries = require_baseline(options.baseline, options.write_baseline)
    project = read_project(options.paths)
    for file in (options.output, options.write_baseline):
        require_output(file, project.library)
    report = _checked(project, options)
    if options.diff:
        return _show_changes(project, report, options)
    if options.fix:
        from runbook_site.cli.mending import mended

        project, report = mended(project, report, lambda: _read_and_checked(options))
    report, sources = without_secrets(report, project)
    comparison = accepted(report, project.library, sources, entries, options)
    outcome = _outcome(report, project, sources, comparison, options)
    _write(outcome, options)
    return ExitCode(outcome.exit_code)


def _require_sense(options: argparse.Namespace) -> None:
    command: argparse.ArgumentParser = options.command
    if options.accept_new and not options.write_baseline:
        command.error("--accept-new goes with --write-baseline")
    if options.diff and options.write_baseline:
        command.error("--diff changes nothing: leave out --write-baseline")
    baseline: Path | None = options.baseline or options.write_baseline
    if options.output and baseline and options.output.resolve() == baseline.resolve():
        command.error(f"--output '{options.output}' would overwrite the baseline: name another file")
    if options.rule_pages and not options.rule_pages.startswith(("https://", "http://")):
        command.error(f"--rule-pages '{options.rule_pages}' is no address: it begins with https://")


def _checked(project: Project, options: argparse.Namespace) -> Report:
    from runbook_site.checks.cache import cache_file, keeping_results
    from runbook_site.checks.runner import run_checks

    with progress("checking"), keeping_results(None if options.no_cache else cache_file(Path.cwd())):
        return run_checks(project, today_of(options))


def _read_and_checked(options: argparse.Namespace) -> tuple[Project, Report]:
    project = read_project(options.paths)
    return project, _checked(project, options)


def _show_changes(project: Project, report: Report, options: argparse.Namespace) -> ExitCode:
    from runbook_site.checks.fix import changes_of
    from runbook_site.checks.report_diff import report_diff
    from runbook_site.cli.mending import as_in_file
    from runbook_site.sources.printable import printable

    changes = changes_of(report.findings, {source.path: source for source in project.library.sources})
    text = report_diff(as_in_file(change) for change in changes)
    write_output(printable(text) if options.output is None and sys.stdout.isatty() else text, options.output)
    if report.crashes or report.failed_files:
        return ExitCode.FAILED
    return ExitCode.FINDINGS if changes else ExitCode.CLEAN


def _outcome(
    report: Report,
    project: Project,
    sources: dict[str, SourceText],
    comparison: Comparison | None,
    options: argparse.Namespace,
) -> Outcome:
    from dataclasses import replace

    from runbook_site.checks.outcome import Outcome, allowed_of

    left = report if comparison is None else replace(report, findings=comparison.new)
    failing = _failing(options.fail_on or project.library.site.site.check.fail_on)
    code = ExitCode.FINDINGS if any(finding.level in failing for finding in left.findings) else ExitCode.CLEAN
    return Outcome(
        report=left,
        sources=sources,
        allowed=allowed_of(left, project),
        comparison=comparison,
        failing=failing,
        exit_code=ExitCode.FAILED if report.crashes or report.failed_files else code,
        rule_pages=options.rule_pages,
    )


def _failing(fail_on: str) -> tuple[Level, ...]:
    from runbook_site.sources.finding import Level

    return {"error": (Level.ERROR,), "warning": (Level.ERROR, Level.WARNING), "never": ()}[fail_on]


def _write(outcome: Outcome, options: argparse.Namespace) -> None:
    output: Path | None = options.output
    if options.format == "text":
        from runbook_site.checks.report_text import report_text

        write_output(report_text(outcome, colour=output is None and _wants_colour()), output)
    elif options.format == "json":
        from runbook_site.checks.report_json import report_json

        write_json(report_json(outcome), output)
    elif options.format == "sarif":
        from runbook_site.checks.report_sarif import report_sarif

        write_json(report_sarif(outcome), output)
    elif options.format == "gitlab":
        from runbook_site.checks.report_gitlab import report_gitlab

        write_json(report_gitlab(outcome), output)
    elif options.format == "junit":
        from runbook_site.checks.report_junit import report_junit

        write_output(report_junit(outcome), output)
    else:
        from runbook_site.checks.report_github import report_github

        write_output(report_github(outcome), output)


def _wants_colour() -> bool:
    """Whether to colour standard output: a terminal, unless the user says otherwise.

    Source: no-color.org, force-color.org.
    """
    if "NO_COLOR" in os.environ:
        return False
    return sys.stdout.isatty() or os.environ.get("FORCE_COLOR", "") not in ("", "0")
