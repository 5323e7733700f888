"""The public form of the alerts: what ``alerts.json`` holds, field by field."""

from __future__ import annotations

from typing import Literal

from runbook_site.catalog.entry import CatalogModel, Location, RunbookRef


class AlertText(CatalogModel):
    """A label or an annotation."""

    name: str
    """Its name."""
    value: str
    """Its text, with the templates of the alert system as written."""


class AlertDefinition(CatalogModel):
    """One place that says when the alert fires: a rule of a rule file, or an alert of `service.yml`."""

    service: str
    """Id of the service."""
    condition: str | None
    """When it fires: the expression of the rule, or the words of `service.yml`."""
    lasting: str | None
    """For how long the condition holds before: `5m`."""
    severity: str | None
    """How bad it is, in the words of the alert system or of the service."""
    labels: tuple[AlertText, ...] = ()
    """What it is labelled with."""
    annotations: tuple[AlertText, ...] = ()
    """What it tells whoever is called."""
    location: Location | None = None
    """Where the rule stands; `null` for an alert of `service.yml`."""


class Alert(CatalogModel):
    """One alert, however often it is defined."""

    name: str
    """Its name, as its rule spells it."""
    url: str
    """Address of its page, relative to the site's root."""
    address: str
    """The address for an annotation, relative to the site's root: it leads to the runbook where one serves the alert,
    else to the alert's page. It stays when a runbook is renamed."""
    services: tuple[str, ...]
    """Ids of the services that define it; where none does, of those whose runbooks name it."""
    severity: str | None
    """The first severity that is said of it."""
    runbooks: tuple[RunbookRef, ...]
    """The runbooks that serve it, the one to open first at the front."""
    definitions: tuple[AlertDefinition, ...]
    """What is said of it; empty where nothing but runbooks name it."""


class AlertIndex(CatalogModel):
    """Every alert of every service, by name."""

    schema_version: Literal[1] = 1
    """Version of this format."""
    alerts: tuple[Alert, ...]
    """The alerts."""
