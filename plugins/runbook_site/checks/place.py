"""Where a value of a document stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.sources.text import Position, Span

if TYPE_CHECKING:
    from runbook_site.model.document import RunbookDocument, ServiceDocument, SiteDocument

_START = Position(1, 1)


def place_of(document: RunbookDocument | ServiceDocument | SiteDocument, *path: str | int) -> Span:
    """Where a value stands, or the nearest one around it that is written down; else the file's start."""
    for length in range(len(path), 0, -1):
        if (span := document.places.get(path[:length])) is not None:
            return span
    return start_of(document.source.path if document.source else "")


def start_of(path: str) -> Span:
    """The place of what is true of a file as a whole."""
    return Span(path, _START, _START)
