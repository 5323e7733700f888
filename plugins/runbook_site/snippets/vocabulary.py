"""Sets of words, written as text."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text, which blanks and line breaks separate."""
    return frozenset(text.split())
