"""The commands of code blocks that stand in Markdown, handed out where the blocks stand."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from markupsafe import Markup

from runbook_site.site.markup import code_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.sources.value_path import ValuePath

    ShowEntry = Callable[[Entry], str]


_MARKS = " \t\r#-$>%;\\"
"""Characters around a line that are no part of what it says: marks of comments, prompts, line ends."""


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
            if not entries:
                return None
            shown = "".join(map(self._show, entries))
            return f"{shown}{as_written(text)}" if says_more(text, entries) else shown

        return commands_of

    def rest(self) -> Iterator[str]:
        """HTML of commands in blocks that no field showed, such as those in a text to be sent."""
        for waiting in self._waiting.values():
            for _, entries in waiting:
                yield from map(self._show, entries)
            waiting.clear()


def says_more(text: str, entries: Sequence[Entry]) -> bool:
    """Whether a block has lines that none of its entries shows, such as a comment at its end."""
    shown = " ".join(" ".join(f"{entry.title} {entry.source} {entry.sample_output or ''}".split()) for entry in entries)
    lines = (" ".join(line.strip(_MARKS).split()) for line in text.split("\n"))
    return any(line not in shown for line in lines)


def as_written(text: str) -> Markup:
    """A block as the author wrote it, folded."""
    block = code_text(text.rstrip("\n"))
    return Markup(
        '<details class="rbs-output"><summary>All of it, as written</summary><pre tabindex="0"><code>{}</code></pre>'
        "</details>"
    ).format(block)
