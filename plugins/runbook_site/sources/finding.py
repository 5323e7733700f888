"""What the tool has to say about a place in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.sources.text import Span


class Level(StrEnum):
    """How much a finding weighs; what fails a run is settable."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a file, and the text that belongs there."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that is certainly right.

    Attributes:
        message: What it does, in the imperative: ``replace the no-break space by a space``.
        edits: The changes, all in one file, ascending, without overlap.
    """

    message: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found at one place.

    Attributes:
        rule: Stable kebab-case name of the rule that speaks.
        message: One sentence that names the bad value, and why it is bad.
        span: Where.
        level: The rule's level, or the one that the settings give it; ``None`` until the
            runner has set it.
        alternatives: What would be valid there, nearest first.
        fix: What mends it, where that is certain.
    """

    rule: str
    message: str
    span: Span
    level: Level | None = None
    alternatives: tuple[str, ...] = field(default=())
    fix: Fix | None = None
