"""A library with its snippets: what checks, catalog and site work on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from runbook_site.model.inventory import take_inventory
from runbook_site.model.library import put_together, read_runbook
from runbook_site.snippets.calls import Call
from runbook_site.snippets.split import split_block
from runbook_site.sources.parallel import parallel_map

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from runbook_site.model.document import Library, RunbookDocument
    from runbook_site.model.inventory import Inventory, RunbookFile
    from runbook_site.model.library import RunbookReading
    from runbook_site.model.service import Service
    from runbook_site.snippets.snippet import Chunk, Snippet
    from runbook_site.sources.text import SourceText


@dataclass(frozen=True)
class RunbookSnippets:
    """A runbook with its blocks taken apart, in the file's order."""

    document: RunbookDocument
    snippets: tuple[Snippet, ...]

    @cached_property
    def chunks(self) -> tuple[tuple[Snippet, Chunk], ...]:
        """Every chunk with the snippet that it stands in."""
        return tuple((snippet, chunk) for snippet in self.snippets for chunk in snippet.chunks)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Every command with a program that the text tells."""
        return tuple(
            Call(self, snippet, chunk, index)
            for snippet, chunk in self.chunks
            for index, invocation in enumerate(chunk.invocations)
            if invocation.tool and invocation.argv
        )


@dataclass(frozen=True)
class Project:
    """Everything that was read, taken apart."""

    library: Library
    runbooks: tuple[RunbookSnippets, ...]

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Every command with a program that the text tells, in the files' order."""
        return tuple(call for runbook in self.runbooks for call in runbook.calls)


def read_project(
    paths: Sequence[Path],
    called_from: Path | None = None,
    instead: Mapping[str, SourceText] = MappingProxyType({}),
    meanwhile: Callable[[Inventory], None] | None = None,
) -> Project:
    """Read runbooks from files and folders, and take their blocks apart.

    Args:
        paths: Files and folders, relative to ``called_from`` or absolute.
        called_from: The folder that files are named from; the working directory where it is left out.
        instead: What to read in the place of a file's own text, by the path that it is named by.
        meanwhile: What else has to be done, once it is known what there is; other processes read at the same time.

    Raises:
        RunbookSiteError: A path does not exist, or is a file that cannot be a runbook.
    """
    inventory = take_inventory(paths, called_from, instead)
    files = inventory.files
    results = parallel_map(
        _read_and_split,
        files,
        shared=[file.source for file in files],
        meanwhile=partial(meanwhile, inventory) if meanwhile else None,
    )
    library = put_together(inventory, [reading for reading, _ in results])
    snippets = {id(document): snippets for (document, _), snippets in results}
    return Project(library, tuple(RunbookSnippets(document, snippets[id(document)]) for document in library.runbooks))


def _read_and_split(file: RunbookFile) -> tuple[RunbookReading, tuple[Snippet, ...]]:
    document, findings = read_runbook(file)
    if document is None:
        return (None, findings), ()
    dialect = _dialect(file.service.service)
    return (document, findings), tuple(split_block(block, dialect) for block in document.blocks)


def _dialect(service: Service | None) -> str:
    """The SQL dialect that a service names; empty where it names none."""
    return service.sql.dialect if service is not None and "sql" in service.model_fields_set else ""
