"""Files inside, for whoever is outside: none is reached through a link that leads elsewhere."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
from contextlib import contextmanager, suppress

from .lean import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENAT2 = 437
_RESOLVE_NO_MAGICLINKS = 0x02
_RESOLVE_BENEATH = 0x08
"""openat2(2): on no way out of the folder, by `..`, a symbolic link or /proc."""
_DEEPEST = 64

_LIBC = ctypes.CDLL(None, use_errno=True)


class _How(ctypes.Structure):
    """``struct open_how`` of openat2(2)."""

    _fields_ = (("flags", ctypes.c_uint64), ("mode", ctypes.c_uint64), ("resolve", ctypes.c_uint64))


def read(folder: str, path: str, most: int) -> bytes | None:
    """The content of a file; nothing where there is no regular file.

    Raises:
        OSError: It holds more than ``most`` bytes (EFBIG), or cannot be read.
    """
    try:
        descriptor = _open(folder, path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EXDEV, errno.ENXIO, errno.ENAMETOOLONG}:
            return None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None
    with os.fdopen(descriptor, "rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it holds more than {most} bytes")
    return content


def write(folder: str, path: str, content: bytes, mode: int) -> None:
    """Put a file in place, with the folders that lead to it; what was there is replaced.

    Raises:
        OSError: It cannot be written.
    """
    with _emptied(folder, path) as (above, name):
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with os.fdopen(os.open(name, flags, 0o600, dir_fd=above), "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), mode)


def link(folder: str, path: str, target: str) -> None:
    """Put a symbolic link in place, as `write` does a file.

    Raises:
        OSError: It cannot be written.
    """
    with _emptied(folder, path) as (above, name):
        os.symlink(target, name, dir_fd=above)


@contextmanager
def _emptied(folder: str, path: str) -> Iterator[tuple[int, str]]:
    """The folder of a path, as a descriptor, and the name in it, under which there is nothing."""
    *parents, name = path.split("/")
    way = ""
    for each in parents:
        way += f"{each}/"
        with suppress(FileExistsError):
            _make_folder(folder, way)
    above = _open(folder, way or ".", os.O_PATH | os.O_DIRECTORY)
    try:
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=above)
        yield above, name
    finally:
        os.close(above)


def listing(folder: str, most: int, closed: frozenset[str]) -> list[tuple[str, int, int, int]]:
    """What lies below a folder: path, mode with kind, size in bytes, time of change in nanoseconds.

    Links are listed, and not followed; so are the folders of the paths ``closed``, with the time of the last change of
    any kind, which nobody can set.

    Raises:
        OSError: There are more than ``most``, or folders too deep to follow (ELOOP).
    """
    found: list[tuple[str, int, int, int]] = []
    open_ = [("", os.open(folder, os.O_RDONLY | os.O_DIRECTORY))]
    try:
        while open_:
            way, descriptor = open_.pop()
            try:
                names = sorted(os.listdir(descriptor))  # noqa: PTH208 - of a descriptor
                for name in names:
                    status = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
                    is_closed = way + name in closed
                    changed = status.st_ctime_ns if is_closed else status.st_mtime_ns
                    found.append((way + name, status.st_mode, status.st_size, changed))
                    if len(found) > most:
                        raise OSError(errno.EFBIG, f"there are more than {most} files")
                    if stat.S_ISDIR(status.st_mode) and not is_closed:
                        if way.count("/") >= _DEEPEST:
                            raise OSError(errno.ELOOP, f"there are more than {_DEEPEST} folders in each other")
                        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
                        open_.append((f"{way}{name}/", os.open(name, flags, dir_fd=descriptor)))
            finally:
                os.close(descriptor)
    finally:
        for _, descriptor in open_:
            os.close(descriptor)
    return sorted(found)


def _make_folder(folder: str, way: str) -> None:
    above, _, name = way.rstrip("/").rpartition("/")
    descriptor = _open(folder, above or ".", os.O_PATH | os.O_DIRECTORY)
    try:
        os.mkdir(name, dir_fd=descriptor)
    finally:
        os.close(descriptor)


def _open(folder: str, path: str, flags: int) -> int:
    """Open what is below a folder, whatever its names lead to."""
    below = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    try:
        how = _How(flags | os.O_CLOEXEC, 0, _RESOLVE_BENEATH | _RESOLVE_NO_MAGICLINKS)
        name = ctypes.c_char_p(os.fsencode(path))
        descriptor: int = _LIBC.syscall(_OPENAT2, below, name, ctypes.byref(how), ctypes.sizeof(how))
        if descriptor < 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), path)
        return descriptor
    finally:
        os.close(below)
