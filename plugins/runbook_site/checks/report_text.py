"""The report as text, for people."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from runbook_site.sources.counted import counted
from runbook_site.sources.finding import Level
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from runbook_site.checks.runner import Report
    from runbook_site.sources.finding import Finding
    from runbook_site.sources.text import SourceText

    Paint = Callable[[str, str], str]

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_COLOURS = {Level.ERROR: "\x1b[31m", Level.WARNING: "\x1b[33m", Level.INFO: "\x1b[36m"}
_LONGEST_LINE = 160
_SHOWN = 5
_EXPECTED = frozenset(
    {
        "another kind of file",
        "folder of another tool",
        "folder that runbook-site built",
        "has errors",
        "hidden file",
        "hidden folder",
        "Prometheus rule file",
        "symbolic link to what is read anyway",
        "template of Helm or the like, no YAML yet",
    }
)
"""Reasons that are no mistake, or that a finding has told already: such files are counted, the others named."""


def report_text(report: Report, sources: Mapping[str, SourceText], *, colour: bool) -> str:
    """The report: findings by file, each with its line and a caret below it, then what was seen.

    Args:
        report: What was found.
        sources: The files, by path, for the lines to show.
        colour: Whether to use ANSI colours.
    """
    paint = _paint if colour else _plain
    lines: list[str] = []
    for path, findings in groupby(report.findings, key=lambda finding: finding.span.path):
        lines.append(paint(_BOLD, printable(path)))
        for finding in findings:
            lines += _finding(finding, sources.get(path), paint)
        lines.append("")
    for crash in report.crashes:
        lines += [f"rule {crash.rule} crashed; please report this:", printable(crash.traceback)]
    for file in report.failed_files:
        lines.append(f"could not check {printable(file.path)}: {file.reason}")
    lines += _summary(report)
    return "\n".join(lines) + "\n"


def _plain(_style: str, text: str) -> str:
    return text


def _paint(style: str, text: str) -> str:
    return f"{style}{text}{_RESET}"


def _finding(finding: Finding, source: SourceText | None, paint: Paint) -> Iterator[str]:
    level = finding.level or Level.ERROR
    start, end = finding.span.start, finding.span.end
    where = f"{start.line}:{start.column}"
    word = paint(_COLOURS[level], f"{level.value:<8}")
    yield f"  {where:<8} {word} {printable(finding.message)} {paint(_DIM, f'[{finding.rule}]')}"
    if finding.alternatives:
        yield f"           would do: {printable(', '.join(finding.alternatives))}"
    if source is None or (start.line, start.column) == (1, 1) == (end.line, end.column):
        return  # it is about the file as a whole
    line = source.line(start.line)
    before = printable(line[: start.column - 1])
    marked = printable(line[start.column - 1 : end.column - 1 if end.line == start.line else None])
    after = printable(line[end.column - 1 :]) if end.line == start.line else ""
    cut = max(0, len(before) - _LONGEST_LINE // 2)
    shown = (before[cut:] + marked + after)[:_LONGEST_LINE]
    width = max(1, _columns(marked[: _LONGEST_LINE - len(before) + cut]))
    gutter = f"{start.line:>6} | "
    yield paint(_DIM, gutter) + shown
    yield " " * (len(gutter) + _columns(before[cut:])) + paint(_COLOURS[level], "^" * width)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: East Asian characters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in {"W", "F"} else 1
        for each in text
    )


def _summary(report: Report) -> Iterator[str]:
    census = report.census
    yield (
        f"{counted(census.runbooks, 'runbook')} of {counted(census.services, 'service')}, "
        f"{counted(census.fences_seen, 'block')} seen: {census.fences_in_catalog} with "
        f"{counted(census.commands, 'command')} in the catalog{_by_reason('; not: ', census.fences_skipped)}"
    )
    if census.files_skipped:
        skipped = counted(sum(census.files_skipped.values()), "file")
        yield f"{skipped} not read as a runbook{_by_reason(': ', census.files_skipped)}"
        yield from _unexpected(report)
    if census.unparsed:
        places = counted(census.unparsed, "place")
        yield f"{places} in commands that could not be read as shell or SQL; the catalog names them"
        yield from _first(f"{span.path}:{span.start.line}:{span.start.column}" for span in report.unparsed)
    counts = ", ".join(counted(report.count(level), level.value) for level in Level if level is not Level.INFO)
    quiet = f", {len(report.suppressed)} suppressed" if report.suppressed else ""
    yield f"{counts}, {report.count(Level.INFO)} info{quiet}"


def _unexpected(report: Report) -> Iterator[str]:
    """The paths of files that were perhaps meant to be read, by reason. Those that failed are named above."""
    paths: dict[str, list[str]] = {}
    for file in report.skipped:
        if not file.failed and file.reason not in _EXPECTED:
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
