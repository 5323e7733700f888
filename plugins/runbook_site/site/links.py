"""Relative addresses between pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property


@dataclass(frozen=True)
class Linker:
    """Makes addresses as seen from one page.

    Attributes:
        page: Path of that page, without ending.
        directory_urls: Whether the engine gives every page a folder of its own (``a/b/`` for ``a/b.md``).
        from_source: Whether addresses are seen from the page's Markdown file, and the engine changes them as it moves
            the page into its folder.
    """

    page: str
    directory_urls: bool
    from_source: bool = False

    @property
    def for_scripts(self) -> Linker:
        """Addresses for what engines do not read, as seen from the page itself."""
        return replace(self, from_source=False)

    @cached_property
    def _folders(self) -> list[str]:
        if self.from_source:
            return self.page.split("/")[:-1]
        return page_address(self.page, directory_urls=self.directory_urls).split("/")[:-1]

    def to_page(self, path: str, anchor: str = "") -> str:
        """Address of another page."""
        address = self._relative(page_address(path, directory_urls=self.directory_urls))
        return f"{address}#{anchor}" if anchor else address

    def to_asset(self, path: str) -> str:
        """Address of a file; of the site's root where the path is empty."""
        return self._relative(path)

    def _relative(self, target: str) -> str:
        # `posixpath.relpath` asks for the working directory each time; pages have some thousand links.
        *folders, name = target.split("/")
        common = 0
        for here, there in zip(self._folders, folders, strict=False):
            if here != there:
                break
            common += 1
        return "/".join([*[".."] * (len(self._folders) - common), *folders[common:], name]) or "./"


def page_address(path: str, *, directory_urls: bool) -> str:
    """Where an engine puts a page, relative to the site's root."""
    if not directory_urls:
        return f"{path}.html"
    if path == "index":
        return ""
    return f"{path.removesuffix('/index')}/"


def page_file(path: str, *, directory_urls: bool) -> str:
    """The file that an engine writes a page into, below the site's root."""
    address = page_address(path, directory_urls=directory_urls)
    return f"{address}index.html" if directory_urls else address
