"""The fields of the formats: what is written by hand, the catalog, the alerts, the proofs, the incident log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from parts.table import cell, table
from runbook_site.catalog.alerts import alerts_schema
from runbook_site.catalog.csv import COLUMNS
from runbook_site.catalog.json import catalog_schema
from runbook_site.model.base import DURATION_PATTERN, IDENTIFIER_PATTERN, LINE_PATTERN
from runbook_site.model.incident_log import MOMENT_PATTERN, incident_log_schema
from runbook_site.model.json_schema import json_schema
from runbook_site.model.occasion import RECURRENCE_PATTERN, TIME_PATTERN
from runbook_site.model.proof_record import record_schema
from runbook_site.model.variable import VARIABLE_PATTERN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_PATTERNS = {
    LINE_PATTERN: "line",
    IDENTIFIER_PATTERN: "identifier",
    DURATION_PATTERN: "duration",
    TIME_PATTERN: "time",
    MOMENT_PATTERN: "time",
    RECURRENCE_PATTERN: "recurrence rule",
    VARIABLE_PATTERN: "variable name",
}
_WORDS = {"string": "text", "boolean": "true or false", "integer": "whole number", "object": "mapping"}


def sources() -> Iterator[str]:
    """Every field of a runbook, ``service.yml`` and ``site.yml``, then of the parts that these are made of."""
    runbook, service, site = (json_schema(kind) for kind in ("runbook", "service", "site"))
    parts = runbook["$defs"] | service["$defs"] | site["$defs"]
    for title, schema in (("A runbook", runbook), ("`service.yml`", service), ("`site.yml`", site)):
        yield from _fields(title, schema, parts, _to_write)
    for name, schema in sorted(parts.items()):
        yield from _fields(_title(name), schema, parts, _to_write)


def catalog() -> Iterator[str]:
    """Every field of ``catalog.json``."""
    schema = catalog_schema()
    parts = schema["$defs"]
    yield from _fields("The catalog", schema, parts, _to_read)
    for name, each in sorted(parts.items()):
        yield from _fields(_title(name), each, parts, _to_read)


def alerts() -> Iterator[str]:
    """Every field of ``alerts.json``; the parts that the catalog has as well stand there."""
    schema = alerts_schema()
    own = {name: part for name, part in schema["$defs"].items() if name not in catalog_schema()["$defs"]}
    yield from _fields("The alerts", schema, schema["$defs"], _to_read)
    for name, each in sorted(own.items()):
        yield from _fields(_title(name), each, schema["$defs"], _to_read)


def proofs() -> Iterator[str]:
    """Every field of ``proofs.json``."""
    schema = record_schema()
    parts = schema["$defs"]
    yield from _fields("The file", schema, parts, _to_read)
    for name, each in sorted(parts.items()):
        yield from _fields(_title(name), each, parts, _to_read)


def incident_log() -> Iterator[str]:
    """Every field of an incident log as JSON."""
    schema = incident_log_schema()
    yield from _fields("The log", schema, schema["$defs"], _to_read)
    for name, each in sorted(schema["$defs"].items()):
        yield from _fields(_title(name), each, schema["$defs"], _to_read)


def csv_columns() -> Iterator[str]:
    """The columns of the catalog as CSV."""
    yield ", ".join(f"`{column}`" for column in COLUMNS)


def _fields(
    title: str, schema: Mapping[str, Any], parts: Mapping[str, Any], value: Callable[[Mapping[str, Any], bool], str]
) -> Iterator[str]:
    required = schema.get("required", ())
    rows = [
        (f"`{name}`", value(field, name in required), cell(_description(field, parts)))
        for name, field in schema["properties"].items()
    ]
    yield from ("", f"## {title}", "", _description(schema, parts), "")
    yield from table(("Field", "Value", "Meaning"), rows)


def _description(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    """What a field means; pydantic leaves it out where it is what its type means."""
    text: str = schema.get("description") or parts[_reference(schema)]["description"]
    return text


def _reference(schema: Mapping[str, Any]) -> str:
    name: str = schema["$ref"]
    return name.rpartition("/")[2]


def _to_write(field: Mapping[str, Any], required: bool) -> str:  # noqa: FBT001 - one of two columns of a schema
    default = field.get("default")
    given = "" if default in (None, [], ()) else f", by default `{str(default).lower()}`"
    return f"{_type(field)}{', **needed**' if required else given}"


def _to_read(field: Mapping[str, Any], _required: bool) -> str:  # noqa: FBT001 - what is written is always there
    nothing = {"type": "null"} in field.get("anyOf", ())
    return f"{_type(field)}{' or `null`' if nothing else ''}"


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        title = _title(_reference(schema)).lower()
        return f"[{title}](#{title.replace(' ', '-')})"
    if "anyOf" in schema:
        return " or ".join(_type(option) for option in schema["anyOf"] if option != {"type": "null"})
    if words := schema.get("enum", [schema["const"]] if "const" in schema else []):
        return ", ".join(f"`{word}`" for word in words)
    if schema.get("type") == "array" and "items" in schema:
        return f"list of {_type(schema['items'])}"
    values = next(iter(schema.get("patternProperties", {}).values()), schema.get("additionalProperties"))
    if isinstance(values, dict) and values:
        return f"mapping of name to {_type(values)}"
    return _scalar(schema)


def _scalar(schema: Mapping[str, Any]) -> str:
    if schema.get("contentMediaType") == "text/markdown":
        return "Markdown"
    if schema.get("format") == "date":
        return "date"
    return _PATTERNS.get(schema.get("pattern", ""), _WORDS.get(schema.get("type", ""), "any value"))


def _title(name: str) -> str:
    """``EscalationStep`` as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
