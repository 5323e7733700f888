"""Addresses that lead on: former ones of runbooks, and those of alerts."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from runbook_site.catalog.alerts import ALERTS
from runbook_site.site.context import page_of, runbook_path
from runbook_site.site.links import page_address
from runbook_site.site.page import Asset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.catalog.alert_index import Alert
    from runbook_site.site.context import SiteContext

_FILE_NAME = re.compile(r"[A-Za-z0-9_-](?:[A-Za-z0-9_.-]{0,98}[A-Za-z0-9_-])?")
"""Names that are names of files everywhere."""

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
    """A page without an engine for every alias and every spelling of an alert, that leads on, fragment included."""
    for document in context.library.runbooks:
        for alias in document.runbook.aliases:
            if path := alias_file(alias):
                yield _redirect(context, path, page_of(document), document.runbook.title)
    targets = [(alert, alert_target(alert)) for alert in context.alert_index.alerts]
    for alert, target in targets:
        yield _redirect(context, f"{alert.address}index.html", target, alert.name)
    addresses = {alert.address: alert for alert, _ in targets}
    for alert, target in targets:
        one_where_case_is_none = addresses.get(f"{ALERTS}/{alert.name.lower()}/", alert)
        if _FILE_NAME.fullmatch(alert.name) and one_where_case_is_none is alert:
            yield _redirect(context, f"{ALERTS}/{alert.name}/index.html", target, alert.name)


def alert_target(alert: Alert) -> str:
    """Path of the page that an alert's address leads to: its runbook's where one serves it, else its own."""
    # Where several runbooks, or none, are meant, the alert's page says which.
    runbook = alert.runbooks[0] if len(alert.runbooks) == 1 else None
    return runbook_path(runbook.service, runbook.id) if runbook else alert.url.rstrip("/")


def _redirect(context: SiteContext, path: str, page: str, title: str) -> Asset:
    target = page_address(page, directory_urls=context.directory_urls)
    address = posixpath.relpath(target, posixpath.dirname(path) or ".") + ("/" if target.endswith("/") else "")
    return Asset(path, lambda: _PAGE.format(address=address, title=title).encode())


def alias_file(alias: str) -> str:
    """The file that a web server answers a former address with; empty where no file can."""
    path = alias.partition("#")[0].partition("?")[0]
    if "\\" in path or "\0" in path:
        return ""
    path = posixpath.normpath(f"/{path}").lstrip("/").removesuffix(".md")
    if not path:
        return ""
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"
