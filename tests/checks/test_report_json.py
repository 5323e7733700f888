"""The report as machines see it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from runbook_site.checks.outcome import Outcome
from runbook_site.checks.reports.json import report_json
from runbook_site.sources.text import SourceText
from tests.checks.report_samples import finding_on, fix_of, outcome_of

if TYPE_CHECKING:
    from tests.checks.conftest import Examples

RUNBOOK = """\
title: Restart the shop
owner: shopp
reviewed: {on: 2026-11-01, by: "日本 \\u0007"}
procedure:
  - title: Restart the web server
"""


def test_diagnostics_have_their_place(examples: Examples) -> None:
    """A tool that reads the report finds rule, level, message and place of every finding under fixed names."""
    report = examples.check({"runbook_src/shop/restart.yml": RUNBOOK})
    document = json.loads(report_json(Outcome(report, {})))
    assert document["schema_version"] == 1
    assert document["diagnostics"] == [
        {
            "rule": "unknown-team",
            "level": "warning",
            "message": "'shopp' is no team of site.yml; did you mean 'shop'?",
            "path": "runbook_src/shop/restart.yml",
            "line": 2,
            "column": 8,
            "end_line": 2,
            "end_column": 13,
            "alternatives": ["shop", "platform"],
            "fingerprint": document["diagnostics"][0]["fingerprint"],
            "fix": None,
        }
    ]


def test_summary_counts(examples: Examples) -> None:
    """The summary says what was seen and what was found, and names files that failed."""
    examples.write({"runbook_src/shop/restart.yml": RUNBOOK})
    (examples.folder / "runbook_src/shop/broken.md").write_bytes(b"\xff")
    summary = json.loads(report_json(Outcome(examples.check({}), {})))["summary"]
    assert (summary["services"], summary["runbooks"], summary["suppressed"]) == (1, 1, 0)
    assert summary["findings"] == {"error": 1, "warning": 1, "info": 0}
    assert summary["files_failed"] == [{"path": "runbook_src/shop/broken.md", "reason": "not UTF-8"}]
    assert summary["files_skipped"] == {"not UTF-8": 1}


def test_clean_report_is_empty(examples: Examples) -> None:
    """No findings is an empty list, never a missing key."""
    document = json.loads(report_json(Outcome(examples.check({}), {})))
    assert (document["diagnostics"], document["crashes"]) == ([], [])


def test_everything_that_was_not_read_is_named(examples: Examples) -> None:
    """Each file that was passed over has its path and reason, and each place that is no shell its line."""
    files = {
        "runbook_src/shop/restart.yml": RUNBOOK,
        "runbook_src/shop/notes.txt": "x",
        "runbook_src/shop/.draft.md": "x",
        "runbook_src/shop/odd.md": "# Odd\n\n```sh\nuptime\nif (; then\n```\n",
    }
    summary = json.loads(report_json(Outcome(examples.check(files), {})))["summary"]
    assert summary["files_not_read"] == [
        {"path": "runbook_src/shop/.draft.md", "reason": "hidden file"},
        {"path": "runbook_src/shop/notes.txt", "reason": "another kind of file"},
    ]
    assert sum(summary["files_skipped"].values()) == len(summary["files_not_read"])
    assert [(place["path"], place["line"]) for place in summary["places_not_read"]] == [("runbook_src/shop/odd.md", 5)]
    assert summary["unparsed"] == 1


def test_fixes_have_their_places() -> None:
    """An editor can make the change that mends a finding."""
    source = SourceText("a.md", "one\ntwo\n")
    finding = finding_on(source, "two", fix=fix_of(source, (4, 7, "2")))
    diagnostic = json.loads(report_json(outcome_of(finding, sources=(source,))))["diagnostics"][0]
    edit = {"line": 2, "column": 1, "end_line": 2, "end_column": 4, "text": "2"}
    assert diagnostic["fix"] == {"message": "mend it", "edits": [edit]}
    assert len(diagnostic["fingerprint"]) == 32
