"""Names of findings that outlive other changes to a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from runbook_site.checks.fingerprint import content_key, fingerprints
from runbook_site.sources.text import SourceText
from tests.checks.report_samples import finding_at, finding_on

BEFORE = SourceText("a.md", "one\n  rm $dir\n")


def key(source: SourceText, message: str = "at line 2, 'rm' is wrong") -> str:
    """What a finding on ``rm`` is about."""
    return content_key(replace(finding_on(source, "rm"), message=message), {source.path: source})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("new\n\none\n  rm $dir\n", "at line 4, 'rm' is wrong"),
        ("one\r\n\trm $dir\r\n", "at line 2, 'rm' is wrong"),
        ("rm   $dir", "at  line 1,\n'rm' is wrong"),
    ],
)
def test_other_lines_indents_and_numbers_do_not_count(text: str, message: str) -> None:
    """A finding is the same one after lines above it, line ends or its indent have changed."""
    assert key(SourceText("a.md", text), message) == key(BEFORE)


@pytest.mark.parametrize("text", ["one\n  rm $other\n", "one\n  rm $dir/x\n"])
def test_its_own_line_counts(text: str) -> None:
    """Another command is another finding."""
    assert key(SourceText("a.md", text)) != key(BEFORE)


def test_the_rule_and_the_words_of_the_message_count() -> None:
    """Two things that are wrong on one line are two findings."""
    finding = finding_on(BEFORE, "rm")
    sources = {"a.md": BEFORE}
    keys = {
        content_key(each, sources)
        for each in (finding, replace(finding, rule="unused-variable"), replace(finding, message="'rm' is old"))
    }
    assert len(keys) == 3


def test_folders_in_the_message_do_not_count() -> None:
    """A finding is the same one from wherever the tool was called."""
    told = {key(BEFORE, f"'{path}' is also in {path}") for path in ("shop/a.yml", "../runbook_src/shop/a.yml", "a.yml")}
    assert len(told) == 1
    assert key(BEFORE, "'shop/b.yml' is also in shop/b.yml") not in told


def test_those_that_are_alike_are_numbered() -> None:
    """Each of several has a name of its own, and the first keeps its name when the second goes."""
    source = SourceText("a.md", "rm $dir\nrm $dir\n")
    first, second = finding_at(source.span(0, 2)), finding_at(source.span(8, 10))
    both = fingerprints([first, second], {"a.md": source})
    assert len(set(both)) == 2
    assert fingerprints([first], {"a.md": source}) == both[:1]


def test_findings_of_whole_files_do_not_depend_on_the_first_line() -> None:
    """Their place is only where they are shown."""
    one, two = SourceText("a.md", "one\n"), SourceText("a.md", "two\n")
    assert content_key(finding_at(one.span(0, 0)), {"a.md": one}) == content_key(
        finding_at(two.span(0, 0)), {"a.md": two}
    )


def test_very_long_lines_and_spans_are_bounded() -> None:
    """A line of a million characters, and a span over a hundred thousand lines, take no time."""
    long = SourceText("a.md", "x" * 1_000_000)
    many = SourceText("a.md", "x\n" * 100_000)
    assert content_key(finding_at(long.span(500_000, 500_001)), {"a.md": long})
    assert content_key(finding_at(many.span(0, len(many.text))), {"a.md": many})
