"""Regular expressions of authors are tried, and never for long."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.pattern import matches_whole, pattern_error

ATOMS = st.sampled_from(["a", "b", "[ab]", ".", r"\d", r"\(", "(a|b)", "(?:ab)", "[^)(]", r"[\]a]"])
COUNTS = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,3}", "{2,}"])
PARTS = st.lists(st.tuples(ATOMS, COUNTS).map("".join), max_size=4).map("".join)
PATTERNS = st.recursive(PARTS, lambda inner: st.tuples(inner, COUNTS).map(lambda part: f"({part[0]}){part[1]}"))


@pytest.mark.parametrize("pattern", ["(", "[0-9", "*", r"\8", "(?P<a>x)(?P<a>y)", "a{99999999999999999999}"])
def test_what_is_no_pattern_says_why(pattern: str) -> None:
    """The reason is given, whatever kind of error the engine raises."""
    assert pattern_error(pattern)
    assert matches_whole(pattern, "a") is None


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*b", "(a*)*b", "(a?){40}b", "((a{1,9})x?)*b", "a*a*a*a*a*a*a*a*b", "(((a*){2}){2}){2}b"]
)
def test_costly_patterns_are_not_tried(pattern: str) -> None:
    """A pattern that would keep the check busy for years is left alone."""
    assert matches_whole(pattern, "a" * 60) is None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"^v\d+\.\d+\.\d+$", "v1.2.3", True),
        (r"^v\d+\.\d+\.\d+$", "1.2.3", False),
        (r"clocked-manual-[0-9]{8}-[0-9]{6}", "clocked-manual-20240101-120000", True),
        (r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}", "10.0.0.255", True),
        ("prod|staging", "production", False),
        (r"\[(a|b)\]", "[a]", True),
    ],
)
def test_usual_patterns_are_tried(pattern: str, text: str, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    """The whole value has to match."""
    assert matches_whole(pattern, text) is expected


@given(PATTERNS, st.text("ab1()", max_size=40))
def test_answer_is_right_or_not_given(pattern: str, text: str) -> None:
    """Where an answer is given, it is the engine's, and it comes at once."""
    began = time.process_time()
    answer = matches_whole(pattern, text)
    assert time.process_time() - began < 5
    assert answer is None or answer == (re.fullmatch(pattern, text) is not None)
