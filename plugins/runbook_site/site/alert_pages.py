"""The alerts: a page for each, and one that lists them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from runbook_site.catalog.slots import slots
from runbook_site.site.page import Page
from runbook_site.site.templating import index_page, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.catalog.alert_index import Alert
    from runbook_site.catalog.entry import Entry
    from runbook_site.site.context import SiteContext

_FIRST_COMMANDS = 3


def alert_pages(context: SiteContext) -> Iterator[Page]:
    """The list of alerts, and a page for each."""
    path = index_page("alerts")
    yield Page(path, "Alerts", partial(render, "alerts.md.j2", context, path, scripts="filter.js"))
    for alert in context.alert_index.alerts:
        page = alert.url.rstrip("/")
        yield Page(page, alert.name, partial(_alert, context, page, alert), listed=False)


def _alert(context: SiteContext, path: str, alert: Alert) -> str:
    documents = context.runbooks_of(alert)
    escalations = [
        (service, service.service.escalation.path)
        for service in map(context.library.service, alert.services)
        if service.service and service.service.escalation.path
    ]
    return render(
        "alert.md.j2",
        context,
        path,
        alert=alert,
        documents=documents,
        commands=[(entry, _open_values(entry)) for entry in _first_commands(context, alert)],
        escalations=escalations,
        scripts="alert.js",
    )


def _first_commands(context: SiteContext, alert: Alert) -> list[Entry]:
    """What the first runbook does to find out; where it has no such phase, what it does first."""
    for document in context.runbooks_of(alert)[:1]:
        entries = context.entries_of(document)
        return ([entry for entry in entries if entry.phase == "diagnosis"] or entries)[:_FIRST_COMMANDS]
    return []


def _open_values(entry: Entry) -> list[str]:
    """The names of the values that have to be filled in before the command can be copied."""
    return list(dict.fromkeys(slot.name for slot in slots(entry)))
