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


def write_report(outcome: Outcome, form: str, output: Path | None) -> None:
    """Write a report.

    Args:
        outcome: What was found.
        form: One of `FORMATS`.
        output: The file; standard output where none is given.

    Raises:
        RunbookSiteError: It cannot be written.
    """
    if form == "text":
        from runbook_site.checks.report_text import report_text

        write_output(report_text(outcome, colour=output is None and _wants_colour()), output)
    elif form == "json":
        from runbook_site.checks.report_json import report_json

        write_json(report_json(outcome), output)
    elif form == "sarif":
        from runbook_site.checks.report_sarif import report_sarif

        write_json(report_sarif(outcome), output)
    elif form == "gitlab":
        from runbook_site.checks.report_gitlab import report_gitlab

        write_json(report_gitlab(outcome), output)
    elif form == "junit":
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
