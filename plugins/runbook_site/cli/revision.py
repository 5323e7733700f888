"""The files of a repository as they were in a revision."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.git import Git, GitError
from runbook_site.model.file_kind import ENDINGS
from runbook_site.sources.disk import SIZE_LIMIT
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LINK = b"120000"
_SHORT = 10
_SHA1_DIGITS = 40
_READ = tuple(ending.encode() for ending in (*ENDINGS, ".sql", ".ddl"))
"""Endings of files that may be read wherever in the repository they lie; of others, it counts that they are there."""
_DEEPER = (
    "fetch more of the history: `git fetch --unshallow`, `fetch-depth: 0` of actions/checkout, or `GIT_DEPTH: 0` in "
    "GitLab"
)


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision.

    Attributes:
        name: What it was called.
        commit: Which one it is: where the branch that is checked out has left it.
        top: The top of the working tree; symbolic links followed.
        blobs: The object of each file, by its path from the top. Submodules are left out.
        links: The paths in it that are symbolic links.
        git: Where its content comes from.
    """

    name: str
    commit: str
    top: Path
    blobs: Mapping[bytes, str]
    links: frozenset[bytes]
    git: Git

    @property
    def short(self) -> str:
        """The commit, as people write it."""
        return self.commit[:_SHORT]

    def has_unchanged(self, path: Path) -> bool:
        """Whether a file is what it was in the revision. One that git does not know, or that is gone, is not."""
        real = Path(os.path.realpath(path))
        if not real.is_relative_to(self.top):
            return False
        name = os.fsencode(real.relative_to(self.top).as_posix())
        blob = self.blobs.get(name)
        if blob is None or name in self.links:
            return False
        try:
            if real.stat().st_size > SIZE_LIMIT:
                return False
            content = real.read_bytes()
        except (OSError, ValueError):
            return False
        # With `core.autocrlf` a working tree has other line ends than what is recorded.
        return blob in (_object(content, blob), _object(content.replace(b"\r\n", b"\n"), blob))

    def write(self, folder: Path, roots: Sequence[Path]) -> None:
        """Write its files into a folder: in full what may be read as text, of others the name.

        A file that is too large to be read is written as far as that can be seen.

        Args:
            folder: An empty folder.
            roots: Paths below which every file is written in full.

        Raises:
            RunbookSiteError: They cannot be written, or the repository does not have them.
        """
        below = tuple(os.fsencode(root.relative_to(self.top).as_posix()) for root in roots if self._holds(root))
        full = [name for name in self.blobs if name in self.links or name.endswith(_READ) or _lies_in(name, below)]
        try:
            # Links come last, so that nothing is written through one.
            full.sort(key=lambda name: name in self.links)
            copy = _Copy(folder)
            for name in self.blobs.keys() - set(full):
                copy.put(name, b"")
            contents = self.git.contents((self.blobs[name] for name in full), SIZE_LIMIT + 1)
            for name, content in zip(full, contents, strict=True):
                copy.put(name, content, is_link=name in self.links)
        except GitError as error:
            message = (
                f"the files of {self.name} ({self.short}) are not all in this clone: {error}. It was cloned with a "
                "--filter; clone it without, or get them with `git fetch --refetch --no-filter`"
            )
            raise RunbookSiteError(message) from error
        except (OSError, ValueError) as error:
            message = f"the files of {self.name} ({self.short}) cannot be written to '{folder}': {error}"
            raise RunbookSiteError(message) from error

    def _holds(self, root: Path) -> bool:
        return root.is_relative_to(self.top)


def read_revision(name: str, folder: Path) -> Revision:
    """The revision that a branch has left, seen from what is checked out in a folder.

    Raises:
        RunbookSiteError: There is no such revision, or no repository, or no git; the message says what to do.
    """
    option = f"--changed-since {name}"
    if not name.strip() or name.startswith("-") or "\0" in name:
        message = f"'{name}' is no revision: give a branch, a tag or a commit with --changed-since"
        raise RunbookSiteError(message)
    try:
        git = Git(folder)
        top = git.ask("rev-parse", "--show-toplevel").removesuffix(b"\n")
    except GitError as error:
        message = f"{option} needs a git repository: {error}"
        raise RunbookSiteError(message) from error
    tree = Path(os.path.realpath(os.fsdecode(top)))
    if not Path(os.path.realpath(folder)).is_relative_to(tree):
        message = f"{option}: the repository has its files in '{tree}' (core.worktree): call the tool from there"
        raise RunbookSiteError(message)
    try:
        tip = _line(git.ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"))
    except GitError as error:
        message = f"{option}: there is no revision '{name}' in this repository{_what_to_do(git, error)}"
        raise RunbookSiteError(message) from error
    try:
        commit = _line(git.ask("merge-base", tip, "HEAD"))
        listed = git.ask("ls-tree", "-r", "-z", "--full-tree", commit)
    except GitError as error:
        message = f"{option}: '{name}' and what is checked out have no commit in common{_what_to_do(git, error)}"
        raise RunbookSiteError(message) from error
    blobs: dict[bytes, str] = {}
    links = set()
    for entry in listed.split(b"\0")[:-1]:
        about, _, path = entry.partition(b"\t")
        mode, kind, blob = about.split()
        if kind == b"blob":
            blobs[path] = blob.decode("ascii")
            if mode == _LINK:
                links.add(path)
    return Revision(name, commit, tree, blobs, frozenset(links), git)


def _what_to_do(git: Git, error: GitError) -> str:
    """Why git does not know a revision, as far as that can be told, and what helps."""
    said = f" ({error.said})" if error.said else ""
    with suppress(GitError):
        if _line(git.ask("rev-parse", "--is-shallow-repository")) == "true":
            return f"{said}: this is a shallow clone; {_DEEPER}"
    return f"{said}: `git branch --all` lists branches; one that only the server has comes with `git fetch`"


def _line(output: bytes) -> str:
    return output.decode("utf-8", "replace").strip()


def _object(content: bytes, like: str) -> str:
    """The name that git gives to a file's content, in the form that the repository has."""
    kind = "sha1" if len(like) == _SHA1_DIGITS else "sha256"
    return hashlib.new(kind, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _lies_in(name: bytes, folders: tuple[bytes, ...]) -> bool:
    return any(folder in (b".", name) or name.startswith(folder + b"/") for folder in folders)


class _Copy:
    """Files that are written below a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.fsencode(folder)
        self._made: set[bytes] = set()

    def put(self, name: bytes, content: bytes, *, is_link: bool = False) -> None:
        """Write a file, or a link to what its content names.

        Raises:
            OSError: It cannot be written.
        """
        parts = name.split(b"/")
        if not {b"", b".", b".."}.isdisjoint(parts) or parts[0].lower() == b".git":
            return  # no such path can be checked out either
        path = os.path.join(self._folder, name)  # noqa: PTH118 - of tens of thousands, `pathlib` makes it three times as slow
        # Where the file system knows one name for two of them, the first one stays.
        with suppress(FileExistsError, NotADirectoryError):
            folder = path.rpartition(b"/")[0]
            if folder not in self._made:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - likewise
                self._made.add(folder)
            if is_link:
                os.symlink(content, path)  # noqa: PTH211 - likewise
            else:
                file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(file, "wb") as stream:
                    stream.write(content)
