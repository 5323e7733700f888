"""The files of DDL that a service names."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from runbook_site.model.document import ServiceDocument
from runbook_site.sources.ancestors import lies_in
from runbook_site.sources.file_text import read_text
from runbook_site.sources.finding import Finding
from runbook_site.sources.folder import absolute
from runbook_site.sources.text import SourceText


def read_schema_files(
    document: ServiceDocument, folder: Path, boundary: Path, sources: Mapping[Path, SourceText]
) -> tuple[ServiceDocument, tuple[Finding, ...]]:
    """Read the files named under ``sql: schema``; gives the service with them, and what is wrong with them.

    One file that cannot be read leaves the whole schema out: what it makes would be missing from it.

    Args:
        document: The service.
        folder: Its folder; absolute.
        boundary: The folder that no file may lie outside of, as for rule files.
        sources: The files that were read already, by absolute path.
    """
    named = document.service.sql.schema_ if document.service is not None else ()
    read: list[SourceText] = []
    findings: list[Finding] = []
    for number, entry in enumerate(named):
        path = absolute(folder / entry)
        name = posixpath.normpath(posixpath.join(document.folder, entry))
        found = sources.get(path) or _read(path, name, boundary)
        if isinstance(found, Finding):
            message = (
                f"the schema file '{entry}' cannot be used: {name}: {found.message}; mend the file, or its path here"
            )
            findings.append(Finding(found.rule, message, document.places["sql", "schema", number]))
        else:
            read.append(found)
    return replace(document, schema=() if findings else tuple(read)), tuple(findings)


def _read(path: Path, name: str, boundary: Path) -> SourceText | Finding:
    if lies_in(path, boundary):
        return read_text(path, name)
    message = f"it lies outside of {boundary.name or boundary}"
    return Finding("unreadable-file", message, SourceText(name, "").span(0, 0))
