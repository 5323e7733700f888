"""Which mutants count as found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bench.accuracy.mutant import Mutant
    from runbook_site.sources.finding import Finding

Outcome = Literal["error", "warning", "info", "missed"]
"""How a mutant was found, by the heaviest finding that the sound text did not have; ``info`` is a miss too."""

_WEIGHTS: tuple[Level, ...] = (Level.ERROR, Level.WARNING, Level.INFO)


@dataclass(frozen=True, slots=True)
class Scored:
    """A mutant, and what became of it.

    Attributes:
        mutant: The mutant.
        outcome: How it was found.
        rules: The rules that found it, by the findings of that weight.
    """

    mutant: Mutant
    outcome: Outcome
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many mutants of some kind became what."""

    error: int
    warning: int
    info: int
    missed: int

    @property
    def mutants(self) -> int:
        """All of them."""
        return self.found + self.info + self.missed

    @property
    def found(self) -> int:
        """Those that an error or a warning tells of."""
        return self.error + self.warning

    @property
    def share(self) -> float:
        """The part that was found; 1 where there are none."""
        return self.found / self.mutants if self.mutants else 1.0


def score(mutant: Mutant, sound: Sequence[Finding], damaged: Sequence[Finding]) -> Scored:
    """Hold what was found in a damaged text against what was found in the sound one.

    A rule counts where it speaks more often than it did. Messages are not compared: they quote words, so that they
    change with the damage though they tell of something else.
    """
    before = Counter(finding.rule for finding in sound)
    after = Counter(finding.rule for finding in damaged)
    new = {rule for rule, times in after.items() if times > before[rule]}
    for level in _WEIGHTS:
        rules = sorted({finding.rule for finding in damaged if finding.rule in new and finding.level is level})
        if rules:
            return Scored(mutant, level.value, tuple(rules))
    return Scored(mutant, "missed", ())


def tally(scored: Iterable[Scored]) -> Tally:
    """Count outcomes."""
    count = Counter(each.outcome for each in scored)
    return Tally(count["error"], count["warning"], count["info"], count["missed"])


def drew(findings: Mapping[str, Sequence[Finding]], level: Level) -> tuple[str, ...]:
    """The names of sound samples that drew a finding of a level."""
    return tuple(name for name, found in findings.items() if any(each.level is level for each in found))
