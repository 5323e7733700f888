"""How far commands are proven, in numbers to draw and lists to read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.model.proof_level import ProofLevel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from runbook_site.catalog.entry import Entry

_LEVELS = tuple(level.word for level in reversed(ProofLevel))


@dataclass(frozen=True, slots=True)
class Ladder:
    """Some commands by the level of their proofs.

    Attributes:
        counts: How many stand on each level, the highest first; those without a proof are `unproven`.
        old: Those whose proof has to be renewed, the longest overdue first.
        reasons: What keeps commands from the next level, each with the commands, the most frequent first.
    """

    counts: tuple[tuple[str, int], ...]
    old: tuple[Entry, ...]
    reasons: tuple[tuple[str, str, tuple[Entry, ...]], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.counts)


def ladder_of(entries: Iterable[Entry], today: date) -> Ladder:
    """Sort commands by their proofs.

    Args:
        entries: The commands.
        today: The day that proofs are held against.
    """
    counts: Counter[str] = Counter()
    reasons: dict[tuple[str, str], list[Entry]] = {}
    old: list[tuple[date, Entry]] = []
    for entry in entries:
        proof = entry.proof
        counts[proof.level if proof else "unproven"] += 1
        if proof is not None and proof.holds_until is not None and proof.is_old(today):
            old.append((proof.holds_until, entry))
        short_of = (proof.level, proof.short_of) if proof else ("unproven", "nothing proves it as it stands")
        if short_of[1]:
            reasons.setdefault(short_of, []).append(entry)
    by_number = sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
    return Ladder(
        counts=tuple((level, counts[level]) for level in _LEVELS),
        old=tuple(entry for _, entry in sorted(old, key=lambda item: (item[0], item[1].id))),
        reasons=tuple((level, why, tuple(of)) for (level, why), of in by_number),
    )
