"""Names in place of what an author left open in SQL, and back: a grammar reads a table's name where none is yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TRIES = 20


@dataclass(slots=True)
class NameMasks:
    """Identifiers that stand for something else and are as long as it, a different one for each text.

    Attributes:
        text: The text that they are for, which has none of them.
        written: What each stands for, as written; empty where it is too short to be told from another.
    """

    text: str
    written: dict[str, str] = field(default_factory=dict)
    _names: dict[tuple[str, int], str] = field(default_factory=dict)

    def name(self, written: str, length: int | None = None) -> str:
        """The identifier for a text; of another length than the text's where one is given."""
        key = written, len(written) if length is None else length
        if key not in self._names:
            candidates = (_identifier(len(self.written) + skipped, key[1]) for skipped in range(_TRIES))
            name = next((each for each in candidates if each not in self.text), "_" * key[1])
            self._names[key] = name
            self.written[name] = "" if name in self.written else written
        return self._names[key]

    def shown(self, name: str) -> str:
        """A name that a grammar has found, with all that identifiers stand for as their author wrote it."""
        if "_" not in name or not self.written:
            return name
        longest_first = sorted(self.written, key=len, reverse=True)
        pattern = "|".join(re.escape(each) for each in longest_first)
        return re.sub(pattern, lambda found: self.written[found[0]] or found[0], name)


def _identifier(number: int, length: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return f"_{digits}".ljust(length, "_") if len(digits) < length else "_" * length
