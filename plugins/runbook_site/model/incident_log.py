"""The public form of an incident log: what a browser exports as JSON, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import StringConstraints

from runbook_site.model.command import Risk
from runbook_site.model.described import Described

if TYPE_CHECKING:
    from collections.abc import Mapping

MOMENT_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}[+-][0-9]{2}:[0-9]{2}$"
"""The reader's local time with its distance from UTC, as ISO 8601 writes it."""

Moment = Annotated[str, StringConstraints(pattern=MOMENT_PATTERN)]
LogKind = Literal["ticked", "unticked", "started", "over", "copied", "message", "decided", "noted"]


class LogEntry(Described):
    """One thing that happened."""

    at: Moment
    """When it happened."""
    kind: LogKind
    """What happened."""
    step: str | None
    """Number and title of the step, or the heading above; for a note, the step that was being done."""
    title: str | None
    """Of the command or message; the line of a checklist; the condition of a choice; the length of a time box."""
    text: str | None
    """What was copied, with its values; where a choice led; what was noted."""
    risk: Risk | None
    """Of the command."""


class IncidentLog(Described):
    """What a reader did with a runbook during an incident."""

    format: Literal["runbook-site/incident-log"]
    """What this is."""
    version: Literal[1]
    """Of this format; a change that could break a reader of it raises the number."""
    service: str
    """Id of the service."""
    runbook: str
    """Id of the runbook."""
    title: str
    """Title of the runbook."""
    address: str
    """Address of its page, without what stands behind `#`."""
    exported: Moment
    """When the export was made."""
    entries: tuple[LogEntry, ...]
    """What happened, the oldest first."""


def incident_log_schema() -> Mapping[str, Any]:
    """JSON Schema (2020-12) of what ``assets/scripts/log-export.js`` writes."""
    schema = IncidentLog.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "runbook-site incident log"}
