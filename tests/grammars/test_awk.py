"""The options of awk, whichever it is; its program is its own."""

from __future__ import annotations

import pytest

from tests.grammars.judged import problems


@pytest.mark.parametrize(
    "line",
    [
        "awk -F: '{ print $1 }' /etc/passwd",
        r"awk -F '\t' -v OFS=, -vlimit=5 'NR > limit' in.tsv",
        "awk -f report.awk -f lib.awk -- -x in.log",
        "awk '/a/' -F in.log --no-option-behind-the-program",
        "gawk --re-interval --lint=fatal -i inplace '{ sub(/a/, \"b\") } 1' in.log",
        "mawk -W interactive '{ print; fflush() }'",
        "nawk -version",
        'awk -v limit="$limit" -v "$assignment" "\\$1 > limit" in.log',
        "awk -v ns::limit=5 '{}'",
        "awk -v \"text=two\nlines\" '{}'",
    ],
)
def test_what_some_awk_takes_is_left_alone(line: str) -> None:
    """Nobody knows which one is called awk; words behind the program are its arguments."""
    assert problems(line) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("awk -v limit 5 '{}' in.log", ("invalid-option-value", "limit")),
        ("awk -v '5=limit' '{}' in.log", ("invalid-option-value", "'5=limit'")),
        ("awk --field-seperator=: '{}'", ("unknown-option", "--field-seperator")),
        ("awk -q '{}'", ("unlisted-option", "-q")),
        ("awk -F", ("missing-option-value", "-F")),
    ],
)
def test_what_no_awk_takes_is_found(line: str, problem: tuple[str, str]) -> None:
    """An assignment has a sign and a name, an option a spelling that one of them has."""
    assert problems(line) == [problem]
