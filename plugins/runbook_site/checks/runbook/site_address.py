"""Addresses on the site, compared."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from runbook_site.model.slug import slug

if TYPE_CHECKING:
    from runbook_site.model.document import RunbookDocument


def plain_address(written: str) -> str:
    """An address without what web servers do not care about: slashes around it, endings, capitals."""
    address = written.strip().lower().partition("#")[0].strip("/")
    for ending in ("index.html", ".html", ".md"):
        address = address.removesuffix(ending)
    return address.strip("/")


def last_part(url: str) -> str:
    """The last part of an address: what names the page."""
    path = url.partition("#")[0].partition("?")[0]
    return plain_address(path).rpartition("/")[2]


def page_names(document: RunbookDocument) -> frozenset[str]:
    """The names by which the last part of an address can mean a runbook: its id, its file, its alerts."""
    file = PurePosixPath(plain_address(document.source.path))
    name = file.parent.name if file.name in {"index", "_index", "readme"} else file.name
    return frozenset({document.id, slug(name.partition(".")[0]), *(slug(alert) for alert in document.runbook.alerts)})
