"""Findings that were accepted, and those that were not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.baseline import Entry, baseline_json, compare, entries_of, read_baseline
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.text import SourceText
from tests.checks.report_samples import finding_on

if TYPE_CHECKING:
    from pathlib import Path

    from runbook_site.checks.baseline import Comparison
    from runbook_site.sources.finding import Finding


def findings_in(source: SourceText) -> list[Finding]:
    """A finding on each line that begins with ``bad``."""
    found = []
    for number in range(1, len(source.line_starts) + 1):
        if source.line(number).startswith("bad"):
            start = source.line_starts[number - 1]
            found.append(finding_on(SourceText(source.path, source.text), "bad"))
            found[-1] = type(found[-1])("some-rule", "'bad' is wrong", source.span(start, start + 3), found[-1].level)
    return found


def held(before: list[SourceText], after: list[SourceText], vanished: frozenset[str] = frozenset()) -> Comparison:
    """The findings of some files held against those of before."""
    known = {source.path: source for source in before}
    entries = entries_of([each for source in before for each in findings_in(source)], known)
    now = {source.path: source for source in after}
    return compare(entries, [each for source in after for each in findings_in(source)], now, vanished)


def shape(comparison: Comparison) -> tuple[int, list[tuple[str, int]], list[tuple[str, int]]]:
    """How many are known, where the new ones are, and what is gone."""
    new = [(finding.span.path, finding.span.start.line) for finding in comparison.new]
    return len(comparison.known), new, [(entry.path, entry.count) for entry in comparison.gone]


def test_the_same_again_is_known() -> None:
    """Lines above and indents may change."""
    assert shape(held([SourceText("a.md", "bad x\n")], [SourceText("a.md", "new\n\nbad  x\r\n")])) == (1, [], [])


def test_another_mistake_is_new_and_the_former_one_gone() -> None:
    """A line that has changed is looked at again."""
    assert shape(held([SourceText("a.md", "bad x\n")], [SourceText("a.md", "bad y\n")])) == (
        0,
        [("a.md", 1)],
        [("a.md", 1)],
    )


def test_one_more_of_the_same_is_new() -> None:
    """The baseline counts: a copy of an accepted mistake was not accepted."""
    assert shape(held([SourceText("a.md", "bad\n")], [SourceText("a.md", "bad\nbad\n")])) == (1, [("a.md", 2)], [])
    assert shape(held([SourceText("a.md", "bad\nbad\n")], [SourceText("a.md", "bad\n")])) == (1, [], [("a.md", 1)])


def test_a_copy_in_another_file_is_new() -> None:
    """An entry is for its own file as long as that is there."""
    before, copy = SourceText("b.md", "bad\n"), SourceText("a.md", "bad\n")
    assert shape(held([before], [copy, SourceText("b.md", "good\n")])) == (0, [("a.md", 1)], [("b.md", 1)])


def test_a_renamed_file_keeps_its_entries() -> None:
    """Where the former file is no longer there, the same content elsewhere is known."""
    before, after = SourceText("old.md", "bad\n"), SourceText("new.md", "bad\nbad\n")
    assert shape(held([before], [after], frozenset({"old.md"}))) == (1, [("new.md", 2)], [])


def test_of_files_that_were_not_read_nothing_is_said() -> None:
    """A run over one file neither reports nor drops the entries of the others."""
    files = [SourceText("a.md", "bad\n"), SourceText("b.md", "bad\n")]
    comparison = held(files, files[:1])
    assert shape(comparison) == (1, [], [])
    assert [entry.path for entry in comparison.unread] == ["b.md"]


def test_of_files_without_their_service_nothing_is_gone() -> None:
    """A link that cannot be judged without the other files may be broken all the same."""
    source = SourceText("a.md", "bad\n")
    entries = entries_of(findings_in(source), {"a.md": source})
    comparison = compare(entries, [], {"a.md": source}, partial=frozenset({"a.md"}))
    assert (comparison.gone, comparison.unread) == ((), entries)


@given(st.lists(st.sampled_from(["bad x", "bad y", "good"])), st.lists(st.sampled_from(["bad x", "bad y", "good"])))
def test_a_baseline_never_grows(before: list[str], after: list[str]) -> None:
    """Whatever changes: no more is known than was accepted, and all findings are told apart into known and new."""
    comparison = held([SourceText("a.md", "\n".join(before))], [SourceText("a.md", "\n".join(after))])
    accepted = sum(line != "good" for line in before)
    assert len(comparison.known) + sum(entry.count for entry in comparison.gone) == accepted
    assert len(comparison.known) + len(comparison.new) == sum(line != "good" for line in after)


ENTRIES = st.builds(Entry, st.text(), st.text(), st.text(), st.text(), st.integers(1, 9))


@given(st.lists(ENTRIES))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]) -> None:
    """Any path and any message survives the file; the order is always the same."""
    path = tmp_path_factory.mktemp("baseline") / "baseline.json"
    path.write_text(baseline_json(entries), encoding="utf-8", errors="surrogatepass")
    assert read_baseline(path) == tuple(sorted(entries))
    assert baseline_json(entries) == baseline_json(reversed(entries))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "there is no baseline"),
        ("{", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", '"format" is not'),
        ('{"format": "runbook-site baseline", "version": 2, "entries": []}', "of version 2, and this runbook-site"),
        ('{"format": "runbook-site baseline", "version": 1}', "no list"),
        ('{"format": "runbook-site baseline", "version": 1, "entries": [{}]}', "entry 1 lacks"),
        (baseline_json([Entry("a", "b", "c", "d", 1)]).replace('"count": 1', '"count": true'), "has no count"),
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, content: str | None, says: str) -> None:
    """A file that is missing, damaged or of another version never passes for an empty baseline."""
    path = tmp_path / "baseline.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(RunbookSiteError, match=says):
        read_baseline(path)
