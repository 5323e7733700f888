"""The JSON Schemas that come with the package, one for each public format."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

SOURCES = ("site", "service", "runbook")
"""The files that authors write."""
EVERY = (*SOURCES, "catalog", "alerts", "incident-log")


def schema_file(kind: str) -> bytes:
    """The schema of a format, as a file in UTF-8. It is made from the models; a test holds it against them."""
    return (files("runbook_site") / "schemas" / f"{kind}.schema.json").read_bytes()


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write the schemas of what authors write, ``runbook.schema.json`` and so on, and say where they are.

    Raises:
        OSError: The folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for kind in SOURCES:
        path = folder / f"{kind}.schema.json"
        path.write_bytes(schema_file(kind))
        written.append(path)
    return tuple(written)
