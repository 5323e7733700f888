"""From rule files, services and runbooks to the alerts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from runbook_site.catalog.alert_index import Alert, AlertDefinition, AlertIndex, AlertText
from runbook_site.catalog.entry import Location, RunbookRef
from runbook_site.catalog.unique_names import names_of_service, unique_names
from runbook_site.model.address import PREFIX, runbook_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.model.document import AlertRule, Library, RunbookDocument
    from runbook_site.sources.text import Span

ALERTS = "alerts"
"""Folder of the alerts' pages, and of the addresses for annotations."""


@dataclass
class _Draft:
    """What is known of one alert so far."""

    name: str
    definitions: list[AlertDefinition] = field(default_factory=list)
    documents: list[RunbookDocument] = field(default_factory=list)


def build_alert_index(library: Library) -> AlertIndex:
    """Every alert that a rule file, a service or a runbook names; case makes no other alert of it."""
    drafts: dict[str, _Draft] = {}
    for service in library.services:
        for rule in service.alert_rules:
            _draft(drafts, rule.name).definitions.append(_of_rule(service.id, rule))
        for alert in service.service.alerts if service.service else ():
            definition = AlertDefinition(
                service=service.id, condition=alert.condition, lasting=alert.lasting, severity=alert.severity
            )
            _draft(drafts, alert.name).definitions.append(definition)
    for document in library.runbooks:
        for name in {name.casefold(): name for name in document.runbook.alerts}.values():
            _draft(drafts, name).documents.append(document)
    order = sorted(drafts.values(), key=lambda draft: (draft.name.casefold(), draft.name))
    names = unique_names([draft.name for draft in order], names_of_service(library, ALERTS))
    ranks = _severity_ranks(library)
    return AlertIndex(alerts=tuple(_alert(draft, names[draft.name], ranks) for draft in order))


def alerts_json(index: AlertIndex) -> str:
    """The alerts as JSON."""
    return index.model_dump_json(indent=1) + "\n"


def alerts_schema() -> Mapping[str, Any]:
    """JSON Schema (2020-12) of what `alerts_json` writes."""
    schema = AlertIndex.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "runbook-site alerts"}


def _draft(drafts: dict[str, _Draft], name: str) -> _Draft:
    return drafts.setdefault(name.casefold(), _Draft(name))


def _of_rule(service: str, rule: AlertRule) -> AlertDefinition:
    return AlertDefinition(
        service=service,
        condition=rule.expression or None,
        lasting=rule.lasting,
        severity=rule.severity,
        labels=tuple(AlertText(name=name, value=value) for name, value in rule.labels),
        annotations=tuple(AlertText(name=name, value=value) for name, value in rule.annotations),
        location=_location(rule.span),
    )


def _alert(draft: _Draft, name: str, ranks: Mapping[str, Mapping[str, int]]) -> Alert:
    documents = _in_order(draft, ranks)
    services = [definition.service for definition in draft.definitions] or [each.service for each in documents]
    severities = [definition.severity for definition in draft.definitions]
    severities += [document.runbook.severity for document in documents]
    return Alert(
        name=draft.name,
        url=f"{PREFIX}/{ALERTS}/{name}/",
        address=f"{ALERTS}/{name}/",
        services=tuple(dict.fromkeys(services)),
        severity=next((severity for severity in severities if severity), None),
        runbooks=tuple(_runbook(document) for document in documents),
        definitions=tuple(draft.definitions),
    )


def _location(span: Span) -> Location:
    return Location(
        path=span.path,
        line=span.start.line,
        column=span.start.column,
        end_line=span.end.line,
        end_column=span.end.column,
    )


def _runbook(document: RunbookDocument) -> RunbookRef:
    url = f"{runbook_page(document.service, document.id)}/"
    return RunbookRef(service=document.service, id=document.id, title=document.runbook.title, url=url)


def _in_order(draft: _Draft, ranks: Mapping[str, Mapping[str, int]]) -> list[RunbookDocument]:
    """The runbooks, the one to open first at the front.

    That is the one that the rule's own annotation leads to; then those that are in force, that are for incidents, of
    the worst severity, and for the fewest other alerts.
    """
    urls = [each.value for rule in draft.definitions for each in rule.annotations if each.name == "runbook_url"]
    paths = [f"{_path(url).removesuffix('index.html').rstrip('/').removesuffix('.html')}/" for url in urls]

    def rank(document: RunbookDocument) -> tuple[object, ...]:
        runbook = document.runbook
        named = any(path.endswith(f"/{runbook_page(document.service, document.id)}/") for path in paths)
        severities = ranks[document.service]
        return (
            not named,
            runbook.status != "active",
            runbook.kind != "incident",
            severities.get(runbook.severity or "", len(severities)),
            len(runbook.alerts),
            runbook.title.casefold(),
        )

    return sorted(draft.documents, key=rank)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # an address of an annotation may be anything
        return ""


def _severity_ranks(library: Library) -> Mapping[str, Mapping[str, int]]:
    """By service: its severities, the worst first."""
    ranks: dict[str, dict[str, int]] = defaultdict(dict)
    for service in library.services:
        severities = service.service.severities if service.service else ()
        ranks[service.id] = {severity.id: rank for rank, severity in enumerate(severities)}
    return ranks
