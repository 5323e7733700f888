"""How far a command has been proven to work."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal, cast

LevelWord = Literal["unproven", "parsed", "linted", "accepted", "rehearsed", "executed"]


class ProofLevel(IntEnum):
    """A rung of the ladder. Each holds those below it."""

    UNPROVEN = 0
    """It is no sentence of its language, or nobody looked."""
    PARSED = 1
    """It is a sentence of its language."""
    LINTED = 2
    """No rule of level error speaks against it."""
    ACCEPTED = 3
    """The grammar of the tool, or the real PostgreSQL, accepts its words."""
    REHEARSED = 4
    """It ran in the sandbox with every outside program replaced by a recorder, and called what it says it calls."""
    EXECUTED = 5
    """It ran in the sandbox against a real counterpart, and did what it is expected to do."""

    @property
    def word(self) -> LevelWord:
        """The level in lower case, as files and pages have it."""
        return cast("LevelWord", self.name.lower())

    @classmethod
    def of(cls, word: str) -> ProofLevel:
        """The level that a word names.

        Raises:
            KeyError: None has this name.
        """
        return cls[word.upper()]
