"""The report as GitLab shows it in a merge request.

Source: GitLab's documentation, "Code Quality report format".
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from runbook_site.checks.fingerprint import fingerprints
from runbook_site.checks.reports.crashes import undone
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from typing import Any

    from runbook_site.checks.outcome import Outcome
    from runbook_site.sources.finding import Finding

_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.INFO: "info"}


def report_gitlab(outcome: Outcome) -> str:
    """A list of issues, each with a fingerprint that no other has."""
    report = outcome.report
    names = fingerprints(report.findings, outcome.sources)
    issues = [_issue(outcome, finding, name) for finding, name in zip(report.findings, names, strict=True)]
    # The format knows findings only; what could not be checked would else be missing from it.
    issues += (
        _undone("rule-crashed", ": ".join(filter(None, (each.message, _last_line(each.traceback)))), ".")
        for each in undone(report.crashes)
    )
    issues += (
        _undone("file-not-checked", f"the file could not be checked: {file.reason}", file.path)
        for file in outcome.untold_files
    )
    return json.dumps(issues, indent=2, ensure_ascii=False) + "\n"


def _issue(outcome: Outcome, finding: Finding, fingerprint: str) -> dict[str, Any]:
    start, end = finding.span.start, finding.span.end
    page = outcome.rule_page(finding.rule)
    return {
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.level or Level.ERROR],
        "location": {"path": finding.span.path, "lines": {"begin": start.line, "end": end.line}},
        **({"content": {"body": f"[What {finding.rule} means]({page})"}} if page else {}),
    }


def _undone(name: str, description: str, path: str) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": name,
        "fingerprint": f"{name}:{path}:{description}",
        "severity": "blocker",
        "location": {"path": path, "lines": {"begin": 1, "end": 1}},
    }


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]
