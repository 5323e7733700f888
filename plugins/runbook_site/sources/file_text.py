"""One file: from bytes to text, or to what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.sources.disk import SIZE_LIMIT, contents
from runbook_site.sources.finding import Finding
from runbook_site.sources.text import Position, SourceText, Span

if TYPE_CHECKING:
    from pathlib import Path

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

REASONS = {
    "unreadable-file": "cannot be read",
    "file-too-large": "too large",
    "not-utf8": "not UTF-8",
    "nul-byte": "holds NUL bytes",
}
"""Why a file was not read, by the rule of the finding that says so."""


def read_text(path: Path, name: str) -> SourceText | Finding:
    """The text of a file, or the finding that says why there is none.

    Args:
        path: The file.
        name: How it is named to people.
    """
    try:
        file = contents(path)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return unreadable(name, f"the file cannot be read: {why}")
    if not file.is_regular:
        return unreadable(name, "this is no regular file")
    if len(file.data) > SIZE_LIMIT:
        message = f"the file has {file.size:,} bytes, and {SIZE_LIMIT:,} are read: split it"
        return _finding("file-too-large", name, message)
    return _decoded(file.data, name)


def _decoded(data: bytes, name: str) -> SourceText | Finding:
    if data.startswith(_UTF16_MARKS):
        return _finding("not-utf8", name, "the file is UTF-16: save it as UTF-8")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = SourceText(name, data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        place = before.span(len(before.text), len(before.text))
        message = (
            f"byte 0x{data[error.start]:02x} at offset {error.start} is no UTF-8 ({error.reason}): "
            "save the file as UTF-8"
        )
        return Finding("not-utf8", message, place)
    source = SourceText(name, text)
    if (nul := text.find("\0")) >= 0:
        message = f"a NUL byte stands here ({text.count(chr(0))} in the file): this is no text, or it is damaged"
        return Finding("nul-byte", message, source.span(nul, nul + 1))
    return source


def unreadable(name: str, why: str) -> Finding:
    """The finding that a file, or a folder, cannot be read."""
    return _finding("unreadable-file", name, why)


def _finding(rule: str, name: str, message: str) -> Finding:
    start = Position(1, 1)
    return Finding(rule, message, Span(name, start, start))
