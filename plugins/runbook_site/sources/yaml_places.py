"""Where the values of a YAML text stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.sources.text import MappedText, Span
    from runbook_site.sources.value_path import ValuePath


class YamlPlaces(Mapping["ValuePath", "Span"]):
    """The places of values, by path. Hardly one in a hundred is ever asked for, so they are kept as offsets."""

    def __init__(self, text: MappedText, offsets: Mapping[ValuePath, tuple[int, int]]) -> None:
        """Keep where each value begins and ends in the text."""
        self._text = text
        self._offsets = offsets

    def __getitem__(self, path: ValuePath) -> Span:
        """Where a value stands.

        Raises:
            KeyError: There is no such value.
        """
        return self._text.span(*self._offsets[path])

    def __iter__(self) -> Iterator[ValuePath]:
        """The paths of all values."""
        return iter(self._offsets)

    def __len__(self) -> int:
        """The number of values."""
        return len(self._offsets)
