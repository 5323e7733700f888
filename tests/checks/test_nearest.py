"""What is offered in place of a word that is not known."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.nearest import hint, nearest

WORDS = st.lists(st.text(max_size=12), max_size=30)


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("restrat", ("rebuild", "restart", "drain"), "restart"),
        ("SEV1", ("P0", "SEV-1"), "SEV-1"),
        ("shop", ("platform", "Shop"), "Shop"),
        ("on call engineer", ("Team lead", "On-call engineer"), "On-call engineer"),
    ],
)
def test_misspelling_is_understood(word: str, known: tuple[str, ...], meant: str) -> None:
    """The word that was meant comes first, and is asked for."""
    assert nearest(word, known)[0] == meant
    assert hint(word, known) == f"; did you mean '{meant}'?"


def test_nothing_similar_is_not_guessed() -> None:
    """Where nothing resembles the word, the others are listed in their order, and none is asked for."""
    assert nearest("zzz", ("restart", "drain")) == ("restart", "drain")
    assert hint("zzz", ("restart", "drain")) == ""


@given(st.text(max_size=12), WORDS)
def test_only_known_words_are_offered(word: str, known: list[str]) -> None:
    """Each at most once, at most five, and never one that does not exist."""
    found = nearest(word, known)
    assert len(found) == len(set(found)) == min(5, len(set(known)))
    assert set(found) <= set(known)


def test_many_long_words_take_no_time() -> None:
    """Two thousand unknown names in a large site do not keep the check busy."""
    known = [f"runbook-number-{number}-{'x' * 200}" for number in range(1000)]
    began = time.process_time()
    for number in range(20):
        nearest(f"runbook-{number}", known)
    assert time.process_time() - began < 5
