"""Addresses that lead on: former ones of runbooks, and one for every alert."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from markupsafe import Markup

from runbook_site.model.slug import slug
from runbook_site.site.context import page_of
from runbook_site.site.links import page_address
from runbook_site.site.page import Asset
from runbook_site.site.templating import index_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.site.context import SiteContext

_PAGE = Markup("""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{address}">
<script>location.replace("{address}" + location.hash)</script>
<meta http-equiv="refresh" content="1; url={address}">
<p>Go on to <a href="{address}">{title}</a>.</p>
""")


def redirects(context: SiteContext) -> Iterator[Asset]:
    """A page without an engine for every alias and every alert, that leads on, fragment included."""
    for document in context.library.runbooks:
        for alias in document.runbook.aliases:
            if path := alias_file(alias):
                yield _redirect(context, path, page_of(document), "", document.runbook.title)
    for name, documents in context.alerts.items():
        # Where several runbooks, or none, are meant, the list of alerts says which.
        page = page_of(documents[0]) if len(documents) == 1 else index_page("alerts")
        anchor = "" if len(documents) == 1 else f"#alert-{slug(name)}"
        yield _redirect(context, alert_file(name), page, anchor, name)


def _redirect(context: SiteContext, path: str, page: str, anchor: str, title: str) -> Asset:
    target = page_address(page, directory_urls=context.directory_urls)
    address = posixpath.relpath(target, posixpath.dirname(path) or ".") + ("/" if target.endswith("/") else "")
    return Asset(path, lambda: _PAGE.format(address=f"{address}{anchor}", title=title).encode())


def alert_file(name: str) -> str:
    """The file for the address that an alert's annotation can carry: ``alerts/`` and its name in lower case."""
    return f"alerts/{slug(name)}/index.html"


def alias_file(alias: str) -> str:
    """The file that a web server answers a former address with; empty where no file can."""
    path = alias.partition("#")[0].partition("?")[0]
    if "\\" in path or "\0" in path:
        return ""
    path = posixpath.normpath(f"/{path}").lstrip("/").removesuffix(".md")
    if not path:
        return ""
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"
