"""What somebody may have meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 5
_LONGEST_COMPARED = 80


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to five of the known words, those that resemble the word first, the others in their own order."""
    words = dict.fromkeys(known)
    by_fold: dict[str, str] = {}
    for each in words:
        by_fold.setdefault(each.casefold()[:_LONGEST_COMPARED], each)
    near = get_close_matches(word.casefold()[:_LONGEST_COMPARED], by_fold, n=_SHOWN, cutoff=0.5)
    return tuple(dict.fromkeys((*(by_fold[each] for each in near), *words)))[:_SHOWN]


def hint(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` where a known word resembles this one, else nothing."""
    by_fold = {each.casefold()[:_LONGEST_COMPARED]: each for each in known}
    near = get_close_matches(word.casefold()[:_LONGEST_COMPARED], by_fold, n=1, cutoff=0.7)
    return f"; did you mean '{by_fold[near[0]]}'?" if near else ""
