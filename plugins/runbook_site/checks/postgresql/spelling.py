"""Which name somebody meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORT = 4
_LONG = 8


def misspelt(word: str, known: Iterable[str], most: int = 0) -> str:
    """The known name that a word is a slip of the finger away from; empty where there is none.

    One letter more, less, other or swapped with its neighbour; two in a long word. A digit is no slip: ``_v4`` and
    ``_v7`` are two functions.

    Args:
        word: As written.
        known: The names that there are.
        most: How many letters may be off, whatever the word's length; 0 for what its length allows.
    """
    if len(word) < _SHORT:
        return ""
    most = most or (2 if len(word) > _LONG else 1)
    best = ""
    distance = most + 1
    letters = _without_digits(word)
    for name in known:
        if abs(len(name) - len(word)) > most or _without_digits(name) == letters:
            continue
        found = _distance(word, name, distance - 1)
        if found < distance:
            best, distance = name, found
    return best


def suggestion(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?``, where there is something alike."""
    return hint(word, sorted(known))


def _without_digits(word: str) -> str:
    return word.rstrip("0123456789")


def _distance(one: str, other: str, most: int) -> int:
    """Optimal string alignment distance, or more than ``most`` where it is more than that."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before = before, row
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
