"""The report as GitHub Actions sees it."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.reports.github import report_github
from runbook_site.sources.finding import Level
from runbook_site.sources.text import SourceText
from tests.checks.report_samples import finding_at, finding_on, outcome_of, run_undone

_COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def test_findings_are_annotations() -> None:
    """Each level has its command; the place is where GitHub shows it."""
    source = SourceText("a.md", "one\ntwo\n")
    findings = (
        replace(finding_on(source, "one"), alternatives=("eins", "uno")),
        finding_on(source, "one\ntwo", level=Level.WARNING),
        finding_on(source, "two", level=Level.INFO),
    )
    assert report_github(outcome_of(*findings)).split("\n")[:3] == [
        "::error file=a.md,line=1,endLine=1,col=1,endColumn=4,title=broken-link::'one' is wrong%0Awould do: eins, uno",
        "::warning file=a.md,line=1,endLine=2,title=broken-link::'one%0Atwo' is wrong",
        "::notice file=a.md,line=2,endLine=2,col=1,endColumn=4,title=broken-link::'two' is wrong",
    ]


def test_separators_are_escaped() -> None:
    """A path with a comma or a colon, and a message with a percent sign, arrive as they are."""
    source = SourceText("a,b:100%.md", "one\n")
    line = report_github(outcome_of(finding_at(source.span(0, 3), "100%: a\r\nb"))).split("\n")[0]
    assert line.startswith("::error file=a%2Cb%3A100%25.md,line=1,")
    assert line.endswith("::100%25: a%0Ab")


@given(st.text(), st.text(min_size=1))
def test_no_text_becomes_a_command(message: str, path: str) -> None:
    """What a runbook holds cannot end the line and give GitHub an order of its own."""
    source = SourceText(path, "one\n")
    lines = report_github(outcome_of(finding_at(source.span(0, 3), message))).split("\n")
    assert _COMMAND.fullmatch(lines[0])
    assert not any(line.startswith("::") for line in lines[1:])
    assert not any(character < " " for line in lines for character in line)


def test_what_could_not_be_done_is_an_error() -> None:
    """A crash and a file that was not read are seen at the pull request."""
    lines = report_github(run_undone()).split("\n")
    assert "rule broken-link crashed" in lines[0]
    assert lines[1] == "::error file=c.md,title=runbook-site::could not check: not UTF-8"
