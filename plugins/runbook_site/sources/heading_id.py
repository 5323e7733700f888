"""The anchors that site generators give to headings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_COUNTED = re.compile(r"(.*)_([0-9]+)")
_LONGEST_NUMBER = 9
_MARKDOWN_DROPPED = re.compile(r"[^\w\s-]")
_GITHUB_DROPPED = re.compile(r"[^\w\- ]")


@dataclass
class HeadingIds:
    """Gives out anchors, each once.

    Attributes:
        taken: Anchors that are in use, by Python-Markdown's way of counting.
    """

    taken: set[str] = field(default_factory=set)
    # From a number that is taken to one behind it, so that many equal headings take no quadratic time.
    _following: dict[tuple[str, int], int] = field(default_factory=dict)
    _github_counts: dict[str, int] = field(default_factory=dict)

    def markdown(self, text: str) -> str:
        """The anchor by Python-Markdown's ``toc`` extension: ``slugify``, then ``_1``, ``_2`` … for equals."""
        ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
        slug = re.sub(r"[-\s]+", "-", _MARKDOWN_DROPPED.sub("", ascii_text).strip().lower())
        if slug and slug not in self.taken:
            self.taken.add(slug)
            return slug
        base, number = _base_and_number(slug)
        number = self._free_number(base, number)
        self.taken.add(f"{base}_{number}")
        return f"{base}_{number}"

    def _free_number(self, base: str, number: int) -> int:
        passed = []
        while (following := self._following.get((base, number))) is not None or f"{base}_{number}" in self.taken:
            passed.append(number)
            number = following or number + 1
        for other in passed:
            self._following[base, other] = number
        return number

    def github(self, text: str) -> str:
        """The anchor by GitHub: letters of any script stay, each space becomes ``-``, then ``-1``, ``-2`` …."""
        slug = _GITHUB_DROPPED.sub("", text.strip().lower()).replace(" ", "-")
        count = self._github_counts.get(slug, 0)
        self._github_counts[slug] = count + 1
        return f"{slug}-{count}" if count else slug


def _base_and_number(slug: str) -> tuple[str, int]:
    counted = _COUNTED.fullmatch(slug)
    # Python refuses to read numbers of more than 4,300 digits; no heading counts that far.
    if counted and len(counted[2]) <= _LONGEST_NUMBER:
        return counted[1], int(counted[2]) + 1
    return slug, 1
