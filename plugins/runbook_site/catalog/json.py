"""The catalog as JSON, and the schema of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.catalog.entry import Catalog

if TYPE_CHECKING:
    from collections.abc import Mapping


def catalog_json(catalog: Catalog) -> str:
    """The catalog as JSON."""
    return catalog.model_dump_json(indent=1, by_alias=True) + "\n"


def catalog_schema() -> Mapping[str, Any]:
    """JSON Schema (2020-12) of what `catalog_json` writes."""
    schema = Catalog.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "runbook-site catalog"}
