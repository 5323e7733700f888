"""Former addresses of runbooks, which keep working."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from markupsafe import Markup

from runbook_site.site.context import page_of
from runbook_site.site.links import page_address
from runbook_site.site.page import Asset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.site.context import SiteContext

_PAGE = Markup("""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Moved</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{address}">
<script>location.replace("{address}" + location.hash)</script>
<meta http-equiv="refresh" content="1; url={address}">
<p>This page is now <a href="{address}">{title}</a>.</p>
""")


def redirects(context: SiteContext) -> Iterator[Asset]:
    """A page without an engine for every alias, that leads on to the runbook, fragment included."""
    for document in context.library.runbooks:
        target = page_address(page_of(document), directory_urls=context.directory_urls)
        for alias in document.runbook.aliases:
            path = alias_file(alias)
            if path:
                address = posixpath.relpath(target, posixpath.dirname(path) or ".")
                address += "/" if target.endswith("/") else ""
                page = _PAGE.format(address=address, title=document.runbook.title)
                yield Asset(path, page.encode())


def alias_file(alias: str) -> str:
    """The file that a web server answers a former address with; empty where no file can."""
    path = alias.partition("#")[0].partition("?")[0]
    if "\\" in path or "\0" in path:
        return ""
    path = posixpath.normpath(f"/{path}").lstrip("/").removesuffix(".md")
    if not path:
        return ""
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"
