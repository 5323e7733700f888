"""``runbook-site check``: findings, and what fails the run."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import DEFAULT_SOURCE, add_command, today_of
from runbook_site.cli.check_options import EXAMPLES, add_options, require_sense
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.kept_check import kept_check
from runbook_site.cli.output import require_output
from runbook_site.cli.progress import progress
from runbook_site.cli.reading import read_project
from runbook_site.cli.report_form import rendered, wants_colour, write_report
from runbook_site.cli.streams import complain
from runbook_site.sources.counted import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from runbook_site.checks.baseline import Comparison
    from runbook_site.checks.kept_run import Run
    from runbook_site.checks.outcome import Outcome
    from runbook_site.checks.runner import Report
    from runbook_site.cli.arguments import Subparsers
    from runbook_site.cli.changed_since import ChangedSince
    from runbook_site.model.inventory import Inventory
    from runbook_site.snippets.project import Project
    from runbook_site.sources.finding import Level
    from runbook_site.sources.text import SourceText


def add(commands: Subparsers) -> None:
    """Describe the command."""
    add_options(add_command(commands, "check", "check runbooks and say what is wrong, and where", EXAMPLES, run))


def run(options: argparse.Namespace) -> ExitCode:
    """Check."""
    require_sense(options)
    colour = options.output is None and wants_colour()
    done = kept_check(options, f"colour: {colour}", partial(_run, options, colour=colour))
    write_report(done.text, "text" if options.diff else options.format, options.output)
    return ExitCode(done.exit_code)


def _run(options: argparse.Namespace, *, colour: bool) -> Run:
    from runbook_site.cli.accepting import accepted, require_baseline

    entries = require_baseline(options.baseline, options.write_baseline)
    check = partial(_checked, options=options, called_from=Path.cwd())
    change = _change(options, check)
    project = read_project(options.paths, meanwhile=_load_rules)
    for file in (options.output, options.write_baseline):
        require_output(file, project.library)

    from runbook_site.checks.kept_run import Run
    from runbook_site.checks.reports.secrets import without_secrets

    report = check(project)
    if options.diff:
        return Run(*_changes(project, _to_mend(report, change), options))
    if options.fix:
        project, report = _mended(project, report, change, lambda: _read_and(check, options))
    report, sources = without_secrets(report, project)
    comparison = accepted(report, project.library, sources, entries, options)
    outcome = _judged(_outcome(report, project, sources, comparison, options), change)
    return Run(rendered(outcome, options.format, colour=colour), outcome.exit_code)


def _load_rules(inventory: Inventory) -> None:
    from runbook_site.checks.runner import load_rules

    load_rules(inventory)


def _change(options: argparse.Namespace, check: Callable[[Project], Report]) -> ChangedSince | None:
    """What is to be judged, where that is not all. Known before the work: a revision may be misspelt."""
    if options.changed_since is None:
        return None
    from runbook_site.cli.changed_since import changed_since

    return changed_since(options.changed_since, options.paths, check)


def _checked(project: Project, options: argparse.Namespace, called_from: Path) -> Report:
    from runbook_site.checks.cache import cache_file, keeping_results
    from runbook_site.checks.runner import run_checks

    with progress("checking"), keeping_results(None if options.no_cache else cache_file(called_from)):
        return run_checks(project, today_of(options))


def _read_and(check: Callable[[Project], Report], options: argparse.Namespace) -> tuple[Project, Report]:
    project = read_project(options.paths)
    return project, check(project)


def _to_mend(report: Report, change: ChangedSince | None) -> Report:
    """The report with what may be mended: only files that have changed, where only these are judged."""
    return report if change is None else replace(report, findings=change.in_changed_files(report.findings))


def _mended(
    project: Project, report: Report, change: ChangedSince | None, again: Callable[[], tuple[Project, Report]]
) -> tuple[Project, Report]:
    from runbook_site.cli.mending import mended

    if change is None:
        return mended(project, report, again)

    def again_in_part() -> tuple[Project, Report]:
        project, report = again()
        return project, _to_mend(report, change)

    mended(project, _to_mend(report, change), again_in_part)
    change.forget()
    return again()


def _changes(project: Project, report: Report, options: argparse.Namespace) -> tuple[str, ExitCode]:
    from runbook_site.checks.fix import changes_of
    from runbook_site.checks.reports.diff import report_diff
    from runbook_site.cli.mending import as_in_file
    from runbook_site.sources.printable import printable

    changes = changes_of(report.findings, {source.path: source for source in project.library.sources})
    text = report_diff(as_in_file(change) for change in changes)
    shown = printable(text) if options.output is None and sys.stdout.isatty() else text
    if report.crashes or report.failed_files or _too_few(report, options):
        return shown, ExitCode.FAILED
    return shown, ExitCode.FINDINGS if changes else ExitCode.CLEAN


def _outcome(
    report: Report,
    project: Project,
    sources: dict[str, SourceText],
    comparison: Comparison | None,
    options: argparse.Namespace,
) -> Outcome:
    from runbook_site.checks.outcome import Outcome

    undone = report.crashes or report.failed_files or _too_few(report, options)
    return Outcome(
        report=report if comparison is None else replace(report, findings=comparison.new),
        sources=sources,
        comparison=comparison,
        failing=_failing(options.fail_on or project.library.site.site.check.fail_on),
        exit_code=ExitCode.FAILED if undone else ExitCode.CLEAN,
        rule_pages=options.rule_pages,
    )


def _judged(outcome: Outcome, change: ChangedSince | None) -> Outcome:
    """The outcome without what a change is not about, with the exit code of what is left."""
    if change is not None:
        parted = change.part(outcome.report.findings, outcome.sources)
        report = replace(outcome.report, findings=parted.counting)
        outcome = replace(outcome, report=report, left_out=parted.left_out, why_left_out=change.why)
    fails = any(finding.level in outcome.failing for finding in outcome.report.findings)
    return replace(outcome, exit_code=ExitCode.FINDINGS) if fails and not outcome.exit_code else outcome


def _failing(fail_on: str) -> tuple[Level, ...]:
    from runbook_site.sources.finding import Level

    return {"error": (Level.ERROR,), "warning": (Level.ERROR, Level.WARNING), "never": ()}[fail_on]


def _too_few(report: Report, options: argparse.Namespace) -> bool:
    """Whether fewer commands were found than there have to be; if so, it is said."""
    found, wanted = report.census.commands, options.expect_commands
    if found >= wanted:
        return False
    paths = ", ".join(f"'{path}'" for path in options.paths or [DEFAULT_SOURCE])
    seen = f"{counted(found, 'command')} found in {paths} ({counted(report.census.runbooks, 'runbook')})"
    complain(
        f"runbook-site: {seen}, and --expect-commands wants {wanted:,} at least. Is the path right, and is all of it "
        "still read? If commands were taken out on purpose, lower the number"
    )
    return True
