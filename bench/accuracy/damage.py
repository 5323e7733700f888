"""Makes the mutants."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from bench.accuracy.mutant import Mutant
from bench.accuracy.mutators import IN_YAML, MUTATORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.accuracy.sample import Sample


def damage(samples: Sequence[Sample], seed: int, most: int) -> Iterator[Mutant]:
    """At most one mutant of each kind of each sample.

    Args:
        samples: What is damaged.
        seed: Decides which samples, where, and how.
        most: How many mutants of a kind there are at most.
    """
    for kind, mutate in MUTATORS.items():
        made = 0
        for sample in Random(f"{seed} {kind}").sample(samples, len(samples)):  # noqa: S311 - no secret is made of it
            if made == most:
                break
            chance = Random(f"{seed} {kind} {sample.name}")  # noqa: S311 - likewise
            text = mutate(sample, chance)
            if text is not None and text != sample.text:
                made += 1
                yield Mutant(kind, sample, text, "yaml" if kind in IN_YAML else "markdown")
