"""Markdown from the sources, as it is shown on one page."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from runbook_site.site.prose import ProsePlace, prose, prose_inline
from runbook_site.site.source_links import SourceLinks

if TYPE_CHECKING:
    from markupsafe import Markup

    from runbook_site.site.context import SiteContext
    from runbook_site.site.links import Linker
    from runbook_site.site.prose_commands import ProseCommands


class PageText:
    """Shows texts of one source file on one page.

    Args:
        context: What the pages are made from.
        linker: Makes addresses as seen from the page.
        source: Path of the source file; of none, links between files lead nowhere.
    """

    def __init__(self, context: SiteContext, linker: Linker, source: str | None) -> None:
        """Begin without commands in the texts."""
        folder = posixpath.dirname(source or "")
        self._links = SourceLinks(linker, context.pages_by_source if source else None, folder)
        self._inline = ProsePlace(self._links)
        self.commands: ProseCommands | None = None

    def place(self, *field: str | int) -> ProsePlace:
        """Where a field's text stands, by the field's path in the source file."""
        if self.commands is None:
            return self._inline
        return ProsePlace(self._links, self.commands.of_field(*field))

    def block(self, text: str, *field: str | int) -> Markup:
        """Markdown of a field as one line of HTML, its commands where they stand."""
        return prose(text, self.place(*field))

    def line(self, text: str) -> Markup:
        """One line of Markdown, without a paragraph around it."""
        return prose_inline(text, self._inline)
