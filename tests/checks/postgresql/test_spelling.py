"""Which name somebody meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.postgresql.spelling import misspelt, short_slip


@pytest.mark.parametrize(
    ("word", "meant"),
    [("stat", "state"), ("sttae", "state"), ("stete", "state"), ("statee", "state"), ("sta", ""), ("place", "")],
)
def test_one_slip(word: str, meant: str) -> None:
    """A letter missing, swapped, other or too many; no more in a short word."""
    assert misspelt(word, ["query", "state"]) == meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("no", "now"),
        ("nwo", "now"),
        ("sun", "sum"),
        ("mx", "max"),
        ("mni", "min"),
        ("tax", ""),
        ("map", ""),
        ("bin", ""),
    ],
)
def test_short_words(word: str, meant: str) -> None:
    """A letter missing, swapped, or the one beside it on the keyboard: a short word has neighbours that are words."""
    assert short_slip(word, ["now", "sum", "max", "min"]) == meant


@given(st.text("abcde", max_size=4), st.text("abcde", min_size=1, max_size=4))
def test_a_word_is_no_slip_of_itself(word: str, name: str) -> None:
    """Any two words can be held against each other, and a word is not offered in its own place."""
    found = short_slip(word, [name])
    assert found in {"", name}
    assert not found or found != word


def test_digits_are_no_slip() -> None:
    """Names that differ in their number are two names."""
    assert misspelt("uuid_generate_v7", ["uuid_generate_v4"]) == ""


@given(st.text("abcde_", min_size=9, max_size=20), st.data())
def test_a_lost_letter_is_found(word: str, data: st.DataObject) -> None:
    """Whatever letter of a long word is lost, the word is the one that is meant."""
    at = data.draw(st.integers(0, len(word) - 1))
    assert misspelt(word[:at] + word[at + 1 :], [word, "something else altogether"]) == word
