"""Where runbooks are named, and which ones are meant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from runbook_site.checks.place import place_of
from runbook_site.checks.runbook.step_flow import ways
from runbook_site.model.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.document import Library, RunbookDocument, ServiceDocument
    from runbook_site.sources.text import Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that names a runbook.

    Attributes:
        written: The name, as written.
        service: Id of the service in which it stands.
        span: Where.
        source: The runbook in which it stands; ``None`` for ``service.yml``.
        is_way: Whether the reader is sent there; else it is only mentioned.
    """

    written: str
    service: str
    span: Span
    source: RunbookDocument | None
    is_way: bool = True


class RunbookIndex:
    """Finds runbooks by their names.

    Args:
        library: Where they are.
    """

    def __init__(self, library: Library) -> None:
        """Take note of all runbooks, and of the files that should have been some."""
        self._documents: dict[tuple[str, str], RunbookDocument] = {}
        for document in library.runbooks:
            self._documents.setdefault((document.service, document.id), document)
        self._unread = _unread(library)
        self.services = frozenset(service.id for service in library.services)

    def find(self, service: str, written: str) -> RunbookDocument | None:
        """The runbook that is meant by a name that stands in a service."""
        return self._documents.get(_split(service, written))

    def may_exist(self, service: str, written: str) -> bool:
        """Whether there is such a runbook, or a file that would be it if it could be read."""
        key = _split(service, written)
        return key in self._documents or key in self._unread

    def names(self, service: str) -> Iterator[str]:
        """Every name that can be written in a service, its own runbooks first."""
        yield from (name for owner, name in self._documents if owner == service)
        yield from (f"{owner}/{name}" for owner, name in self._documents if owner != service)


def references(library: Library) -> Iterator[Reference]:
    """Every place where a field names a runbook, in what the author declared."""
    for document in library.runbooks:
        if not document.promised:
            continue
        for placed in ways(document.runbook):
            if placed.way.runbook is not None:
                span = document.place(*placed.path, "runbook")
                yield Reference(placed.way.runbook, document.service, span, document)
        for index, written in enumerate(document.runbook.related):
            yield Reference(written, document.service, document.place("related", index), document, is_way=False)
    for service in library.services:
        yield from _of_service(service)


def _of_service(document: ServiceDocument) -> Iterator[Reference]:
    service = document.service
    if service is None:
        return
    named: list[tuple[str | None, tuple[str | int, ...]]] = []
    named += [(metric.runbook, ("metrics", index, "runbook")) for index, metric in enumerate(service.metrics)]
    named += [(backup.restore, ("backups", index, "restore")) for index, backup in enumerate(service.backups)]
    for index, occasion in enumerate(service.calendar):
        named.append((occasion.runbook, ("calendar", index, "runbook")))
        named += [(task.runbook, ("calendar", index, "tasks", at, "runbook")) for at, task in enumerate(occasion.tasks)]
    for written, path in named:
        if written is not None:
            yield Reference(written, document.id, place_of(document, *path), None)


def _split(service: str, written: str) -> tuple[str, str]:
    owner, slash, name = written.partition("/")
    return (owner, name) if slash else (service, written)


def _unread(library: Library) -> frozenset[tuple[str, str]]:
    """Names of runbooks whose files have errors: what names them is right all the same."""
    paths = {finding.span.path for finding in library.findings} | {file.path for file in library.skipped}
    found = set()
    for service in library.services:
        for path in paths:
            file = PurePosixPath(path)
            if file.is_relative_to(service.folder):
                found.add((service.id, slug(file.relative_to(service.folder).with_suffix("").as_posix())))
    return frozenset(found)
