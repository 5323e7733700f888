"""Places in files, as SARIF writes them.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", sections 3.4, 3.10 and 3.30.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from runbook_site.sources.text import Position

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from runbook_site.sources.text import SourceText, Span

_BASE = "%SRCROOT%"


def physical_location(span: Span, sources: Mapping[str, SourceText]) -> dict[str, Any]:
    """A stretch of a file."""
    return {"artifactLocation": artifact_location(span.path), "region": region(span, sources)}


def artifact_location(path: str) -> dict[str, str]:
    """A file: relative to where the tool was called, unless it lies elsewhere."""
    parts = PurePosixPath(path).parts
    # A colon in the first part would make what stands before it a scheme; `quote` takes care of that.
    uri = quote("/".join(part.strip("/") for part in parts))
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri} if ".." in parts else {"uri": uri, "uriBaseId": _BASE}


def region(span: Span, sources: Mapping[str, SourceText], *, whole_file: bool = True) -> dict[str, int]:
    """Lines and columns, these in UTF-16 code units.

    Args:
        span: The stretch.
        sources: The files, by path.
        whole_file: Whether a stretch without characters at the file's beginning means the file as a whole; then its
            first line stands for it.
    """
    if whole_file and span.start == span.end == Position(1, 1):
        return {"startLine": 1}
    source = sources.get(span.path)
    return {
        "startLine": span.start.line,
        "startColumn": _utf16_column(span.start, source),
        "endLine": span.end.line,
        "endColumn": _utf16_column(span.end, source),
    }


def _utf16_column(position: Position, source: SourceText | None) -> int:
    if source is None or position.line > len(source.line_starts):
        return position.column
    begin = source.line_starts[position.line - 1]
    before = source.text[begin : begin + position.column - 1]
    return position.column if before.isascii() else position.column + sum(each > "\uffff" for each in before)
