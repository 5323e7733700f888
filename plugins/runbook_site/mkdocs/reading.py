"""What was read for one build, and whether the next has to read it again."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.checks.secret.published import read_published

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runbook_site.model.document import Library
    from runbook_site.snippets.project import Project


@dataclass(frozen=True)
class Reading:
    """What was read, and what it was read from.

    Attributes:
        source: The folder of the runbooks.
        files: Time and size of every file that had a part in it.
        project: What came of it, with every credential masked.
        warnings: What to say of that.
    """

    source: Path
    files: Mapping[Path, tuple[int, int]]
    project: Project
    warnings: tuple[str, ...]


def read(source: Path, home: Path, former: Reading | None) -> Reading:
    """Read the runbooks, unless nothing has changed since they were read.

    Args:
        source: Their folder.
        home: The folder that files are named from.
        former: What the build before has read.

    Raises:
        RunbookSiteError: The folder does not exist.
    """
    if former is not None and former.source == source and _stamps(former.files, source) == former.files:
        return former
    # Stamped before it is read: a change in between is read again.
    files = _stamps((), source)
    published = read_published([source], home)
    named = (home / name for name in _names(published.project.library))
    return Reading(source, {**files, **_stamps(named, None)}, published.project, published.warnings)


def _names(library: Library) -> Iterator[str]:
    """Files that were read and may lie outside the folder of the runbooks."""
    for source in (library.site.source, *(service.source for service in library.services)):
        if source is not None:
            yield source.path
    for service in library.services:
        yield from (rule.span.path for rule in service.alert_rules)


def _stamps(paths: Iterable[Path], folder: Path | None) -> dict[Path, tuple[int, int]]:
    """Time and size of files, and of all files below a folder."""
    stamps: dict[Path, tuple[int, int]] = {}
    below = (Path(top, name) for top, _, names in os.walk(folder) for name in names) if folder else ()
    for path in (*paths, *below):
        try:
            status = path.stat()
        except OSError:
            stamps[path] = (0, 0)
        else:
            stamps[path] = (status.st_mtime_ns, status.st_size)
    return stamps
