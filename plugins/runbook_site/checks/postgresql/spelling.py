"""Which name somebody meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORT = 4
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, letter in enumerate(row)}
"""The letters to the left and the right of each on a keyboard."""
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


def short_slip(word: str, known: Iterable[str]) -> str:
    """The known name that a short word is a slip away from; empty where there is none.

    So short a word has many neighbours: that a letter is left out or swapped with its neighbour counts, and one that
    lies beside the right one on a keyboard; any other letter does not.
    """
    return next((name for name in known if name != word and _is_slip(word, name)), "")


def suggestion(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?``, where there is something alike."""
    return hint(word, sorted(known))


def _is_slip(word: str, name: str) -> bool:
    if len(word) == len(name) - 1:
        return any(name[:at] + name[at + 1 :] == word for at in range(len(name)))
    different = [at for at in range(len(name)) if word[at : at + 1] != name[at]]
    if len(word) != len(name) or not different:
        return False
    first, last = different[0], different[-1]
    if first == last:
        return word[first] in _BESIDE.get(name[first], "")
    return last == first + 1 and len(different) > 1 and word[first : last + 1] == name[last] + name[first]


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
