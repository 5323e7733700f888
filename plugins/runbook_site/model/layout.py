"""Which folder is a service, and what a runbook is called in it."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from runbook_site.model.file_kind import without_ending
from runbook_site.model.slug import slug
from runbook_site.sources.folder import Root


@dataclass(frozen=True)
class ServiceFolder:
    """The folder of one service.

    Attributes:
        id: Its name, as a slug.
        name: How it is named to people, as `SourceText.path` is.
        path: Where it is; absolute.
    """

    id: str
    name: str
    path: Path


@dataclass(frozen=True)
class Layout:
    """How folders become services.

    Attributes:
        roots: The files and folders that were given.
        with_service: Folders with a ``service.yml``.
        with_site: Folders with a ``site.yml``.
    """

    roots: tuple[Root, ...]
    with_service: frozenset[Path] = field(default=frozenset())
    with_site: frozenset[Path] = field(default=frozenset())

    def has_service_file(self, path: Path) -> bool:
        """Whether a ``service.yml`` speaks for a file."""
        return any(parent in self.with_service for parent in path.parents)

    def service_folder(self, path: Path, name: str) -> ServiceFolder:
        """The service that a file belongs to.

        It is the nearest folder above the file with a ``service.yml``; without one, the first folder on
        the way to the file from where ``site.yml`` lies, or else from the root that was given; else that
        folder itself.

        Args:
            path: The file; absolute.
            name: How it is named to people.
        """
        folder = next((parent for parent in path.parents if parent in self.with_service), None)
        if folder is None:
            base = self._base(path)
            below = path.relative_to(base).parts
            folder = base / below[0] if len(below) > 1 else base
        return service_folder(folder, path, name)

    def _base(self, path: Path) -> Path:
        for parent in path.parents:
            if parent in self.with_site:
                return parent
        return outermost_root(self.roots, path) or path.parent


def outermost_root(roots: Sequence[Root], path: Path) -> Path | None:
    """The highest folder given that a file lies in, where there is one."""
    around = [root.path for root in roots if not root.is_file and path.is_relative_to(root.path)]
    return min(around, key=lambda folder: len(folder.parts), default=None)


def service_folder(folder: Path, path: Path, name: str) -> ServiceFolder:
    """A folder as a service, named after the way to a file in it.

    Args:
        folder: The folder; absolute.
        path: A file in it; absolute.
        name: How the file is named to people.
    """
    up = len(path.relative_to(folder).parts)
    shown = posixpath.normpath(posixpath.join(name, *[".."] * up))
    return ServiceFolder(slug(folder.name), shown, folder)


def runbook_id(folder: ServiceFolder, path: Path) -> str:
    """The id of a runbook: its path below its service's folder, without ending, as slugs."""
    *folders, name = PurePosixPath(path.relative_to(folder.path).as_posix()).parts
    return "/".join(slug(part) for part in [*folders, without_ending(name)])
