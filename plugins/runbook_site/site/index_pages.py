"""Pages that lead to runbooks and commands: home, services, catalog, alerts, severities, tools, tags, freshness."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from runbook_site.model.slug import slug
from runbook_site.site.context import service_page
from runbook_site.site.links import Linker
from runbook_site.site.page import Page
from runbook_site.site.page_text import PageText
from runbook_site.site.templating import index_page, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.document import RunbookDocument, ServiceDocument
    from runbook_site.site.context import SiteContext

_KIND_TITLES = {
    "incident": "Incidents",
    "procedure": "Procedures",
    "recovery": "Recovery",
    "maintenance": "Maintenance",
}


def home_page(context: SiteContext, path: str) -> Page:
    """The first page: services, and a way to the alert."""
    return Page(path, context.library.site.site.title, partial(_home, context, path))


def index_pages(context: SiteContext) -> Iterator[Page]:
    """Every page that is no runbook's and no rule's."""
    yield home_page(context, index_page("index"))
    for service in context.library.services:
        path = service_page(service.id)
        title = service.service.name if service.service else service.id
        source = service.source.path if service.source else None
        yield Page(path, title, partial(_service, context, path, service), source)
    for name, title, render_page, searchable in (
        ("catalog", "Commands", partial(render, "catalog.md.j2", scripts="catalog.js"), False),
        ("alerts", "Alerts", partial(render, "alerts.md.j2"), True),
        ("severity", "Severities", _severities, True),
        ("tools", "Commands by tool", _tools, False),
        ("tags", "Tags", _tags, True),
        ("freshness", "Freshness", _freshness, True),
    ):
        path = index_page(name)
        yield Page(path, title, partial(render_page, context, path), searchable=searchable)


def _home(context: SiteContext, path: str) -> str:
    incidents = [d for d in context.library.runbooks if d.runbook.kind == "incident" and d.runbook.severity]
    incidents.sort(key=lambda d: (_severity_rank(context, d), d.runbook.title.casefold()))
    return render("home.md.j2", context, path, incidents=incidents)


def _service(context: SiteContext, path: str, service: ServiceDocument) -> str:
    documents = context.of_service(service.id)
    groups = [
        (title, [d for d in documents if d.runbook.kind == kind])
        for kind, title in _KIND_TITLES.items()
        if any(d.runbook.kind == kind for d in documents)
    ]
    source = service.source.path if service.source else None
    text = PageText(context, Linker(path, context.directory_urls), source)
    return render("service.md.j2", context, path, document=service, documents=documents, groups=groups, text=text)


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


def _tools(context: SiteContext, path: str) -> str:
    tools: dict[str, dict[str, dict[str, Entry]]] = defaultdict(lambda: defaultdict(dict))
    for entry in context.catalog.entries:
        for tool, subcommand in entry_tools(entry):
            tools[tool][subcommand][entry.id] = entry
    listed = [
        (tool, [(subcommand, list(entries.values())) for subcommand, entries in sorted(groups.items())])
        for tool, groups in sorted(tools.items(), key=lambda item: item[0].casefold())
    ]
    return render("tools.md.j2", context, path, tools=listed)


def entry_tools(entry: Entry) -> list[tuple[str, str]]:
    """The tools that an entry uses, each with its subcommand; ``SQL`` and the kind of statement for SQL."""
    tools = [(command.tool, " ".join(command.subcommand)) for command in entry.commands if command.tool]
    if entry.language != "shell":
        tools += [("SQL", statement.kind.removesuffix("Stmt")) for statement in entry.statements]
    return list(dict.fromkeys(tools))


def _tags(context: SiteContext, path: str) -> str:
    tags: dict[str, list[RunbookDocument]] = defaultdict(list)
    for document in context.library.runbooks:
        for tag in document.runbook.tags:
            tags[tag].append(document)
    return render("tags.md.j2", context, path, tags=sorted(tags.items()))


def _freshness(context: SiteContext, path: str) -> str:
    due = [(context.review_due(document), document) for document in context.library.runbooks]
    never = [document for day, document in due if day is None]
    dated = sorted(((day, d) for day, d in due if day is not None), key=lambda item: item[0])
    overdue = [document for day, document in dated if day < context.today]
    fresh = [document for day, document in dated if day >= context.today]
    return render("freshness.md.j2", context, path, overdue=overdue, fresh=fresh, never=never)


def _severity_rank(context: SiteContext, document: RunbookDocument) -> tuple[int, str]:
    """Worst first: severities are listed so in every service."""
    service = context.library.service(document.service).service
    ids = [severity.id for severity in service.severities] if service else []
    severity = document.runbook.severity or ""
    return (ids.index(severity) if severity in ids else len(ids), slug(severity))
