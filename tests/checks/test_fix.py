"""Changes that mend, and how they are shown."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.fix import Change, Replacement, changes_of
from runbook_site.checks.reports.diff import report_diff
from runbook_site.sources.finding import Edit, Finding, Fix
from runbook_site.sources.text import Position, SourceText, Span
from tests.checks.report_samples import finding_at, fix_of

SOURCE = SourceText("a.md", "one\r\ntwo\nthree")


def finding_with(*edits: tuple[int, int, str], source: SourceText = SOURCE) -> Finding:
    """A finding that has a fix."""
    return replace(finding_at(source.span(0, 3)), fix=fix_of(source, *edits))


def mended(*findings: Finding) -> str:
    """The text once the findings are mended."""
    changes = changes_of(findings, {"a.md": SOURCE})
    return changes[0].text if changes else SOURCE.text


def test_only_what_is_edited_changes() -> None:
    """Line ends of both kinds, and the lack of the last one, stay as they were."""
    assert mended(finding_with((5, 8, "2"))) == "one\r\n2\nthree"
    assert mended(finding_with((0, 0, "'"), (3, 3, "'")), finding_with((14, 14, "!"))) == "'one'\r\ntwo\nthree!"


def test_of_two_that_overlap_the_first_counts() -> None:
    """The second is left to the next run, and with it the edits that it has elsewhere."""
    first, second = finding_with((5, 8, "2")), finding_with((0, 3, "1"), (7, 9, "x"))
    changes = changes_of([first, second], {"a.md": SOURCE})
    assert changes[0].text == "one\r\n2\nthree"
    assert changes[0].findings == (first,)


def test_two_that_ask_for_the_same_are_both_mended() -> None:
    """Two rules that see one mistake do not mend it twice."""
    findings = (finding_with((5, 5, "'")), finding_with((5, 5, "'"), (8, 8, "'")))
    changes = changes_of(findings, {"a.md": SOURCE})
    assert changes[0].text == "one\r\n'two'\nthree"
    assert changes[0].findings == findings


@pytest.mark.parametrize(
    "fix",
    [
        Fix("x", (Edit(Span("b.md", Position(1, 1), Position(1, 2)), ""),)),
        Fix("x", (Edit(Span("a.md", Position(9, 1), Position(9, 2)), ""),)),
        Fix("x", (Edit(Span("a.md", Position(3, 4), Position(3, 99)), ""),)),
        Fix("x", fix_of(SOURCE, (5, 8, "")).edits + fix_of(SOURCE, (6, 7, "")).edits),
        Fix("x", ()),
        fix_of(SOURCE, (5, 8, "two")),
        None,
    ],
)
def test_what_is_no_change_is_left_alone(fix: Fix | None) -> None:
    """A fix for another file, for a place that is not there, or that changes nothing is none."""
    assert changes_of([replace(finding_at(SOURCE.span(0, 3)), fix=fix)], {"a.md": SOURCE}) == ()


def test_a_file_that_was_not_read_is_not_mended() -> None:
    """Nothing is written that was not seen."""
    assert changes_of([finding_with((5, 8, "2"))], {}) == ()


def test_many_fixes_take_no_time() -> None:
    """Twenty thousand blanks on one line are mended and shown at once."""
    source = SourceText("a.md", "x " * 20_000)
    findings = [finding_with((at, at + 1, "\n"), source=source) for at in range(1, 40_000, 2)]
    changes = changes_of(findings, {"a.md": source})
    assert changes[0].text == "x\n" * 20_000
    assert report_diff(changes).count("\n+") == 20_001


# --- the diff -----------------------------------------------------------------------------------------------------

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n")


def patched(text: str, diff: str) -> str:
    """The text with a diff applied to it, as ``patch`` does, every number and line of it checked."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    rows = re.findall(r"[^\n]*\n", diff)[2:]
    result: list[str] = []
    at = 0
    while rows:
        hunk = _HUNK.fullmatch(rows.pop(0))
        assert hunk is not None
        first, old, second, new = (1 if each is None else int(each) for each in hunk.groups())
        result += lines[at : first - (old > 0)]
        at = first - (old > 0)
        assert len(result) == second - (new > 0)
        while old or new:
            row = rows.pop(0)
            line = row[1:]
            if rows and rows[0].startswith("\\"):
                rows.pop(0)
                line = line[:-1]
            if row[0] in " -":
                assert lines[at] == line
                at, old = at + 1, old - 1
            if row[0] in " +":
                result.append(line)
                new -= 1
    return "".join(result + lines[at:])


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A text with replacements in it."""
    text = draw(st.text(st.sampled_from("ab\n\r"), max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12, unique=True)))
    found = [
        Replacement(start, end, draw(st.text(st.sampled_from("XY\n"), max_size=4)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return Change(SourceText("a.md", text), tuple(found), ())


@given(changes())
def test_a_diff_says_exactly_what_changes(change: Change) -> None:
    """Applied to the former text it gives the mended one: joined lines, lost last line ends and all."""
    assert patched(change.source.text, report_diff([change])) == change.text


def test_a_diff_is_what_programs_take() -> None:
    """The head names the file as git does; lines around the change are shown."""
    source = SourceText("docs/a.md", "1\n2\n3\n4\n5\n6\n7\n8")
    change = Change(source, (Replacement(8, 9, "five"), Replacement(15, 15, "!")), ())
    assert report_diff([change]) == (
        "--- a/docs/a.md\n+++ b/docs/a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n"
        "-8\n\\ No newline at end of file\n+8!\n\\ No newline at end of file\n"
    )
