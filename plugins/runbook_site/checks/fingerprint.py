"""Names of findings that stay the same while the lines above them come and go."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runbook_site.sources.finding import Finding
    from runbook_site.sources.text import SourceText

_MOST_LINES = 20
_MOST_CHARACTERS = 4000
_LENGTH = 32
_FOLDERS = re.compile(r"[^\s'\"/]{0,255}+/")
_DIGITS = re.compile(r"[0-9]+")


def content_key(finding: Finding, sources: Mapping[str, SourceText]) -> str:
    """What a finding is about, whatever file it stands in, and wherever in it.

    Made of the rule, of the lines that it stands on without their indents and line ends, and of its message
    without numbers and folders: the first are places, or count days that pass, and the second depend on where the tool
    was called.
    """
    text = " ".join(_marked_lines(finding, sources.get(finding.span.path)).split())
    message = " ".join(_DIGITS.sub("0", _FOLDERS.sub("", finding.message)).split())
    return _hashed(finding.rule, text, message)


def fingerprints(findings: Iterable[Finding], sources: Mapping[str, SourceText]) -> list[str]:
    """For each finding a name that no other has: of several that are alike in a file, each has its number."""
    names: list[str] = []
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        place = (finding.span.path, content_key(finding, sources))
        names.append(_hashed(*place, str(seen[place])))
        seen[place] += 1
    return names


def is_about_file(finding: Finding) -> bool:
    """Whether a finding is about a file as a whole: it stands before its first character."""
    start, end = finding.span.start, finding.span.end
    return (start.line, start.column) == (1, 1) == (end.line, end.column)


def _marked_lines(finding: Finding, source: SourceText | None) -> str:
    if source is None or is_about_file(finding):
        return ""
    first, last = finding.span.start.line, finding.span.end.line
    lines = range(first, min(last, first + _MOST_LINES - 1, len(source.line_starts)) + 1)
    # Of a line that is longer than any command, the part around the finding says enough.
    begin = max(0, finding.span.start.column - 1 - _MOST_CHARACTERS // 2)
    return "\n".join(source.line(number)[begin : begin + _MOST_CHARACTERS] for number in lines)


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
