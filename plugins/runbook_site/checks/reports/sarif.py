"""The report as SARIF 2.1.0, for code scanning and editors.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", errata 01.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from runbook_site import __version__
from runbook_site.checks.fingerprint import fingerprints
from runbook_site.checks.outcome import is_expected
from runbook_site.checks.registry import RULES
from runbook_site.checks.reports.crashes import undone
from runbook_site.checks.reports.sarif_place import artifact_location, physical_location, region
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from runbook_site.checks.outcome import Outcome
    from runbook_site.checks.rule import Rule
    from runbook_site.model.document import Suppression
    from runbook_site.sources.finding import Finding, Fix

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
_FINGERPRINT = "runbookSite/v1"
_EXIT_CODES = {0: "no finding that counts", 1: "findings that count", 2: "a part of the work could not be done"}


def report_sarif(outcome: Outcome) -> str:
    """One run: what was found, what is excused and why, and what could not be done."""
    spoken = [(finding, ()) for finding in outcome.report.findings]
    known = [(finding, (_EXTERNAL,)) for finding in outcome.known]
    allowed = [(each.finding, (_in_source(each.suppression, outcome),)) for each in outcome.report.suppressed]
    told: list[tuple[Finding, tuple[dict[str, Any], ...]]] = [*spoken, *known, *allowed]
    told.sort(key=lambda pair: (pair[0].span, pair[0].rule, pair[0].message))
    findings = [finding for finding, _ in told]
    named = {finding.rule for finding in findings}
    rules = [rule for rule in RULES.values() if rule.name in named]
    indexes = {rule.name: index for index, rule in enumerate(rules)}
    results = [
        _result(finding, suppressions, name, indexes, outcome)
        for (finding, suppressions), name in zip(told, fingerprints(findings, outcome.sources), strict=True)
    ]
    run = {
        "tool": {
            "driver": {
                "name": "runbook-site",
                "semanticVersion": __version__,
                "rules": [_rule(rule, outcome) for rule in rules],
            }
        },
        "invocations": [_invocation(outcome)],
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The folder that the tool was called from."}}},
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
        "properties": {"census": asdict(outcome.report.census)},
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


_EXTERNAL = {"kind": "external", "status": "accepted", "justification": "It is in the baseline."}


def _in_source(suppression: Suppression, outcome: Outcome) -> dict[str, Any]:
    return {
        "kind": "inSource",
        "status": "accepted",
        "location": {"physicalLocation": physical_location(suppression.span, outcome.sources)},
        **({"justification": suppression.reason} if suppression.reason else {}),
    }


def _rule(rule: Rule, outcome: Outcome) -> dict[str, Any]:
    """A rule's metadata; its page is Markdown, and readable as text."""
    page = outcome.rule_page(rule.name)
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        **({"helpUri": page} if page else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [rule.family], "since": rule.since},
    }


def _result(
    finding: Finding,
    suppressions: tuple[dict[str, Any], ...],
    fingerprint: str,
    indexes: dict[str, int],
    outcome: Outcome,
) -> dict[str, Any]:
    index = indexes.get(finding.rule)
    is_known = _EXTERNAL in suppressions
    return {
        "ruleId": finding.rule,
        **({"ruleIndex": index} if index is not None else {}),
        "level": _LEVELS[finding.level or Level.ERROR],
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": physical_location(finding.span, outcome.sources)}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
        **({"baselineState": "unchanged" if is_known else "new"} if outcome.comparison else {}),
        # That none is given says that it is not known whether there are any (section 3.27.23).
        "suppressions": list(suppressions),
        **({"fixes": [_fix(finding.fix, outcome)]} if finding.fix and finding.fix.edits else {}),
    }


def _message(finding: Finding) -> str:
    """The message; what it quotes of a runbook is no link for a viewer (section 3.11.6)."""
    would_do = f"\nWould do: {', '.join(finding.alternatives)}" if finding.alternatives else ""
    return f"{finding.message}{would_do}".replace("](", "] (")


def _fix(fix: Fix, outcome: Outcome) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": region(edit.span, outcome.sources, whole_file=False), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    change = {"artifactLocation": artifact_location(fix.edits[0].span.path), "replacements": replacements}
    return {"description": {"text": fix.message}, "artifactChanges": [change]}


def _invocation(outcome: Outcome) -> dict[str, Any]:
    """How the run went. No times and no names of machines: the same runbooks give the same report."""
    return {
        "executionSuccessful": outcome.exit_code in (0, 1),
        "exitCode": outcome.exit_code,
        "exitCodeDescription": _EXIT_CODES[outcome.exit_code],
        "toolExecutionNotifications": list(_notifications(outcome)),
    }


def _notifications(outcome: Outcome) -> Iterator[dict[str, Any]]:
    report = outcome.report
    for each in undone(report.crashes):
        last = each.traceback.strip().rpartition("\n")[2]
        yield {
            "level": "error",
            "message": {"text": each.text},
            **({"associatedRule": {"id": each.rules[0]}} if len(each.rules) == 1 else {}),
            **({"exception": {"message": last}} if last else {}),
        }
    for file in report.skipped:
        if file.failed or not is_expected(file.reason):
            yield {
                "level": "error" if file.failed else "warning",
                "message": {"text": f"not read as a runbook: {file.reason}"},
                "locations": [{"physicalLocation": {"artifactLocation": artifact_location(file.path)}}],
            }
    if outcome.left_out:
        text = f"{len(outcome.left_out)} findings are left out: {outcome.why_left_out}"
        yield {"level": "note", "message": {"text": text}}
    yield from _unparsed(outcome)


def _unparsed(outcome: Outcome) -> Iterable[dict[str, Any]]:
    for span in outcome.report.unparsed:
        yield {
            "level": "note",
            "message": {"text": "this place in a command could not be read as shell or SQL"},
            "locations": [{"physicalLocation": physical_location(span, outcome.sources)}],
        }
