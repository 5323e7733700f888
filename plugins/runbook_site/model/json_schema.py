"""The JSON Schemas of the source files, from the models themselves."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from runbook_site.model.runbook import Runbook
from runbook_site.model.service import Service
from runbook_site.model.site import Site

SchemaKind = Literal["site", "service", "runbook"]

_MODELS: dict[SchemaKind, type[BaseModel]] = {"site": Site, "service": Service, "runbook": Runbook}
_ONE_SCHEMA = ("items", "additionalProperties", "propertyNames")
_NAMED_SCHEMAS = ("properties", "patternProperties", "$defs")
_LISTED_SCHEMAS = ("anyOf", "oneOf", "allOf", "prefixItems")


def json_schema(kind: SchemaKind) -> dict[str, Any]:
    """The schema of a kind of file, in JSON Schema 2020-12.

    It accepts what the model accepts, except that a day of no calendar (``2025-02-30``) passes where a
    validator does not check formats.
    """
    schema = _MODELS[kind].model_json_schema(by_alias=True, mode="validation")
    _tidy(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{kind}.schema.json",
        "title": _MODELS[kind].__name__,
        **schema,
    }


def _tidy(schema: dict[str, Any]) -> None:
    """Take the titles away that pydantic makes from the names of fields and classes."""
    schema.pop("title", None)
    # An empty value as a default says nothing, and editors would insert it.
    if not isinstance(schema.get("default"), str | bool):
        schema.pop("default", None)
    if "patternProperties" in schema:
        schema.setdefault("additionalProperties", False)
    below = [schema[key] for key in _ONE_SCHEMA if key in schema]
    below += [inner for key in _NAMED_SCHEMAS for inner in schema.get(key, {}).values()]
    below += [inner for key in _LISTED_SCHEMAS for inner in schema.get(key, [])]
    for inner in below:
        if isinstance(inner, dict):
            _tidy(inner)
