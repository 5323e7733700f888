"""Findings and outcomes for the tests of reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from runbook_site.checks.outcome import Outcome
from runbook_site.checks.runner import Report, RuleCrash, Suppressed
from runbook_site.model.document import SkippedFile, Suppression
from runbook_site.snippets.census import Census
from runbook_site.sources.finding import Edit, Finding, Fix, Level

if TYPE_CHECKING:
    from runbook_site.sources.text import SourceText, Span

NOTHING_SEEN = Census(
    files=0,
    files_skipped={},
    services=0,
    runbooks=0,
    fences_seen=0,
    fences_in_catalog=0,
    fences_skipped={},
    commands=0,
    by_service={},
    by_language={},
    by_risk={},
    unparsed=0,
)


def finding_at(span: Span, message: str = "it is wrong", level: Level = Level.ERROR) -> Finding:
    """A finding at a place."""
    return Finding("some-rule", message, span, level)


def finding_on(
    source: SourceText,
    words: str,
    rule: str = "broken-link",
    level: Level = Level.ERROR,
    fix: Fix | None = None,
) -> Finding:
    """A finding at the first place where some words stand."""
    start = source.text.index(words)
    span = source.span(start, start + len(words))
    return Finding(rule, f"'{words}' is wrong", span, level, fix=fix)


def fix_of(source: SourceText, *edits: tuple[int, int, str]) -> Fix:
    """A fix with edits between offsets."""
    return Fix("mend it", tuple(Edit(source.span(start, end), text) for start, end, text in edits))


def excused(finding: Finding, reason: str = "") -> Suppressed:
    """A finding that a comment at its own place keeps quiet."""
    return Suppressed(finding, Suppression(finding.rule, reason, finding.span, finding.span))


def report_of(*findings: Finding) -> Report:
    """A report with some findings and nothing else."""
    return Report(findings, (), (), (), NOTHING_SEEN)


def outcome_of(*findings: Finding, sources: tuple[SourceText, ...] = ()) -> Outcome:
    """A run with some findings."""
    return Outcome(report_of(*findings), {source.path: source for source in sources})


def run_undone() -> Outcome:
    """A run in which a rule crashed, and a file could not be read."""
    report = replace(
        report_of(),
        crashes=(RuleCrash("broken-link", "Traceback:\nValueError: no\n"),),
        failed_files=(SkippedFile("c.md", "not UTF-8", failed=True),),
    )
    return replace(outcome_of(), report=report, exit_code=2)
