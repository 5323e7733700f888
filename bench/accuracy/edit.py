"""Small changes to texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_TRIES = 24
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def put(text: str, start: int, end: int, new: str) -> str:
    """A text with other characters in place of some."""
    return text[:start] + new + text[end:]


def misspelt(word: str, chance: Random, wrong: Callable[[str], bool]) -> str | None:
    """A word with one slip of the hand: two letters swapped, one left out, one twice, or the key beside it.

    Args:
        word: The word.
        chance: Decides which.
        wrong: Whether a misspelt word is certainly no other valid one.

    Returns:
        ``None`` where no slip that was tried makes it wrong.
    """
    letters = [at for at, character in enumerate(word) if character.isalpha()]
    for _ in range(_TRIES if letters else 0):
        at = chance.choice(letters)
        slip = chance.choice((_swap, _leave_out, _double, _beside))
        new = slip(word, at, chance)
        if new != word and wrong(new):
            return new
    return None


def _swap(word: str, at: int, _: Random) -> str:
    pair = word[at : at + 2]
    return put(word, at, at + 2, pair[::-1]) if pair.isalpha() else word


def _leave_out(word: str, at: int, _: Random) -> str:
    return put(word, at, at + 1, "")


def _double(word: str, at: int, _: Random) -> str:
    return put(word, at, at, word[at])


def _beside(word: str, at: int, chance: Random) -> str:
    letter = word[at]
    row = next((each for each in _ROWS if letter.lower() in each), "")
    places = [row.index(letter.lower()) + step for step in (-1, 1)] if row else []
    near = [row[place] for place in places if 0 <= place < len(row)]
    if not near:
        return word
    new = chance.choice(near)
    return put(word, at, at + 1, new.upper() if letter.isupper() else new)
