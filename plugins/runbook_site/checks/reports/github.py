"""The report as annotations of GitHub Actions.

Source: GitHub's documentation, "Workflow commands for GitHub Actions", and the escapes of ``@actions/core``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.fingerprint import is_about_file
from runbook_site.checks.reports.crashes import crash_messages
from runbook_site.checks.reports.summary import summary
from runbook_site.sources.finding import Level
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.outcome import Outcome
    from runbook_site.sources.finding import Finding

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})


def report_github(outcome: Outcome) -> str:
    """A workflow command for each finding, then the counts as plain lines of the log."""
    report = outcome.report
    lines = [_annotation(finding) for finding in report.findings]
    lines += (_command("error", {"title": "runbook-site"}, message) for message in crash_messages(report.crashes))
    lines += (
        _command("error", {"file": file.path, "title": "runbook-site"}, f"could not check: {file.reason}")
        for file in outcome.untold_files
    )
    # A line of the log that began with two colons would be a command.
    lines += (line.lstrip(":") for line in summary(outcome))
    return "\n".join(lines) + "\n"


def _annotation(finding: Finding) -> str:
    return _command(
        _COMMANDS[finding.level or Level.ERROR],
        {"file": finding.span.path, **_place(finding), "title": finding.rule},
        "\n".join(_text(finding)),
    )


def _text(finding: Finding) -> Iterator[str]:
    yield finding.message
    if finding.alternatives:
        yield f"would do: {', '.join(finding.alternatives)}"


def _place(finding: Finding) -> dict[str, str]:
    """The lines; the columns too where it is only one, since GitHub takes no others."""
    start, end = finding.span.start, finding.span.end
    place = {"line": str(start.line), "endLine": str(end.line)}
    if start.line == end.line and not is_about_file(finding):
        place |= {"col": str(start.column), "endColumn": str(end.column)}
    return place


def _command(name: str, properties: dict[str, str], message: str) -> str:
    written = ",".join(f"{key}={_safe(value).translate(_IN_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {written}::{_safe(message).translate(_IN_DATA)}"


def _safe(text: str) -> str:
    """The text without control characters: it is shown in a terminal's colours."""
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))
