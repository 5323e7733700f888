"""The report as people see it."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.baseline import compare, entries_of
from runbook_site.checks.outcome import Outcome
from runbook_site.checks.reports.text import report_text
from runbook_site.checks.runner import Report, RuleCrash
from runbook_site.model.document import SkippedFile
from runbook_site.snippets.census import Census
from runbook_site.sources.finding import Finding, Level
from runbook_site.sources.text import SourceText
from tests.checks.report_samples import NOTHING_SEEN, excused, finding_at, finding_on, fix_of, outcome_of, report_of

if TYPE_CHECKING:
    from tests.checks.conftest import Examples


def excerpt(line: str, start: int, end: int) -> tuple[str, str]:
    """The line that is shown for a finding on the third line of a file, and the one with the carets."""
    source = SourceText("shop/restart.md", f"# Restart\n\n{line}\n")
    span = source.span(len("# Restart\n\n") + start, len("# Restart\n\n") + end)
    lines = report_text(outcome_of(finding_at(span), sources=(source,)), colour=False).split("\n")
    return lines[2], lines[3]


def columns(text: str) -> int:
    """Columns that a terminal needs."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "marked"),
    [
        ("rm -rf $dir", 7, 11, "     3 | rm -rf $dir", "$dir"),
        ("\t\trm $dir", 5, 9, "     3 |         rm $dir", "$dir"),
        ("再起動 $dir", 4, 8, "     3 | 再起動 $dir", "$dir"),
        ("a\x1b[31mb", 1, 2, "     3 | a\\x1b[31mb", "\\x1b"),
        ("cafe\u0301 $dir", 6, 10, "     3 | cafe\u0301 $dir", "$dir"),
        ("rm \u202e$dir", 4, 8, "     3 | rm \\u202e$dir", "$dir"),
    ],
)
def test_carets_stand_below_what_is_meant(line: str, start: int, end: int, shown: str, marked: str) -> None:
    """Tabs, wide characters and escape sequences do not move the carets from what they point at."""
    text, carets = excerpt(line, start, end)
    assert text == shown
    assert len(carets) - len(carets.lstrip()) == columns(text[: text.index(marked)])
    assert carets.strip() == "^" * columns(marked)


@given(st.text(st.characters(exclude_characters="\r\n"), min_size=1, max_size=60), st.data())
def test_carets_lie_below_the_line(line: str, data: st.DataObject) -> None:
    """Whatever a line holds, nothing of it reaches the terminal as a control, and the carets stay below it."""
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start, len(line)))
    text, carets = excerpt(line, start, end)
    assert all(unicodedata.category(each) not in {"Cc", "Cf", "Cs"} for each in text)
    assert set(carets) <= {" ", "^"}
    assert columns(carets) <= columns(text) + 1


def test_long_lines_are_cut_around_what_is_meant() -> None:
    """A line of 5,000 characters shows the part that is meant, and fits."""
    text, carets = excerpt("x" * 3000 + "$dir" + "y" * 2000, 3000, 3004)
    assert text[carets.index("^") : carets.rindex("^") + 1] == "$dir"
    assert len(text) < 180


def test_findings_of_whole_files_show_no_line() -> None:
    """What is true of a file as a whole points at no character."""
    source = SourceText("shop/restart.md", "# Restart\n")
    text = report_text(outcome_of(finding_at(source.span(0, 0)), sources=(source,)), colour=False)
    assert "^" not in text
    assert "1:1" in text


def test_findings_are_grouped_by_file() -> None:
    """A file's name stands once above its findings."""
    first, second = SourceText("a.md", "one\ntwo\n"), SourceText("b.md", "one\n")
    findings = [finding_at(first.span(0, 3)), finding_at(first.span(4, 7)), finding_at(second.span(0, 3))]
    lines = report_text(outcome_of(*findings), colour=False).split("\n")
    assert [line for line in lines if line in {"a.md", "b.md"}] == ["a.md", "b.md"]
    assert sum("[some-rule]" in line for line in lines) == 3


def test_alternatives_are_named() -> None:
    """What would do stands below what is wrong."""
    source = SourceText("a.md", "one\n")
    finding = Finding("some-rule", "wrong", source.span(0, 3), Level.INFO, ("two", "th\x1bree"))
    assert "would do: two, th\\x1bree\n" in report_text(outcome_of(finding), colour=False)


def test_messages_and_crashes_are_harmless() -> None:
    """A file's name, a message and a traceback can hold what a runbook holds."""
    source = SourceText("a\x1b[2J.md", "one\n")
    report = Report(
        (finding_at(source.span(0, 3), "'\x1b[2J' is wrong"),),
        (),
        (RuleCrash("some-rule", "Traceback:\n  '\x1b[2J'"),),
        (SkippedFile("b\x07.md", "cannot be read", failed=True),),
        NOTHING_SEEN,
    )
    text = report_text(Outcome(report, {}), colour=False)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "Traceback:\n" in text
    assert "could not check b\\x07.md: cannot be read" in text


def test_rules_that_lack_a_program_are_told_together() -> None:
    """One thing is to be done about them, and it is said once."""
    crashes = tuple(RuleCrash(f"rule-{number}", "install it", is_defect=False) for number in range(5))
    text = report_text(Outcome(Report((), (), crashes, (), NOTHING_SEEN), {}), colour=False)
    assert text.startswith("5 rules could not be run (rule-0, rule-1, rule-2 and 2 more): install it\n")
    assert "report this" not in text


def test_colour_is_only_used_when_asked_for() -> None:
    """A report in a file has no escape sequences; on a terminal the level has its colour."""
    source = SourceText("a.md", "one\n")
    report = report_of(finding_at(source.span(0, 3)))
    assert "\x1b" not in report_text(Outcome(report, {}), colour=False)
    assert "\x1b[31merror" in report_text(Outcome(report, {}), colour=True)


def test_everything_seen_is_counted() -> None:
    """The last lines say what was looked at, what was not and why, and what was found."""
    census = Census(
        files=2,
        files_skipped={"another kind of file": 1, "hidden file": 3},
        services=1,
        runbooks=2,
        fences_seen=6,
        fences_in_catalog=3,
        fences_skipped={"language: json": 1, "language: yaml": 2},
        commands=5,
        by_service={"shop": 5},
        by_language={"shell": 5},
        by_risk={"read": 5},
        unparsed=0,
    )
    source = SourceText("a.md", "one\n")
    span = source.span(0, 3)
    findings = (finding_at(span), finding_at(span, level=Level.WARNING), finding_at(span, level=Level.INFO))
    report = Report(findings, (excused(finding_at(span)),), (), (), census)
    blocks = "6 blocks seen: 3 with 5 commands in the catalog; not: 2 (language: yaml), 1 (language: json)"
    assert report_text(Outcome(report, {}), colour=False).split("\n")[-4:] == [
        f"2 runbooks of 1 service, {blocks}",
        "4 files not read as a runbook: 3 (hidden file), 1 (another kind of file)",
        "1 error, 1 warning, 1 info, 1 suppressed",
        "",
    ]


def test_what_may_be_a_mistake_is_named(examples: Examples) -> None:
    """Of files that were perhaps meant to be read the first five are named; hidden files are counted alone."""
    files = {f"runbook_src/other/{number}.yml": "replicas: 3\n" for number in range(7)}
    files |= {
        "runbook_src/other/.hidden.md": "x",
        "runbook_src/other/picture.png": "x",
        "runbook_src/other/a.md": "# A\n",
    }
    text = report_text(Outcome(examples.check(files), {}), colour=False)
    named = [line for line in text.split("\n") if line.startswith("  ")]
    assert named == [
        "  YAML that is no runbook:",
        *(f"    runbook_src/other/{number}.yml" for number in range(5)),
        "    and 2 more",
    ]
    assert "9 files not read as a runbook: 7 (YAML that is no runbook), " in text


def test_places_that_could_not_be_read_are_named(examples: Examples) -> None:
    """Who is told of places that are no shell can go there; of many, to the first ones."""
    odd = "# Odd\n\n" + "```sh\nif (; then\n```\n\n" * 7
    lines = report_text(Outcome(examples.check({"runbook_src/shop/odd\x07.md": odd}), {}), colour=False).split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("7 places in commands"))
    assert lines[at + 1 : at + 7] == [
        *(f"    runbook_src/shop/odd\\x07.md:{4 + 4 * number}:1" for number in range(5)),
        "    and 2 more",
    ]


def test_wide_characters_and_long_lines_fit() -> None:
    """A long line of characters that take two columns is cut by columns, and says where."""
    text, carets = excerpt("再" * 300 + "$dir" + "起" * 300, 300, 304)
    assert text[len("     3 | ")] == "…"
    assert text[-1] == "…"
    assert columns(text) < 180
    assert len(carets) - len(carets.lstrip()) == columns(text[: text.index("$dir")])
    assert carets.strip() == "^^^^"


def test_a_message_stays_on_its_line() -> None:
    """A message that quotes several lines does not look like several findings."""
    source = SourceText("a.md", "one\n")
    finding = finding_at(source.span(0, 3), "'two\nlines' is wrong")
    assert "'two lines' is wrong [some-rule]" in report_text(outcome_of(finding), colour=False)


def test_the_end_says_what_the_baseline_has_and_what_can_be_mended() -> None:
    """Whoever reads the end learns what was not held against the run, and what to do next."""
    source = SourceText("a.md", "one\ntwo\n")
    old, new = finding_at(source.span(0, 3)), finding_on(source, "two", fix=fix_of(source, (4, 7, "2")))
    entries = entries_of([old, finding_on(SourceText("a.md", "gone"), "gone")], {"a.md": source})
    comparison = compare(entries, [old, new], {"a.md": source})
    outcome = replace(outcome_of(new, sources=(source,)), comparison=comparison)
    lines = report_text(outcome, colour=False).split("\n")
    assert lines[-5:] == [
        "1 error, 0 warnings, 0 info, 1 in the baseline",
        "1 finding of the baseline no longer occurs: --write-baseline takes it out",
        "    a.md: broken-link",
        "1 finding can be mended: runbook-site check --fix, or --diff to see it first",
        "",
    ]


def test_what_is_not_covered_is_counted() -> None:
    """What nothing is known of is no clean bill: it stands at the end, also where it is excused or accepted."""
    source = SourceText("a.md", "oc one\nfrob two\n")
    first, second = (finding_on(source, word, "tool-not-covered", Level.INFO) for word in ("oc", "frob"))
    report = replace(report_of(first), suppressed=(excused(second),))
    assert "\nnot covered: 2 (tool-not-covered)\n" in report_text(Outcome(report, {"a.md": source}), colour=False)
