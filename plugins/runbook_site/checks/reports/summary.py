"""What was seen, checked, skipped and not covered, in a few lines for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from runbook_site.checks.outcome import is_expected
from runbook_site.sources.counted import counted
from runbook_site.sources.finding import Level
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runbook_site.checks.outcome import Outcome
    from runbook_site.checks.runner import Report

_SHOWN = 5
_NOT_COVERED = "-not-covered"
"""How the names of rules end that say what nothing is known of."""


def summary(outcome: Outcome) -> Iterator[str]:
    """The lines with which a report ends."""
    report = outcome.report
    census = report.census
    yield (
        f"{counted(census.runbooks, 'runbook')} of {counted(census.services, 'service')}, "
        f"{counted(census.fences_seen, 'block')} seen: {census.fences_in_catalog} with "
        f"{counted(census.commands, 'command')} in the catalog{_by_reason('; not: ', census.fences_skipped)}"
    )
    if not census.runbooks:
        yield "no runbook was found: is the path right? With --expect-commands that is exit code 2"
    if census.files_skipped:
        skipped = counted(sum(census.files_skipped.values()), "file")
        yield f"{skipped} not read as a runbook{_by_reason(': ', census.files_skipped)}"
        yield from _unexpected(report)
    if census.unparsed:
        places = counted(census.unparsed, "place")
        yield f"{places} in commands that could not be read as shell or SQL; the catalog names them"
        yield from _first(f"{span.path}:{span.start.line}:{span.start.column}" for span in report.unparsed)
    quieted = (each.finding for each in report.suppressed)
    spoken = Counter(finding.rule for finding in (*report.findings, *outcome.known, *outcome.left_out, *quieted))
    uncovered = {rule: number for rule, number in spoken.items() if rule.endswith(_NOT_COVERED)}
    yield from ([_by_reason("not covered: ", uncovered)] if uncovered else ())
    counts = ", ".join(counted(report.count(level), level.value) for level in Level if level is not Level.INFO)
    quiet = f", {len(report.suppressed)} suppressed" if report.suppressed else ""
    known = f", {len(outcome.known)} in the baseline" if outcome.comparison else ""
    yield f"{counts}, {report.count(Level.INFO)} info{quiet}{known}"
    if outcome.left_out:
        yield f"{counted(len(outcome.left_out), 'finding')} left out: {outcome.why_left_out}"
    yield from _gone(outcome)
    yield from _mendable(report)


def _gone(outcome: Outcome) -> Iterator[str]:
    """What the baseline has and nobody needs any more."""
    gone = outcome.comparison.gone if outcome.comparison else ()
    if gone:
        number = sum(entry.count for entry in gone)
        does, them = ("occurs", "it") if number == 1 else ("occur", "them")
        yield f"{counted(number, 'finding')} of the baseline no longer {does}: --write-baseline takes {them} out"
        yield from _first(f"{entry.path}: {entry.rule}" for entry in gone)


def _mendable(report: Report) -> Iterator[str]:
    number = sum(finding.fix is not None for finding in report.findings)
    if number:
        yield f"{counted(number, 'finding')} can be mended: runbook-site check --fix, or --diff to see it first"


def _unexpected(report: Report) -> Iterator[str]:
    """The paths of files that were perhaps meant to be read, by reason. Those that failed are named above."""
    paths: dict[str, list[str]] = {}
    for file in report.skipped:
        if not file.failed and not is_expected(file.reason):
            paths.setdefault(file.reason, []).append(file.path)
    for reason, found in sorted(paths.items()):
        yield f"  {printable(reason)}:"
        yield from _first(found)


def _first(places: Iterable[str]) -> Iterator[str]:
    """The first few of some places, and how many more there are."""
    found = list(places)
    yield from (f"    {printable(place)}" for place in found[:_SHOWN])
    if len(found) > _SHOWN:
        yield f"    and {len(found) - _SHOWN:,} more"


def _by_reason(lead: str, reasons: Mapping[str, int]) -> str:
    """The reasons behind a few words, most frequent first; nothing where there are none."""
    if not reasons:
        return ""
    ranked = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return lead + ", ".join(f"{number} ({printable(reason)})" for reason, number in ranked)
