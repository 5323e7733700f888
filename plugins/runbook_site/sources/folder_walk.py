"""Which files lie below a folder, without being led astray by links, loops and other tools' folders."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.sources.ancestors import lies_in
from runbook_site.sources.disk import contents, entries, is_folder, real_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from runbook_site.sources.disk import Entry

OWN_FOLDER = ".schema"
"""Where this tool puts its schemas: nobody has to be told that they are no runbooks."""

BUILD_MARKER = ".runbook-site"
"""A file in a folder that this tool built: what is in there is made of runbooks, and is none."""
BUILD_HEADER = "runbook-site build: the files of this folder, which the next build replaces"
"""The first line of that file."""

_PASSED_OVER = frozenset({"node_modules", "site-packages", "__pycache__", "_darcs", "CVS"})


class Seen(NamedTuple):
    """A file or folder that was met.

    Attributes:
        path: Where, by the way that led there.
        reason: Why it is not to be read; empty where it is.
        error: What went wrong, where something did.
    """

    path: Path
    reason: str = ""
    error: str = ""


class _Link(NamedTuple):
    path: Path
    boundary: Path


@dataclass
class Walk:
    """A walk over several folders that meets each file once.

    Files are met by their own path before they are met through a link, so that which name a file gets
    does not depend on the alphabet.

    Attributes:
        endings: How the names of files to read end, in lower case.
        seen: What was met.
    """

    endings: tuple[str, ...]
    seen: list[Seen] = field(default_factory=list)
    _files: set[str] = field(default_factory=set)
    _folders: set[str] = field(default_factory=set)
    _links: list[_Link] = field(default_factory=list)

    def add_file(self, path: Path) -> None:
        """Meet a file, whatever it is called."""
        real = real_path(path)
        if real not in self._files:
            self._files.add(real)
            self.seen.append(Seen(path))

    def add_folder(self, path: Path) -> None:
        """Meet all files below a folder; links wait for `follow_links`."""
        self._descend(path, path)

    def follow_links(self) -> None:
        """Follow the links met so far, and those met on the way, unless they lead out of their folder."""
        while self._links:
            waiting, self._links = sorted(self._links), []
            for link in waiting:
                self._follow(link)

    def _descend(self, top: Path, boundary: Path) -> None:
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            real = real_path(folder)
            if real in self._folders:
                continue
            self._folders.add(real)
            try:
                found = entries(folder)
            except OSError as error:
                why = f"the folder cannot be read: {error.strerror}; make it readable, or move it elsewhere"
                self.seen.append(Seen(folder, "cannot be read", why))
                continue
            # One that is given by name is read all the same.
            if folder != boundary and _is_built(folder, found):
                self.seen.append(Seen(folder, "folder that runbook-site built"))
                self._folders.discard(real)
                continue
            waiting += self._meet(folder, found, boundary)

    def _meet(self, folder: Path, found: Iterable[Entry], boundary: Path) -> Iterator[Path]:
        """Meet what lies in a folder; gives the folders to go on with."""
        for entry in found:
            path = folder / entry.name
            if entry.is_folder and entry.name == OWN_FOLDER:
                continue
            if reason := self._passed_over(entry.name, is_folder=entry.is_folder):
                self.seen.append(Seen(path, reason))
            elif entry.is_folder:
                yield path
            elif entry.is_link:
                self._links.append(_Link(path, boundary))
            elif self._wanted(entry.name):
                self.add_file(path)
            else:
                self.seen.append(Seen(path, "another kind of file"))

    def _follow(self, link: _Link) -> None:
        real = real_path(link.path)
        if not lies_in(link.path, link.boundary):
            self.seen.append(Seen(link.path, "symbolic link out of the folder"))
        elif real in self._files or real in self._folders:
            self.seen.append(Seen(link.path, "symbolic link to what is read anyway"))
        elif is_folder(real):
            self._descend(link.path, link.boundary)
        elif not self._wanted(link.path.name):
            self.seen.append(Seen(link.path, "another kind of file"))
        else:
            # A link to nothing, or to itself, is said to be unreadable when it is read.
            self.add_file(link.path)

    def _passed_over(self, name: str, *, is_folder: bool) -> str:
        if name.startswith("."):
            return "hidden folder" if is_folder else "hidden file"
        return "folder of another tool" if is_folder and name in _PASSED_OVER else ""

    def _wanted(self, name: str) -> bool:
        return name.lower().endswith(self.endings)


def _is_built(folder: Path, found: Iterable[Entry]) -> bool:
    """Whether this tool says that it built a folder; an empty or foreign file of that name says nothing."""
    if not any(entry.name == BUILD_MARKER and not entry.is_link for entry in found):
        return False
    try:
        return contents(folder / BUILD_MARKER).data.startswith(f"{BUILD_HEADER}\n".encode())
    except OSError:
        return False
