"""Where runbooks are garbled: in what is pasted, or in what is read."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.checks.shell.garbled import find_garbled
from runbook_site.sources.finding import Edit, Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.checks.shell.garbled import Garbled
    from runbook_site.snippets.project import Project, RunbookSnippets
    from runbook_site.snippets.snippet import Snippet
    from runbook_site.sources.text import SourceText


@dataclass(frozen=True)
class GarbledRunbook:
    """What is garbled in a runbook.

    Attributes:
        source: Its file.
        in_text: The places in what is read, as offsets into the file's text.
        in_blocks: Those in commands, by block.
    """

    source: SourceText
    in_text: tuple[Garbled, ...]
    in_blocks: tuple[tuple[Garbled, ...], ...]


def garbled_runbooks(project: Project) -> tuple[GarbledRunbook, ...]:
    """The runbooks of a project that are garbled somewhere."""
    found = ((runbook, find_garbled(runbook.document.source.text)) for runbook in project.runbooks)
    return tuple(_sorted_out(runbook, places) for runbook, places in found if places)


def garbled_finding(rule: str, source: SourceText, places: Sequence[Garbled]) -> Finding:
    """One finding for all of some places, at the first of them, with what mends them all."""
    first = places[0]
    shown = source.text[first.start : first.end]
    more = f", and {len(places) - 1} more of the kind" if len(places) > 1 else ""
    message = f"'{shown}' was '{first.meant}' before somebody read UTF-8 as an older encoding{more}"
    edits = tuple(Edit(source.span(each.start, each.end), each.meant.replace("\ufeff", "")) for each in places)
    return Finding(
        rule,
        message,
        source.span(first.start, first.end),
        alternatives=(first.meant,),
        fix=Fix("restore the characters", edits),
    )


def _sorted_out(runbook: RunbookSnippets, places: Sequence[Garbled]) -> GarbledRunbook:
    by_block: dict[int, list[Garbled]] = {}
    in_text: list[Garbled] = []
    areas = sorted((start, end, index) for index, each in enumerate(runbook.snippets) for start, end in _commands(each))
    for place in places:
        at = bisect_right(areas, place.start, key=lambda area: area[0]) - 1
        _, end, index = areas[at] if at >= 0 else (0, 0, 0)
        (by_block.setdefault(index, []) if place.start < end else in_text).append(place)
    return GarbledRunbook(runbook.document.source, tuple(in_text), tuple(tuple(each) for each in by_block.values()))


def _commands(snippet: Snippet) -> Sequence[tuple[int, int]]:
    """Where the commands of a block stand, as offsets into the file's text."""
    return [(chunk.text.file_offset(0), chunk.text.file_end) for chunk in snippet.chunks]
