"""Names of pages that are made from names of other things: short, and no two the same."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from runbook_site.model.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runbook_site.model.document import Library

_LONGEST = 100
"""Characters; with the checksum and an ending, well below the 255 bytes that file systems allow."""


def unique_names(names: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """A name for the page of each thing, by the thing's name; the second of two that would be one gets a number.

    Args:
        names: Names of the things, in the order in which they may choose.
        taken: Names that other pages of the folder have.
    """
    used = {*taken, "index"}
    chosen: dict[str, str] = {}
    for name in names:
        base = short = _short(name)
        number = 1
        while short in used:
            number += 1
            short = f"{base}-{number}"
        used.add(short)
        chosen[name] = short
    return chosen


def names_of_service(library: Library, folder: str) -> set[str]:
    """Names that a service which happens to be called like a folder of generated pages has there for its own."""
    runbooks = (document.id for document in library.runbooks if document.service == folder)
    broken = (document.id for document in library.broken if document.service == folder)
    return {"service", *runbooks, *broken}


def _short(name: str) -> str:
    whole = slug(name)
    if len(whole) <= _LONGEST:
        return whole
    return f"{whole[:_LONGEST].rstrip('-')}-{crc32(name.encode('utf-8', 'replace')):08x}"
