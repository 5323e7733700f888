"""Files in the folders above the ones that were given."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from runbook_site.sources.disk import exists, real_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REPOSITORY_MARKS = (".git", ".hg", ".svn", ".jj", "_darcs")


def repository_of(folder: Path) -> Path | None:
    """The top of the repository that a folder lies in."""
    return next((each for each in (folder, *folder.parents) if _is_top(each)), None)


def files_above(folder: Path, names: tuple[str, ...]) -> Iterator[Path]:
    """The files of these names in a folder and those above it, the nearest first.

    The search ends with the top of the repository; what lies above it belongs to somebody else.
    """
    for each in (folder, *folder.parents):
        yield from (each / name for name in names if exists(each / name))
        if _is_top(each):
            return


def lies_in(path: Path, folder: Path) -> bool:
    """Whether a path stays below a folder once its symbolic links are followed."""
    real, top = real_path(path), real_path(folder)
    return real == top or real.startswith(top.rstrip(os.sep) + os.sep)


def _is_top(folder: Path) -> bool:
    return any(exists(folder / mark) for mark in _REPOSITORY_MARKS)
