"""Pages of MkDocs whose conversion from Markdown another process may have done meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

Conversion = tuple[str, dict[str, Any]]
"""The Markdown that was converted, and the attributes of the page that the conversion has set."""

_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content")


def may_convert_ahead(config: MkDocsConfig) -> bool:
    """Whether nobody but MkDocs itself takes part in the conversion: no other plugin would see the pages."""
    return not any(config.plugins.events[event] for event in _EVENTS)


def convert(page: Page, text: Callable[[], str], config: MkDocsConfig, files: Files) -> Conversion | None:
    """Convert a page as MkDocs does.

    Args:
        page: The page; it is changed.
        text: Gives its Markdown file.
        config: The site's settings.
        files: The site's files.

    Returns:
        The conversion; ``None`` where it refers to other pages, which only the process of the build knows.
    """
    page.markdown, page.meta = get_data(text())
    before = dict(vars(page))
    Page.render(page, config, files)
    if page.links_to_anchors:
        return None
    return page.markdown, {name: value for name, value in vars(page).items() if before.get(name) is not value}


def expect_conversion(page: Page, arrived: Callable[[], Conversion | None]) -> None:
    """Let a page take its conversion from elsewhere, where it is there in time and of the same Markdown.

    Args:
        page: The page.
        arrived: Gives the conversion; ``None`` where it is not there.
    """

    def render(config: MkDocsConfig, files: Files) -> None:
        conversion = arrived()
        if conversion is None or conversion[0] != page.markdown:
            Page.render(page, config, files)
        else:
            vars(page).update(conversion[1])

    page.render = render  # type: ignore[method-assign]  # MkDocs makes the pages, and gives no other way in
