"""The report as JSON, for machines."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from typing import Any

    from runbook_site.checks.runner import Report
    from runbook_site.sources.finding import Finding

SCHEMA_VERSION = 1


def report_json(report: Report) -> str:
    """The report as JSON: ``schema_version``, ``summary``, ``diagnostics``, ``crashes``."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "summary": {
            **asdict(report.census),
            "findings": {level.value: report.count(level) for level in Level},
            "suppressed": len(report.suppressed),
            "files_failed": [{"path": file.path, "reason": file.reason} for file in report.failed_files],
            "files_not_read": [{"path": file.path, "reason": file.reason} for file in report.skipped],
            "places_not_read": [
                {"path": span.path, "line": span.start.line, "column": span.start.column} for span in report.unparsed
            ],
        },
        "diagnostics": [_diagnostic(finding) for finding in report.findings],
        "crashes": [{"rule": crash.rule, "traceback": crash.traceback} for crash in report.crashes],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _diagnostic(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level,
        "message": finding.message,
        "path": finding.span.path,
        "line": finding.span.start.line,
        "column": finding.span.start.column,
        "end_line": finding.span.end.line,
        "end_column": finding.span.end.column,
        "alternatives": list(finding.alternatives),
    }
