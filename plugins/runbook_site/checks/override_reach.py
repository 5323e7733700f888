"""Whether an override in ``site.yml`` is about anything that is there."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from runbook_site.checks.path_pattern import covers
from runbook_site.model.slug import slug
from runbook_site.sources import disk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.files_of_site import FilesOfSite
    from runbook_site.model.document import Library

_MOST_NAMES = 50_000
_NO_RUNBOOKS = frozenset({".git", "node_modules"})
"""Folders of many files, none of which is a runbook."""


@dataclass(frozen=True)
class Reach:
    """What lies below the folder of ``site.yml``.

    Where only a part of the runbooks was given to be read, the others are known by their names alone.

    Attributes:
        files: Paths from that folder.
        services: What may be an id of a service.
        whole: Whether nothing else can be there.
    """

    files: frozenset[str]
    services: frozenset[str]
    whole: bool

    def has_file(self, pattern: str) -> bool:
        """Whether a pattern means a file."""
        return any(covers(pattern, path) for path in self.files)


def reach_of_what_was_read(library: Library, files: FilesOfSite) -> Reach:
    """What was read: where an override is about that, there is no need to look further."""
    paths = (*(source.path for source in library.sources), *(file.path for file in library.skipped))
    services = frozenset(service.id for service in library.services)
    return Reach(frozenset(files.from_site(path) for path in paths), services, whole=False)


def reach_of_disk(library: Library) -> Reach:
    """What is there, by name."""
    site = library.site.source
    folder = (posixpath.dirname(site.path) if site else "") or "."
    if site is None or not disk.exists(site.path):
        return Reach(frozenset(), frozenset(), whole=False)
    names = list(islice(_names(folder), _MOST_NAMES + 1))
    services = {slug(part) for name in names for part in posixpath.dirname(name).split("/")}
    return Reach(frozenset(names), frozenset(services), whole=len(names) <= _MOST_NAMES)


def _names(top: str) -> Iterator[str]:
    """The files below a folder, by their paths from there. Links are not followed."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            entries = disk.entries(posixpath.join(top, folder))
        except OSError:
            continue
        for entry in entries:
            if not entry.is_folder:
                yield posixpath.join(folder, entry.name)
            elif entry.name not in _NO_RUNBOOKS:
                waiting.append(posixpath.join(folder, entry.name))
