"""The report as JSON, for machines."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from runbook_site.checks.fingerprint import fingerprints
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from typing import Any

    from runbook_site.checks.outcome import Outcome
    from runbook_site.sources.finding import Finding, Fix
    from runbook_site.sources.text import Span

SCHEMA_VERSION = 1


def report_json(outcome: Outcome) -> str:
    """The report as JSON: ``schema_version``, ``summary``, ``diagnostics``, ``crashes``."""
    report = outcome.report
    comparison = outcome.comparison
    names = fingerprints(report.findings, outcome.sources)
    document = {
        "schema_version": SCHEMA_VERSION,
        "summary": {
            **asdict(report.census),
            "findings": {level.value: report.count(level) for level in Level},
            "suppressed": len(report.suppressed),
            "in_baseline": len(outcome.known),
            "left_out": len(outcome.left_out),
            "gone_from_baseline": sum(entry.count for entry in comparison.gone) if comparison else 0,
            "files_failed": [{"path": file.path, "reason": file.reason} for file in report.failed_files],
            "files_not_read": [{"path": file.path, "reason": file.reason} for file in report.skipped],
            "places_not_read": [
                {"path": span.path, "line": span.start.line, "column": span.start.column} for span in report.unparsed
            ],
        },
        "diagnostics": [_diagnostic(finding, name) for finding, name in zip(report.findings, names, strict=True)],
        "crashes": [{"rule": crash.rule, "traceback": crash.traceback} for crash in report.crashes],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _diagnostic(finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level,
        "message": finding.message,
        "path": finding.span.path,
        **_place(finding.span),
        "alternatives": list(finding.alternatives),
        "fingerprint": fingerprint,
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {"message": fix.message, "edits": [{**_place(edit.span), "text": edit.text} for edit in fix.edits]}


def _place(span: Span) -> dict[str, int]:
    return {
        "line": span.start.line,
        "column": span.start.column,
        "end_line": span.end.line,
        "end_column": span.end.column,
    }
