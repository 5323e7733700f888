"""How far commands are proven, in numbers to draw and lists to read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.ladder import held_back

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from runbook_site.catalog.entry import Entry


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
    standing = [(*_rung(entry), entry) for entry in entries]
    counts = Counter(level for level, _, _ in standing)
    proofs = ((entry.proof, entry) for _, _, entry in standing)
    old = [(proof.on, entry) for proof, entry in proofs if proof is not None and proof.is_old(today)]
    return Ladder(
        counts=tuple((level.word, counts[level]) for level in reversed(ProofLevel)),
        old=tuple(entry for _, entry in sorted(old, key=lambda item: (item[0], item[1].id))),
        reasons=tuple((level.word, why, tuple(of)) for level, why, of in held_back(standing)),
    )


def _rung(entry: Entry) -> tuple[ProofLevel, str]:
    """The level of a command, and what it is short of."""
    if entry.proof is None:
        return ProofLevel.UNPROVEN, "nothing proves it as it stands"
    return ProofLevel.of(entry.proof.level), entry.proof.short_of
