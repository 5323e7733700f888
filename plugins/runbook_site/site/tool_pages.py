"""The commands by tool, as pages that need no script."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from runbook_site.site.page import Page
from runbook_site.site.templating import index_page, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.site.context import SiteContext


def tool_pages(context: SiteContext) -> Iterator[Page]:
    """The list of tools, and a page for each."""
    path = index_page("tools")
    yield Page(path, "Commands by tool", partial(_tools, context, path), searchable=False)
    for tool, page in context.tool_pages.items():
        yield Page(page, tool, partial(_tool, context, page, tool), searchable=False, listed=False)


def _tools(context: SiteContext, path: str) -> str:
    listed = [(tool, page, _count(context, tool)) for tool, page in context.tool_pages.items()]
    return render("tools.md.j2", context, path, tools=listed)


def _tool(context: SiteContext, path: str, tool: str) -> str:
    groups = context.tools.get(tool, {})
    return render("tool.md.j2", context, path, tool=tool, groups=groups, count=_count(context, tool))


def _count(context: SiteContext, tool: str) -> int:
    """Its commands; one may have several of its subcommands."""
    return len({entry.id for entries in context.tools.get(tool, {}).values() for entry in entries})
