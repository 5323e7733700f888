"""Changes that mend what was found."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runbook_site.sources.finding import Finding


class Replacement(NamedTuple):
    """A stretch of a file's text, as offsets, and what belongs there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Change:
    """What mends a file.

    Attributes:
        source: The file, as it was read.
        replacements: What goes where, ascending, without overlap.
        findings: What it mends.
    """

    source: SourceText
    replacements: tuple[Replacement, ...]
    findings: tuple[Finding, ...]

    @property
    def text(self) -> str:
        """The text of the file once it is mended."""
        parts: list[str] = []
        at = 0
        for replacement in self.replacements:
            parts += (self.source.text[at : replacement.start], replacement.text)
            at = replacement.end
        return "".join((*parts, self.source.text[at:]))

    def behind(self, mark: str) -> Change:
        """The same change of a text that begins with something else, such as a byte order mark."""
        moved = (Replacement(start + len(mark), end + len(mark), text) for start, end, text in self.replacements)
        return Change(SourceText(self.source.path, mark + self.source.text), tuple(moved), self.findings)


def changes_of(findings: Iterable[Finding], sources: Mapping[str, SourceText]) -> tuple[Change, ...]:
    """What mends the findings that have a fix, by path.

    Of fixes that touch the same characters the first counts; the others are left to the next run, which sees what the
    first made of them. A fix that is for another file than its finding, or for places that are not there, is none.
    """
    chosen: dict[str, list[Replacement]] = {}
    mended: dict[str, list[Finding]] = {}
    for finding in findings:
        path = finding.span.path
        wanted = _replacements(finding, sources.get(path))
        taken = chosen.setdefault(path, [])
        fresh = [each for each in wanted if not _has(taken, each)]
        if wanted and not any(_touches(each, taken) for each in fresh):
            for each in fresh:
                insort(taken, each)
            mended.setdefault(path, []).append(finding)
    return tuple(Change(sources[path], tuple(chosen[path]), tuple(mended[path])) for path in sorted(mended))


def _replacements(finding: Finding, source: SourceText | None) -> tuple[Replacement, ...]:
    """A finding's edits as offsets; none where they are not what they have to be."""
    if finding.fix is None or source is None:
        return ()
    found: list[Replacement] = []
    for edit in finding.fix.edits:
        span = edit.span
        if span.path != source.path or not 1 <= span.start.line <= span.end.line <= len(source.line_starts):
            return ()
        new = Replacement(source.offset(span.start), source.offset(span.end), edit.text)
        before = found[-1].end if found else 0
        if not before <= new.start <= new.end <= len(source.text):
            return ()
        if source.text[new.start : new.end] != new.text:
            found.append(new)
    return tuple(found)


def _has(taken: list[Replacement], wanted: Replacement) -> bool:
    """Whether another fix asks for the very same."""
    index = bisect_left(taken, wanted)
    return index < len(taken) and taken[index] == wanted


def _touches(new: Replacement, taken: list[Replacement]) -> bool:
    """Whether a replacement shares characters, or its beginning, with one of those taken (ascending)."""
    index = bisect_left(taken, new.start, key=lambda each: each.start)
    before = taken[index - 1] if index else None
    after = taken[index] if index < len(taken) else None
    return (before is not None and before.end > new.start) or (
        after is not None and (after.start < new.end or after.start == new.start)
    )
