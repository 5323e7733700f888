"""The files below the folders that are given: found, read, or said why not."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.sources.disk import exists, is_folder
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.file_text import REASONS, read_text, unreadable
from runbook_site.sources.finding import Finding
from runbook_site.sources.folder_walk import Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.sources.text import SourceText


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that was seen and not read as a runbook.

    Attributes:
        path: The file, or the folder where all of it was passed over.
        reason: Why, in a few words; the same words for the same reason, so that they can be counted.
        failed: Whether the tool could not do its work on it (unreadable, not UTF-8, too large).
    """

    path: str
    reason: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Root:
    """A file or folder that was given.

    Attributes:
        name: How it is named to people, as `SourceText.path` is.
        path: Where it is; absolute, symbolic links not followed.
        is_file: Whether it is a file.
    """

    name: str
    path: Path
    is_file: bool


@dataclass(frozen=True)
class Folder:
    """What was found below the paths that were given.

    Attributes:
        roots: The paths, in the order given.
        sources: The files that could be read, each once, by path ascending.
        findings: What is wrong with the others.
        skipped: The others, with the reason.
    """

    roots: tuple[Root, ...]
    sources: tuple[SourceText, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[SkippedFile, ...]


def read_folder(roots: Sequence[Path], called_from: Path, endings: tuple[str, ...]) -> Folder:
    """Read the files of the given files and folders.

    Folders whose name begins with a dot, ``node_modules`` and the like are passed over, and so are
    symbolic links that lead out of the folder that they were met in. Where paths overlap, or links lead
    to the same file, each file is read once.

    Args:
        roots: Files and folders, relative to ``called_from`` or absolute.
        called_from: The folder that files are named from.
        endings: How the names of files to read end, in lower case: ``(".md", ".yml")``.

    Raises:
        RunbookSiteError: A path does not exist, or is a file with another ending.
    """
    top = absolute(called_from)
    given = tuple(_root(path, top, endings) for path in roots)
    walk = Walk(endings)
    for root in given:
        if root.is_file:
            walk.add_file(root.path)
        else:
            walk.add_folder(root.path)
    walk.follow_links()
    sources: list[SourceText] = []
    findings: list[Finding] = []
    skipped: list[SkippedFile] = []
    for seen in walk.seen:
        name = _name(seen.path, given, top)
        if seen.error:
            findings.append(unreadable(name, seen.error))
        if seen.reason:
            skipped.append(SkippedFile(name, seen.reason, failed=bool(seen.error)))
            continue
        read = read_text(seen.path, name)
        if isinstance(read, Finding):
            findings.append(read)
            skipped.append(SkippedFile(name, REASONS[read.rule], failed=True))
        else:
            sources.append(read)
    sources.sort(key=lambda source: source.path)
    findings.sort(key=lambda finding: finding.span)
    skipped.sort(key=lambda file: file.path)
    return Folder(given, tuple(sources), tuple(findings), tuple(skipped))


def absolute(path: Path) -> Path:
    """The path from the file system's root, without ``..``; links stay what they are called."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - `Path.resolve` would follow links


def _root(path: Path, top: Path, endings: tuple[str, ...]) -> Root:
    target = absolute(top / path)
    if not exists(target):
        message = f"'{path}' does not exist (called from {top}): give a file or folder with runbooks"
        raise RunbookSiteError(message)
    is_file = not is_folder(target)
    if is_file and not target.name.lower().endswith(endings):
        message = f"'{path}' is no file with runbooks: the name of one ends in {', '.join(endings)}"
        raise RunbookSiteError(message)
    name = target.relative_to(top) if target.is_relative_to(top) else path
    return Root(_printable(name), target, is_file)


def _name(path: Path, roots: tuple[Root, ...], top: Path) -> str:
    """How a file is named: from where the tool was called, or else as the path given leads to it."""
    if path.is_relative_to(top):
        return _printable(path.relative_to(top))
    root = next(root for root in roots if path.is_relative_to(root.path))
    return _printable(Path(root.name) / path.relative_to(root.path))


def _printable(path: Path) -> str:
    """The path with ``/``; bytes of a name that are no UTF-8 would make every report fail to print."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")
