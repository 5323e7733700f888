"""What is known of how far one command works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.model.proof_level import ProofLevel


@dataclass(frozen=True, slots=True)
class Proof:
    """How far a command was proven, and by what.

    Attributes:
        level: The highest level that its evidence carries.
        evidence: What was seen, in short sentences. Data: parts of it come from the command.
        against: Versions of what it was held against or ran against, by name.
        short_of: What keeps it from the next level; empty at the top.
    """

    level: ProofLevel
    evidence: tuple[str, ...] = ()
    against: tuple[tuple[str, str], ...] = ()
    short_of: str = ""
