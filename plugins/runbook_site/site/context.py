"""What the pages are made from, with the look-ups that several of them need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the dataclass below is read at run time by nobody, by people always
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from runbook_site.catalog.alerts import build_alert_index
from runbook_site.catalog.build import build_catalog
from runbook_site.catalog.unique_names import names_of_service, unique_names
from runbook_site.model.address import PREFIX, runbook_page
from runbook_site.model.base import to_timedelta
from runbook_site.model.page_anchors import step_name
from runbook_site.site.tools import by_tool, tool_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.catalog.alert_index import Alert, AlertIndex
    from runbook_site.catalog.entry import Catalog, Entry
    from runbook_site.model.document import Block, BrokenRunbook, Library, RunbookDocument, ServiceDocument
    from runbook_site.model.runbook import EscalationStep, Message
    from runbook_site.snippets.project import Project


@dataclass(frozen=True)
class SiteContext:
    """A project, ready to be shown.

    Attributes:
        project: What was read.
        today: The day that review dates are held against.
        directory_urls: Whether the engine gives every page a folder of its own.
        embed_assets: Whether every page names its stylesheet and scripts itself, for engines that are not told.
        site_url: Where the site will be served; empty where nobody says.
        links_from_source: Whether the engine changes links within HTML as it moves a page into a folder of its own.
        offline: Whether browsers keep a copy of the site.
    """

    project: Project
    today: date
    directory_urls: bool = True
    embed_assets: bool = False
    site_url: str = ""
    links_from_source: bool = False
    offline: bool = True

    @cached_property
    def catalog(self) -> Catalog:
        """Its commands."""
        return build_catalog(self.project)

    @property
    def library(self) -> Library:
        """What was read."""
        return self.project.library

    @cached_property
    def _blocks_by_source(self) -> Mapping[str, list[tuple[Block, list[Entry]]]]:
        entries = iter(self.catalog.entries)
        return {
            runbook.document.source.path: [
                (snippet.block, list(islice(entries, len(snippet.chunks)))) for snippet in runbook.snippets
            ]
            for runbook in self.project.runbooks
        }

    def blocks_of(self, document: RunbookDocument) -> list[tuple[Block, list[Entry]]]:
        """The blocks of a runbook, each with its catalog entries, in the file's order."""
        return self._blocks_by_source[document.source.path]

    def entries_of(self, document: RunbookDocument) -> list[Entry]:
        """The catalog entries of a runbook, in the file's order."""
        return [entry for _, entries in self.blocks_of(document) for entry in entries]

    @cached_property
    def pages_by_source(self) -> Mapping[str, str]:
        """Path of the page of every source file, and of the folder of every service."""
        pages = {document.folder: service_page(document.id) for document in self.library.services}
        for service in self.library.services:
            if service.source is not None:
                pages[service.source.path] = service_page(service.id)
        pages |= {broken.source.path: page_of(broken) for broken in self.library.broken}
        pages |= {document.source.path: page_of(document) for document in self.library.runbooks}
        return pages

    @cached_property
    def runbooks(self) -> Mapping[tuple[str, str], RunbookDocument]:
        """Runbooks by service and id."""
        return {(document.service, document.id): document for document in self.library.runbooks}

    @cached_property
    def alert_index(self) -> AlertIndex:
        """Its alerts, each once, with the runbooks that serve it."""
        return build_alert_index(self.library)

    @cached_property
    def alerts(self) -> Mapping[str, Alert]:
        """The same by name, in small letters."""
        return {alert.name.casefold(): alert for alert in self.alert_index.alerts}

    def alert(self, name: str) -> Alert:
        """The alert that a runbook, a service or a rule names, in whatever case."""
        return self.alerts[name.casefold()]

    def runbooks_of(self, alert: Alert) -> list[RunbookDocument]:
        """The runbooks that serve an alert, the one to open first at the front."""
        return [self.runbooks[each.service, each.id] for each in alert.runbooks]

    @cached_property
    def tools(self) -> Mapping[str, Mapping[str, list[Entry]]]:
        """Its commands by tool and subcommand."""
        return by_tool(self.catalog.entries)

    @cached_property
    def tool_pages(self) -> Mapping[str, str]:
        """The path of the page of every tool, by the tool's name, in alphabetical order."""
        names = unique_names(tool_names(self.project), names_of_service(self.library, "tools"))
        return {tool: f"{PREFIX}/tools/{name}" for tool, name in names.items()}

    def of_service(self, service: str) -> list[RunbookDocument]:
        """The runbooks of a service, by title."""
        documents = [document for document in self.library.runbooks if document.service == service]
        return sorted(documents, key=lambda document: document.runbook.title.casefold())

    def find_runbook(self, reference: str, service: str) -> RunbookDocument | None:
        """The runbook that ``id`` or ``service/id`` names, as seen from a service."""
        if (document := self.runbooks.get((service, reference))) is not None:
            return document
        other, _, runbook = reference.partition("/")
        return self.runbooks.get((other, runbook))

    def find_broken(self, reference: str, service: str) -> BrokenRunbook | None:
        """The same for runbooks that could not be read."""
        names = {tuple(reference.split("/", 1)), (service, reference)}
        return next((broken for broken in self.library.broken if (broken.service, broken.id) in names), None)

    def find_message(self, document: RunbookDocument, message: str) -> Message | None:
        """A message template by id: of the runbook, else of its service."""
        service = self.library.service(document.service).service
        for candidate in (*document.runbook.messages, *(service.messages if service else ())):
            if candidate.id == message:
                return candidate
        return None

    def unsent_messages(self, document: RunbookDocument) -> list[Message]:
        """The message templates of a runbook that no step of it sends."""
        sent = {message for _, _, step in document.runbook.steps() for message in step.messages}
        return [message for message in document.runbook.messages if message.id not in sent]

    def service_name(self, service: str) -> str:
        """The name of a service, by its id."""
        known = self.library.service(service).service
        return known.name if known else service

    def step_title(self, document: RunbookDocument, name: str) -> str | None:
        """The title of a step, by its name; ``None`` where no step has it."""
        return next((step.title for _, _, step in document.runbook.steps() if step_name(step) == name), None)

    def escalation_path(self, document: RunbookDocument) -> tuple[EscalationStep, ...]:
        """The service's path of escalation, which holds for incidents."""
        service = self.library.service(document.service).service
        return service.escalation.path if service and document.runbook.kind == "incident" else ()

    def team(self, document: RunbookDocument | ServiceDocument) -> str | None:
        """The name of the team that owns a runbook or a service."""
        owner = self.owner_id(document)
        team = self.library.site.site.teams.get(owner) if owner else None
        return team.name if team else owner

    def owner_id(self, document: RunbookDocument | ServiceDocument) -> str | None:
        """The owner as written: of the runbook, else of its service."""
        if hasattr(document, "runbook") and document.runbook.owner:
            return str(document.runbook.owner)
        folder = document.service if hasattr(document, "runbook") else document.id
        service = self.library.service(str(folder)).service
        return service.owner if service else None

    def review_due(self, document: RunbookDocument) -> date | None:
        """The day until which the last review holds; ``None`` where there was none."""
        runbook = document.runbook
        if runbook.reviewed is None:
            return None
        holds = runbook.review_every or self.library.site.site.check.review_every
        return runbook.reviewed.on + to_timedelta(holds)


INDEX_PAGES = ("catalog", "alerts", "severity", "tools", "tags", "freshness", "proofs", "calendar", "rules")
"""Pages beside the services' folders."""


def page_of(document: RunbookDocument | BrokenRunbook) -> str:
    """Path of a runbook's page, without ending."""
    return runbook_path(document.service, document.id)


def runbook_path(service: str, runbook: str) -> str:
    """Path of the page of the runbook with this id."""
    path = runbook_page(service, runbook)
    return f"{path}/index" if runbook == "index" else path


def service_page(service: str) -> str:
    """Path of a service's page, without ending."""
    return f"{PREFIX}/{service}/{'service/index' if service in INDEX_PAGES else 'index'}"
