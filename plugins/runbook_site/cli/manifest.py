"""What this tool wrote into a folder, and what else lies there."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from runbook_site.sources.folder_walk import BUILD_HEADER, BUILD_MARKER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Sums = dict[str, str]
"""SHA-256 of files, by their path in the folder."""


def sums_of(files: Mapping[str, bytes]) -> Sums:
    """The sums of files that are to be written."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def manifest_text(sums: Sums, header: str = BUILD_HEADER) -> bytes:
    """A header, then a line a file as ``sha256sum`` writes it."""
    lines = (f"{sum_}  {name}" for name, sum_ in sums.items())
    return "\n".join((header, *lines, "")).encode("utf-8", "surrogateescape")


def read_manifest(path: Path, header: str = BUILD_HEADER) -> Sums | None:
    """The sums that a file names; nothing where it is no manifest with this header.

    Raises:
        OSError: It cannot be read.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        first, *lines = path.read_bytes().decode("utf-8", "surrogateescape").split("\n")
    except FileNotFoundError:
        return None
    if first != header:
        return None
    return {name: sum_ for sum_, _, name in (line.partition("  ") for line in lines) if name}


def strangers(folder: Path, *, sums: Sums | None, unfinished: bool = False) -> list[str]:
    """What lies in a folder and was not written by this tool, or was changed since; folders end with ``/``.

    Args:
        folder: The folder.
        sums: What was written; nothing where that is not known.
        unfinished: Whether writing may have stopped half way: then only names count.

    Raises:
        OSError: A file or folder cannot be read.
    """
    written = {} if sums is None else sums
    parents = {parent.as_posix() for name in written for parent in PurePosixPath(name).parents}
    own = {} if sums is None else {BUILD_MARKER: ""}
    return sorted(_strangers(folder, "", {**written, **own}, parents, unfinished=unfinished))


def _strangers(folder: Path, prefix: str, sums: Sums, parents: set[str], *, unfinished: bool) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        name = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            if name in parents:
                yield from _strangers(Path(entry.path), f"{name}/", sums, parents, unfinished=unfinished)
            else:
                yield f"{name}/"
        elif not (
            name in sums
            and entry.is_file(follow_symlinks=False)
            and (unfinished or name == BUILD_MARKER or _sum(Path(entry.path)) == sums[name])
        ):
            yield name


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
