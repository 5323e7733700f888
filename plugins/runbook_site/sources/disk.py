"""What the disk says.

Whoever reads or checks runbooks asks it here and nowhere else. So a later run can ask the same questions again: as
long as it gets the same answers, it would come to the same result.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Answer = TypeVar("Answer")
Question = tuple[str, str]
"""What is asked, and of which path."""

SIZE_LIMIT = 2_000_000
"""Bytes. The longest runbook seen has 200,000; a rendered site or a log is no runbook."""
_asked: ContextVar[dict[Question, str] | None] = ContextVar("asked", default=None)


class Entry(NamedTuple):
    """What lies in a folder.

    Attributes:
        name: Its name.
        is_folder: Whether it is a folder, not a link to one.
        is_link: Whether it is a symbolic link.
    """

    name: str
    is_folder: bool
    is_link: bool


class Contents(NamedTuple):
    """A file.

    Attributes:
        data: Its bytes; of a very long file, one more than `SIZE_LIMIT`.
        size: How many it has in all.
        is_regular: Whether it is a regular file. Of any other, nothing is read.
    """

    data: bytes
    size: int
    is_regular: bool = True


def exists(path: str | Path) -> bool:
    """Whether there is something, if only a link to nothing."""
    return _ask("exists", os.path.lexists, path)


def is_folder(path: str | Path) -> bool:
    """Whether it is a folder, or a link to one."""
    return _ask("is_folder", os.path.isdir, path)


def real_path(path: str | Path) -> str:
    """Where its symbolic links lead."""
    return _ask("real_path", os.path.realpath, path)


def entries(folder: str | Path) -> tuple[Entry, ...]:
    """What lies in a folder, by name.

    Raises:
        OSError: It cannot be read.
    """
    return _ask("entries", _entries, folder)


def contents(path: str | Path) -> Contents:
    """What a file holds.

    Raises:
        OSError: It cannot be read.
        ValueError: No file can have this path.
    """
    return _ask("contents", _contents, path)


def stamp(path: str | Path) -> tuple[int, int]:
    """Size of a file, and the time of its last change in nanoseconds: for programs, and whatever is long.

    Raises:
        OSError: It is not there.
    """
    return _ask("stamp", _stamp, path)


@contextmanager
def noting() -> Iterator[dict[Question, str]]:
    """Note what is asked meanwhile, and a digest of each answer."""
    asked: dict[Question, str] = {}
    token = _asked.set(asked)
    try:
        yield asked
    finally:
        _asked.reset(token)


def answers(questions: Iterable[Question]) -> dict[Question, str]:
    """A digest of the answer to each question, as of now."""
    with noting() as asked:
        for name, path in questions:
            try:
                _ask(name, _QUESTIONS[name], path)
            except (OSError, ValueError):
                continue
    return asked


def _ask(name: str, function: Callable[[str | Path], Answer], path: str | Path) -> Answer:
    asked = _asked.get()
    if asked is None:
        return function(path)
    question = name, os.fspath(path)
    try:
        answer = function(path)
    except (OSError, ValueError) as error:
        _note(asked, question, repr(error))
        raise
    _note(asked, question, answer)
    return answer


def _note(asked: dict[Question, str], question: Question, answer: object) -> None:
    if isinstance(answer, Contents):
        data = b"%d %d " % (answer.size, answer.is_regular) + answer.data
    else:
        data = repr(answer).encode("utf-8", "surrogateescape")
    digest = blake2b(data, digest_size=16).hexdigest()
    # Whoever was told two things in one run has a result that nobody can rely on.
    asked[question] = digest if asked.get(question, digest) == digest else "changed"


def _entries(folder: str | Path) -> tuple[Entry, ...]:
    with os.scandir(folder) as found:
        return tuple(sorted(Entry(each.name, each.is_dir(follow_symlinks=False), each.is_symlink()) for each in found))


def _contents(path: str | Path) -> Contents:
    if not stat.S_ISREG(Path(path).stat().st_mode):
        return Contents(b"", 0, is_regular=False)
    with Path(path).open("rb") as stream:
        data = stream.read(SIZE_LIMIT + 1)
        return Contents(data, max(os.fstat(stream.fileno()).st_size, len(data)))


def _stamp(path: str | Path) -> tuple[int, int]:
    status = Path(path).stat()
    return status.st_size, status.st_mtime_ns


_QUESTIONS: Mapping[str, Callable[[str | Path], object]] = {
    "exists": os.path.lexists,
    "is_folder": os.path.isdir,
    "real_path": os.path.realpath,
    "entries": _entries,
    "contents": _contents,
    "stamp": _stamp,
}
