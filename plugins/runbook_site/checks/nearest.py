"""What somebody may have meant."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 5
_LONGEST_COMPARED = 80
_MOST_COMPARED = 1000
_COMPARED_CLOSELY = 12


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to five of the known words, those that resemble the word first, the others in their own order."""
    words = tuple(islice(known, _MOST_COMPARED))
    return tuple(dict.fromkeys((*_close(word, words, 0.5), *words)))[:_SHOWN]


def hint(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` where a known word resembles this one, else nothing."""
    near = resembling(word, known)
    return f"; did you mean '{near[0]}'?" if near else ""


def resembling(word: str, known: Iterable[str]) -> list[str]:
    """The known words that somebody may have meant, best first; none where none is like it."""
    return _close(word, tuple(islice(known, _MOST_COMPARED)), 0.7)


def _close(word: str, words: tuple[str, ...], cutoff: float) -> list[str]:
    """The known words that resemble one, best first. Comparing closely is slow, so few are."""
    pairs = _pairs(word)
    likely = nlargest(_COMPARED_CLOSELY, words, key=lambda each: _likeness(pairs, _pairs(each)))
    by_fold = {_folded(each): each for each in reversed(likely)}
    return [by_fold[each] for each in get_close_matches(_folded(word), by_fold, n=_SHOWN, cutoff=cutoff)]


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Dice's coefficient of the pairs of neighbouring characters."""
    return 2 * len(first & second) / (len(first) + len(second) or 1)


@lru_cache(maxsize=4096)
def _pairs(word: str) -> frozenset[str]:
    folded = f" {_folded(word)} "
    return frozenset(folded[at : at + 2] for at in range(len(folded) - 1))


def _folded(word: str) -> str:
    return word.casefold()[:_LONGEST_COMPARED]
