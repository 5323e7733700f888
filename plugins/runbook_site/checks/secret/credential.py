"""A credential that is written down."""

from __future__ import annotations

from dataclasses import dataclass

_SHOWN = 2
_LONG_ENOUGH = 12


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential in a text. Its value is kept out of every message.

    Attributes:
        start: Offset of the value in the text of its file.
        end: Offset behind it.
        kind: What it is: ``a GitHub token``, ``a password``.
        value: The value itself: never to be shown, written or logged.
        certain: Whether it can hardly be anything else.
    """

    start: int
    end: int
    kind: str
    value: str
    certain: bool

    @property
    def shown(self) -> str:
        """What may be shown of it: its first two characters where it is long, and its length."""
        length = len(self.value)
        return f"{self.value[:_SHOWN]}…, {length} characters" if length >= _LONG_ENOUGH else f"{length} characters"

    def __repr__(self) -> str:
        """Without the value, which must not get into a traceback either."""
        return f"Credential({self.kind}, {self.shown}, at {self.start})"
