"""The commands of code blocks that stand in Markdown, handed out where the blocks stand."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.sources.value_path import ValuePath

    ShowEntry = Callable[[Entry], str]


class ProseCommands:
    """The code blocks of one runbook whose commands are not shown yet.

    Args:
        blocks: Text and entries of each block by the field that it stands in, in the field's order.
        show: HTML of an entry.
    """

    def __init__(self, blocks: Mapping[ValuePath, Sequence[tuple[str, list[Entry]]]], show: ShowEntry) -> None:
        """Begin with everything unshown."""
        self._waiting = defaultdict(deque, {path: deque(texts) for path, texts in blocks.items()})
        self._show = show

    def of_field(self, *path: str | int) -> Callable[[str], str | None]:
        """For one field: from the text of its next code block to HTML of its commands, ``None`` without any."""
        waiting = self._waiting[path]

        def commands_of(text: str) -> str | None:
            if not any(block == text for block, _ in waiting):
                return None
            while waiting[0][0] != text:
                waiting.rotate(-1)
            entries = waiting.popleft()[1]
            return "".join(map(self._show, entries)) if entries else None

        return commands_of

    def rest(self) -> Iterator[str]:
        """HTML of commands in blocks that no field showed, such as those in a text to be sent."""
        for waiting in self._waiting.values():
            for _, entries in waiting:
                yield from map(self._show, entries)
            waiting.clear()
