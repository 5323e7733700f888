"""A command that is wrong, and who makes it so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from random import Random

    from bench.accuracy.sample import Sample

Form = Literal["markdown", "yaml"]
"""The kind of runbook that a command is put into."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A sample with one fault.

    Attributes:
        kind: Which kind of fault: ``letter off in a subcommand``.
        sample: What it was made of.
        text: The damaged text.
        form: The kind of runbook in which the fault shows.
    """

    kind: str
    sample: Sample
    text: str
    form: Form = "markdown"


class Mutator(Protocol):
    """Makes damaged texts of a sample."""

    def __call__(self, sample: Sample, chance: Random, /) -> str | None:
        """A damaged text; ``None`` where the sample offers no place for it.

        Args:
            sample: What is damaged. It is right.
            chance: Decides where, and how. The same chance gives the same damage.
        """
