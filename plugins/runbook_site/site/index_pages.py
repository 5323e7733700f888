"""Pages that lead to runbooks and commands: home, services, catalog, severities, tags, freshness, proofs, calendar."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from runbook_site.model.slug import slug
from runbook_site.site.context import service_page
from runbook_site.site.links import Linker
from runbook_site.site.page import Page
from runbook_site.site.page_text import PageText
from runbook_site.site.seeing_pages import calendar_page, freshness_page, proofs_page, seen_of_service
from runbook_site.site.templating import index_page, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.catalog.alert_index import Alert
    from runbook_site.model.document import RunbookDocument, ServiceDocument
    from runbook_site.site.context import SiteContext

_KIND_TITLES = {
    "incident": "Incidents",
    "procedure": "Procedures",
    "recovery": "Recovery",
    "maintenance": "Maintenance",
}


_HOME_ALERTS = 12


def home_page(context: SiteContext, path: str) -> Page:
    """The first page: services, and a way to the alert."""
    return Page(path, context.library.site.site.title, partial(_home, context, path))


def index_pages(context: SiteContext) -> Iterator[Page]:
    """Every page that is no runbook's, alert's, tool's or rule's."""
    yield home_page(context, index_page("index"))
    for service in context.library.services:
        path = service_page(service.id)
        title = service.service.name if service.service else service.id
        source = service.source.path if service.source else None
        yield Page(path, title, partial(_service, context, path, service), source)
    for name, title, render_page, searchable in (
        ("catalog", "Commands", partial(render, "catalog.md.j2", scripts="catalog-data.js catalog.js"), False),
        ("severity", "Severities", _severities, True),
        ("tags", "Tags", _tags, True),
        ("freshness", "Freshness", freshness_page, True),
        ("proofs", "Proofs", proofs_page, True),
        ("calendar", "Maintenance calendar", calendar_page, True),
    ):
        path = index_page(name)
        yield Page(path, title, partial(render_page, context, path), searchable=searchable)


def _home(context: SiteContext, path: str) -> str:
    documents = [d for d in context.library.runbooks if d.runbook.kind == "incident" and d.runbook.severity]
    documents.sort(key=lambda d: (_severity_rank(context, d), d.runbook.title.casefold()))
    ranks = {id(document): rank for rank, document in enumerate(documents)}

    def urgency(alert: Alert) -> int:
        return min((ranks.get(id(d), len(ranks)) for d in context.runbooks_of(alert)), default=len(ranks) + 1)

    incidents: dict[str, list[RunbookDocument]] = defaultdict(list)
    for document in documents:
        incidents[document.runbook.severity or ""].append(document)
    alerts = sorted(context.alert_index.alerts, key=urgency)[:_HOME_ALERTS]
    return render("home.md.j2", context, path, incidents=incidents, alerts=alerts)


def _service(context: SiteContext, path: str, service: ServiceDocument) -> str:
    documents = context.of_service(service.id)
    groups = [
        (title, [d for d in documents if d.runbook.kind == kind])
        for kind, title in _KIND_TITLES.items()
        if any(d.runbook.kind == kind for d in documents)
    ]
    source = service.source.path if service.source else None
    text = PageText(context, Linker(path, context.directory_urls, context.links_from_source), source)
    values = {"document": service, "documents": documents, "groups": groups, "text": text}
    return render("service.md.j2", context, path, **values, **seen_of_service(context, service))


def _severities(context: SiteContext, path: str) -> str:
    services = [
        (
            service,
            [
                (severity, [d for d in context.of_service(service.id) if d.runbook.severity == severity.id])
                for severity in service.service.severities
            ],
        )
        for service in context.library.services
        if service.service and service.service.severities
    ]
    return render("severity.md.j2", context, path, services=services)


def _tags(context: SiteContext, path: str) -> str:
    tags: dict[str, list[RunbookDocument]] = defaultdict(list)
    for document in context.library.runbooks:
        for tag in document.runbook.tags:
            tags[tag].append(document)
    return render("tags.md.j2", context, path, tags=sorted(tags.items()))


def _severity_rank(context: SiteContext, document: RunbookDocument) -> tuple[int, str]:
    """Worst first: severities are listed so in every service."""
    service = context.library.service(document.service).service
    ids = [severity.id for severity in service.severities] if service else []
    severity = document.runbook.severity or ""
    return (ids.index(severity) if severity in ids else len(ids), slug(severity))
