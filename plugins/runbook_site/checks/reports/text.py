"""The report as text, for people."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from runbook_site.checks.fingerprint import is_about_file
from runbook_site.checks.reports.crashes import crash_messages
from runbook_site.checks.reports.excerpt import excerpt
from runbook_site.checks.reports.summary import summary
from runbook_site.sources.finding import Level
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from runbook_site.checks.outcome import Outcome
    from runbook_site.sources.finding import Finding
    from runbook_site.sources.text import SourceText

    Paint = Callable[[str, str], str]

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_COLOURS = {Level.ERROR: "\x1b[31m", Level.WARNING: "\x1b[33m", Level.INFO: "\x1b[36m"}


def report_text(outcome: Outcome, *, colour: bool) -> str:
    """The report: findings by file, each with its line and a caret below it, then what was seen.

    Args:
        outcome: What was found.
        colour: Whether to use ANSI colours.
    """
    paint = _paint if colour else _plain
    report = outcome.report
    lines: list[str] = []
    for path, findings in groupby(report.findings, key=lambda finding: finding.span.path):
        lines.append(paint(_BOLD, printable(path)))
        for finding in findings:
            lines += _finding(finding, outcome.sources.get(path), paint)
        lines.append("")
    lines += (printable(message) for message in crash_messages(report.crashes))
    for file in report.failed_files:
        lines.append(f"could not check {printable(file.path)}: {printable(file.reason)}")
    lines += summary(outcome)
    return "\n".join(lines) + "\n"


def _plain(_style: str, text: str) -> str:
    return text


def _paint(style: str, text: str) -> str:
    return f"{style}{text}{_RESET}"


def _finding(finding: Finding, source: SourceText | None, paint: Paint) -> Iterator[str]:
    level = finding.level or Level.ERROR
    start = finding.span.start
    where = f"{start.line}:{start.column}"
    word = paint(_COLOURS[level], f"{level.value:<8}")
    yield f"  {where:<8} {word} {_on_one_line(finding.message)} {paint(_DIM, f'[{finding.rule}]')}"
    if finding.alternatives:
        yield f"           would do: {_on_one_line(', '.join(finding.alternatives))}"
    if source is not None and not is_about_file(finding):
        line, carets = excerpt(source, finding.span)
        gutter = f"{start.line:>6} | "
        yield paint(_DIM, gutter) + line
        yield " " * len(gutter) + _coloured_carets(carets, _COLOURS[level], paint)


def _coloured_carets(carets: str, style: str, paint: Paint) -> str:
    marks = carets.lstrip(" ")
    return carets[: -len(marks)] + paint(style, marks)


def _on_one_line(text: str) -> str:
    return printable(text).replace("\n", " ")
