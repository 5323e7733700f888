"""The forms of the report of ``check``, and where it goes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from runbook_site.cli.output import write_json, write_output

if TYPE_CHECKING:
    from pathlib import Path

    from runbook_site.checks.outcome import Outcome

FORMATS = ("text", "json", "sarif", "junit", "gitlab", "github")
_JSON = frozenset({"json", "sarif", "gitlab"})


def rendered(outcome: Outcome, form: str, *, colour: bool) -> str:
    """A report.

    Args:
        outcome: What was found.
        form: One of `FORMATS`.
        colour: Whether text has colours.
    """
    if form == "text":
        from runbook_site.checks.reports.text import report_text

        return report_text(outcome, colour=colour)
    if form == "json":
        from runbook_site.checks.reports.json import report_json

        return report_json(outcome)
    if form == "sarif":
        from runbook_site.checks.reports.sarif import report_sarif

        return report_sarif(outcome)
    if form == "gitlab":
        from runbook_site.checks.reports.gitlab import report_gitlab

        return report_gitlab(outcome)
    if form == "junit":
        from runbook_site.checks.reports.junit import report_junit

        return report_junit(outcome)
    from runbook_site.checks.reports.github import report_github

    return report_github(outcome)


def write_report(text: str, form: str, output: Path | None) -> None:
    """Write a report; to standard output where no file is given.

    Raises:
        RunbookSiteError: It cannot be written.
    """
    (write_json if form in _JSON else write_output)(text, output)


def wants_colour() -> bool:
    """Whether to colour standard output: a terminal, unless the user says otherwise.

    Source: no-color.org, force-color.org.
    """
    if "NO_COLOR" in os.environ:
        return False
    return sys.stdout.isatty() or os.environ.get("FORCE_COLOR", "") not in ("", "0")
