"""What somebody may have meant by a word that a tool does not know."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 3
_MOST_COMPARED = 2500
_LONGEST = 60


def near(word: str, known: Iterable[str], cutoff: float = 0.72) -> tuple[str, ...]:
    """Up to three of the known words that resemble one, the nearest first."""
    word = word[:_LONGEST]
    matcher = SequenceMatcher(b=word, autojunk=False)
    found: list[tuple[float, str]] = []
    for each in islice(known, _MOST_COMPARED):
        if abs(len(each) - len(word)) > max(len(each), len(word)) * (1 - cutoff) * 2:
            continue
        matcher.set_seq1(each[:_LONGEST])
        if matcher.quick_ratio() >= cutoff and (ratio := matcher.ratio()) >= cutoff:
            found.append((-ratio, each))
    return tuple(each for _, each in sorted(found)[:_SHOWN])


def slip(word: str, known: Iterable[str]) -> str | None:
    """The known word from which one differs by a single slip of the hand; ``None`` where there is none.

    A slip is a letter too much, too few or another, or two neighbours swapped.
    """
    return next((each for each in islice(known, _MOST_COMPARED) if _one_slip(word, each)), None)


def _one_slip(first: str, second: str) -> bool:
    if first in (second + second[-1:], second[:1] + second) and len(second) > 1:
        return True  # ``pss``: a key that was hit twice is seen in the shortest words too
    if abs(len(first) - len(second)) > 1 or min(len(first), len(second)) < 3:  # noqa: PLR2004 - shorter words all resemble each other
        return False
    at = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
    a, b = first[at:], second[at:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:] and len(b) > 1)
