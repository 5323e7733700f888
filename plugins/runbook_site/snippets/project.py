"""A library with its snippets: what checks, catalog and site work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.split import split_block
from runbook_site.sources.parallel import parallel_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.document import Library, RunbookDocument
    from runbook_site.model.service import Service
    from runbook_site.snippets.snippet import Chunk, Snippet


@dataclass(frozen=True)
class RunbookSnippets:
    """A runbook with its blocks taken apart, in the file's order."""

    document: RunbookDocument
    snippets: tuple[Snippet, ...]

    def chunks(self) -> Iterator[tuple[Snippet, Chunk]]:
        """Every chunk with the snippet that it stands in."""
        for snippet in self.snippets:
            for chunk in snippet.chunks:
                yield snippet, chunk


@dataclass(frozen=True)
class Project:
    """Everything that was read, taken apart."""

    library: Library
    runbooks: tuple[RunbookSnippets, ...]


def split_library(library: Library) -> Project:
    """Take every block of a library apart."""
    dialects = {document.id: _dialect(document.service) for document in library.services}

    def split(document: RunbookDocument) -> tuple[Snippet, ...]:
        return tuple(split_block(block, dialects[document.service]) for block in document.blocks)

    documents = library.runbooks
    known = [known for document in documents for known in (document.source, *document.blocks)]
    snippets = parallel_map(split, documents, known)
    return Project(library, tuple(map(RunbookSnippets, documents, snippets)))


def _dialect(service: Service | None) -> str:
    """The SQL dialect that a service names; empty where it names none."""
    return service.sql.dialect if service is not None and "sql" in service.model_fields_set else ""
