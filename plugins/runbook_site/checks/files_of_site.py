"""Where files stand in the terms of ``site.yml``: from its folder, and in which services."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from typing import TYPE_CHECKING

from runbook_site.checks.path_pattern import covers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.document import Library
    from runbook_site.model.site import Override


class FilesOfSite:
    """The files of a library, as overrides name them."""

    def __init__(self, library: Library) -> None:
        """Note which services they belong to."""
        site = library.site.source
        self._folder = (posixpath.dirname(site.path) if site else "") or "."
        self._folders = {service.folder: service.id for service in library.services}
        self._services: dict[str, set[str]] = defaultdict(set)
        for path, service in _belonging(library):
            self._services[path].add(service)

    def covers(self, override: Override, path: str) -> bool:
        """Whether an override is about a file."""
        if override.services and not self._is_of(override.services, path):
            return False
        return not override.paths or any(covers(pattern, self.from_site(path)) for pattern in override.paths)

    def from_site(self, path: str) -> str:
        """A file's path from the folder of ``site.yml``."""
        return posixpath.relpath(path, self._folder)

    def services(self, path: str) -> frozenset[str]:
        """The services of a file: several where they share one of alert rules, none for ``site.yml``."""
        if path in self._services:
            return frozenset(self._services[path])
        around = [folder for folder in self._folders if folder == "." or path.startswith(f"{folder}/")]
        return frozenset(self._folders[folder] for folder in sorted(around, key=len)[-1:])

    def _is_of(self, services: tuple[str, ...], path: str) -> bool:
        """Whether all services of a file are among these: what others share with them is not theirs alone."""
        own = self.services(path)
        return bool(own) and own <= set(services)


def _belonging(library: Library) -> Iterator[tuple[str, str]]:
    """Files, each with the id of a service that it belongs to."""
    yield from ((document.source.path, document.service) for document in library.runbooks)
    yield from ((document.source.path, document.service) for document in library.broken)
    for service in library.services:
        named = [service.source, *service.schema]
        yield from ((source.path, service.id) for source in named if source is not None)
        yield from ((alert.span.path, service.id) for alert in service.alert_rules)
