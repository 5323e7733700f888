"""A page for every runbook that could not be read: its text, and what is wrong with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from runbook_site.model.file_kind import without_ending
from runbook_site.model.from_markdown import title_from_path
from runbook_site.site.context import page_of
from runbook_site.site.page import Page
from runbook_site.site.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.document import BrokenRunbook
    from runbook_site.site.context import SiteContext


def broken_pages(context: SiteContext) -> Iterator[Page]:
    """The pages. Whoever needs such a runbook at night reads it as its author wrote it."""
    for broken in context.library.broken:
        path = page_of(broken)
        title = title_from_path(without_ending(broken.source.path))
        yield Page(path, title, partial(_broken, context, path, title, broken), broken.source.path)


def _broken(context: SiteContext, path: str, title: str, broken: BrokenRunbook) -> str:
    return render("broken_runbook.md.j2", context, path, title=title, broken=broken)
