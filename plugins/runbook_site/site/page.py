"""What a site consists of."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.site.markup import title_text

if TYPE_CHECKING:
    from collections.abc import Callable

_NOT_PLAIN = re.compile(r"[^\w ,]")


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page.

    Attributes:
        path: Below the site's root, with ``/``, without ending: ``runbooks/shop/restart``.
        title: As plain text.
        render: Makes its Markdown, in which every piece that is more than a heading is one line of HTML, so
            that every engine, with any extensions, gives the same page.
        source: The file of the sources that it was made from, for an edit link.
        searchable: Whether a search should find it.
        listed: Whether it belongs into a navigation that nobody wrote by hand.
        alternate: Address of the same as plain Markdown, as seen from the page; empty where there is none.
    """

    path: str
    title: str
    render: Callable[[], str]
    source: str | None = None
    searchable: bool = True
    listed: bool = True
    alternate: str = ""

    @property
    def file(self) -> str:
        """Path of its Markdown file."""
        return f"{self.path}.md"

    def text(self) -> str:
        """Make its Markdown file: front matter and text."""
        matter = ""
        if _NOT_PLAIN.search(self.title):
            # What comes from a heading is decoded by some engines before they put it into a page as it is.
            matter += f"title: {json.dumps(title_text(self.title), ensure_ascii=False)}\n"
        if not self.searchable:
            matter += "search:\n  exclude: true\n"
        return (f"---\n{matter}---\n\n" if matter else "") + self.render()


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is not a page.

    Attributes:
        path: Below the site's root, with ``/``.
        content: Makes its bytes.
    """

    path: str
    content: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class SiteOutput:
    """Everything that is generated; what stands in each piece is made when it is asked for."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
