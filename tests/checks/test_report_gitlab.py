"""The report as GitLab sees it."""

from __future__ import annotations

import json
from dataclasses import replace

from runbook_site.checks.reports.gitlab import report_gitlab
from runbook_site.sources.finding import Level
from runbook_site.sources.text import SourceText
from tests.checks.report_samples import finding_at, finding_on, outcome_of, run_undone

SOURCE = SourceText("a.md", "one\ntwo\n")


def test_an_issue_has_what_gitlab_asks_for() -> None:
    """The required fields are there; the levels are severities."""
    findings = (finding_on(SOURCE, "one"), finding_on(SOURCE, "two", level=Level.INFO))
    outcome = replace(outcome_of(*findings, sources=(SOURCE,)), rule_pages="https://example.com/rules/")
    first, second = json.loads(report_gitlab(outcome))
    assert len(first.pop("fingerprint")) == 32
    assert first == {
        "description": "'one' is wrong",
        "check_name": "broken-link",
        "severity": "critical",
        "location": {"path": "a.md", "lines": {"begin": 1, "end": 1}},
        "content": {"body": "[What broken-link means](https://example.com/rules/broken-link/)"},
    }
    assert second["severity"] == "info"


def test_fingerprints_are_unique() -> None:
    """Two findings that are alike are two issues: GitLab drops those whose fingerprint it has seen."""
    finding = finding_at(SourceText("a.md", "one\none\n").span(0, 3))
    twin = finding_at(SourceText("a.md", "one\none\n").span(4, 7))
    issues = json.loads(report_gitlab(outcome_of(finding, twin, sources=(SourceText("a.md", "one\none\n"),))))
    assert len({issue["fingerprint"] for issue in issues}) == 2


def test_what_could_not_be_done_blocks() -> None:
    """The format has no place for a crash; it is an issue, so that it is not missed."""
    issues = json.loads(report_gitlab(run_undone()))
    assert [(issue["severity"], issue["location"]["path"]) for issue in issues] == [
        ("blocker", "."),
        ("blocker", "c.md"),
    ]
    assert issues[0]["description"] == "rule broken-link crashed: ValueError: no"


def test_nothing_found_is_an_empty_list() -> None:
    """GitLab needs the file also when all is well."""
    assert json.loads(report_gitlab(outcome_of())) == []
