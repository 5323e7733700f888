"""From a project to everything that its site consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.site.alert_pages import alert_pages
from runbook_site.site.assets import site_assets
from runbook_site.site.broken_pages import broken_pages
from runbook_site.site.index_pages import home_page, index_pages
from runbook_site.site.links import page_file
from runbook_site.site.page import SiteOutput
from runbook_site.site.redirects import redirects
from runbook_site.site.rule_pages import rule_list, rule_pages
from runbook_site.site.runbook_pages import runbook_pages
from runbook_site.site.tool_pages import tool_pages

if TYPE_CHECKING:
    from runbook_site.site.context import SiteContext
    from runbook_site.site.page import Asset, Page


def render_site(context: SiteContext, *, with_root: bool) -> SiteOutput:
    """Every page and every asset, each address once: of two things that claim one, the first stays.

    Pages that need nothing of the runbooks come first: they are ready at once for an engine that asks for pages in
    this order, while the catalog is made.

    Args:
        context: What they are made from.
        with_root: Whether the home is also the site's first page, because nothing else is.
    """
    pages: dict[str, Page] = {page.path: page for page in rule_pages(context)}
    root = (home_page(context, "index"),) if with_root else ()
    runbooks = (*runbook_pages(context), *broken_pages(context))
    others = (*alert_pages(context), *tool_pages(context), rule_list(context))
    for page in (*root, *index_pages(context), *others, *runbooks):
        pages.setdefault(page.path, page)
    assets: dict[str, Asset] = {}
    taken = {page_file(path, directory_urls=context.directory_urls) for path in pages}
    for asset in (*site_assets(context), *(each for each in redirects(context) if each.path not in taken)):
        assets.setdefault(asset.path, asset)
    return SiteOutput(tuple(pages.values()), tuple(assets.values()))
