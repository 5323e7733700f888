"""What a tool would not accept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ProblemKind = Literal[
    "unknown-subcommand",
    "unknown-option",
    "unlisted-subcommand",
    "unlisted-option",
    "missing-option-value",
    "invalid-option-value",
    "doubtful-value",
    "conflicting-options",
    "missing-option",
    "operand-count",
    "removed-option",
    "removed-subcommand",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a tool would not accept.

    Attributes:
        kind: What is wrong.
        message: A clause that names the bad word and says why: ``'kubectl get' has no option '--wathc'``.
        start: Offset in the text that the command was parsed from.
        end: Offset behind it.
        alternatives: What would be valid there, nearest first.
    """

    kind: ProblemKind
    message: str
    start: int
    end: int
    alternatives: tuple[str, ...] = ()
