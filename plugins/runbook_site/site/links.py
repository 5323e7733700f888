"""Relative addresses between pages."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Linker:
    """Makes addresses as seen from one page.

    Attributes:
        page: Path of that page, without ending.
        directory_urls: Whether the engine gives every page a folder of its own (``a/b/`` for ``a/b.md``).
    """

    page: str
    directory_urls: bool

    def to_page(self, path: str, anchor: str = "") -> str:
        """Address of another page."""
        return self._relative(page_address(path, directory_urls=self.directory_urls), anchor)

    def to_asset(self, path: str) -> str:
        """Address of a file."""
        return self._relative(path, "")

    def _relative(self, target: str, anchor: str) -> str:
        here = page_address(self.page, directory_urls=self.directory_urls)
        folder = here if here.endswith("/") or not here else posixpath.dirname(here)
        address = posixpath.relpath(target or ".", folder or ".")
        if target.endswith("/") or not target:
            address += "/"
        fragment = f"#{anchor}" if anchor else ""
        return f"{address}{fragment}"


def page_address(path: str, *, directory_urls: bool) -> str:
    """Where an engine puts a page, relative to the site's root."""
    if not directory_urls:
        return f"{path}.html"
    if path == "index":
        return ""
    return f"{path.removesuffix('/index')}/"
