"""The report as CI servers see it."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.reports.junit import report_junit
from runbook_site.sources.finding import Level
from runbook_site.sources.text import SourceText
from tests.checks.report_samples import finding_at, finding_on, outcome_of, run_undone

A = SourceText("a.md", "one\ntwo\n")
B = SourceText("b.md", "one\n")


def test_each_file_is_a_suite() -> None:
    """Files with and without findings are there; what fails the run fails, the rest is told."""
    findings = (finding_on(A, "one"), finding_on(A, "two", level=Level.WARNING))
    root = fromstring(report_junit(outcome_of(*findings, sources=(A, B))))  # noqa: S314 - our own
    assert [(s.get("name"), s.get("tests"), s.get("failures"), s.get("errors")) for s in root] == [
        ("a.md", "2", "1", "0"),
        ("b.md", "1", "0", "0"),
    ]
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "0")
    failure = root.find(".//failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("error", "'one' is wrong")
    assert failure.text == "a.md:1:1: error: 'one' is wrong [broken-link]"
    assert [case.get("line") for case in root.iter("testcase")] == ["1", "2", None]


def test_failing_levels_are_those_of_the_run() -> None:
    """The server's verdict and the exit code are the same."""
    outcome = replace(outcome_of(finding_on(A, "two", level=Level.WARNING)), failing=(Level.ERROR, Level.WARNING))
    assert fromstring(report_junit(outcome)).get("failures") == "1"  # noqa: S314 - our own


def test_what_could_not_be_done_is_an_error() -> None:
    """A rule that crashed and a file that could not be read are neither passed nor failed."""
    root = fromstring(report_junit(run_undone()))  # noqa: S314 - our own
    assert root.get("errors") == "2"
    assert [error.get("message") for error in root.iter("error")] == [
        "could not be checked: not UTF-8",
        "rule broken-link crashed",
    ]


@given(st.text(), st.text(st.characters(exclude_characters="\0"), min_size=1))
def test_any_text_gives_xml(message: str, path: str) -> None:
    """Control characters, lone surrogates and mark-up in a message or a name do not break the file."""
    source = SourceText(path, "one\n")
    text = report_junit(outcome_of(finding_at(source.span(0, 3), message), sources=(source,)))
    root = fromstring(text.encode())  # noqa: S314 - our own
    assert len(list(root.iter("failure"))) == 1
