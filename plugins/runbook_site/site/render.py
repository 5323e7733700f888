"""From a project to everything that its site consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.site.assets import site_assets
from runbook_site.site.index_pages import home_page, index_pages
from runbook_site.site.page import SiteOutput
from runbook_site.site.rule_pages import rule_pages
from runbook_site.site.runbook_pages import runbook_pages

if TYPE_CHECKING:
    from runbook_site.site.context import SiteContext


def render_site(context: SiteContext, *, with_root: bool) -> SiteOutput:
    """Every page and every asset.

    Args:
        context: What they are made from.
        with_root: Whether the home is also the site's first page, because nothing else is.
    """
    root = (home_page(context, "index"),) if with_root else ()
    pages = (*root, *index_pages(context), *runbook_pages(context), *rule_pages(context))
    return SiteOutput(pages, tuple(site_assets(context)))
