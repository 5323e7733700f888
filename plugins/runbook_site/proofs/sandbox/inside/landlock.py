"""Landlock (landlock(7)): which files a process may use, and whom it may signal."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from contextlib import suppress

from .lean import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION = 1
_BENEATH = 1
_PR_SET_NO_NEW_PRIVS = 38
_LIBC = ctypes.CDLL(None, use_errno=True)

LEAST = 3
"""The version that can keep files from being cut short (Linux 6.2)."""
SCOPED = 6
"""The version that can keep signals inside (Linux 6.12)."""

_EXECUTE, _WRITE, _READ, _READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_MAKE_DEVICES = 1 << 6 | 1 << 11
_REFER = 1 << 13
"""To link or move files into other folders: rules that do not speak of it refuse it."""
_TRUNCATE = 1 << 14
_DEVICE_CONTROL = 1 << 15
_ALL = {3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""Every right about files, from the version on that knows it."""
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | _DEVICE_CONTROL
_TCP = 0b11
_OUTSIDE_SOCKETS_AND_SIGNALS = 0b11


def version() -> int:
    """What the kernel offers; 0 where it has no Landlock, or has it switched off."""
    if not sys.platform.startswith("linux"):
        return 0  # the number means another call there
    return max(0, int(_LIBC.syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION)))


def files(readable: Iterable[str], devices: Iterable[str], writable: Iterable[str]) -> int:
    """The rules for commands, as a descriptor for `restrict`. What is not named cannot be opened.

    Args:
        readable: What may be read and executed; what is not there is left out.
        devices: What may be read and written, as it is.
        writable: Folders in which everything may be done, but devices made.

    Raises:
        OSError: The kernel refuses.
    """
    offered = version()
    everything = _ALL[5] if offered >= 5 else _ALL[3]  # noqa: PLR2004 - see _ALL
    rules = _checked(_LIBC.syscall(_CREATE, *_ruleset(everything, offered), 0))
    for paths, rights in (
        (readable, _EXECUTE | _READ | _READ_FOLDER),
        (devices, _READ | _WRITE | _TRUNCATE),
        (writable, everything & ~_MAKE_DEVICES & ~_DEVICE_CONTROL),
    ):
        for path in paths:
            with suppress(FileNotFoundError):
                _allow(rules, path, rights)
    return rules


def signals() -> int:
    """The rules for the supervisor: it may signal none but those that come from it.

    Raises:
        OSError: The kernel refuses, or cannot do that.
    """
    if version() < SCOPED:
        raise OSError(errno.EOPNOTSUPP, "this version of Landlock cannot keep signals inside")
    rules = _checked(_LIBC.syscall(_CREATE, *_ruleset(_REFER, SCOPED, only_scope=True), 0))
    _allow(rules, "/", _REFER)
    return rules


def restrict(rules: int) -> None:
    """Put this process, and all that come from it, under the rules for good.

    Raises:
        OSError: The kernel refuses.
    """
    _checked(_LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _checked(_LIBC.syscall(_RESTRICT, rules, 0))


def _ruleset(access: int, offered: int, *, only_scope: bool = False) -> tuple[bytes, ctypes.c_size_t]:
    """``struct landlock_ruleset_attr``, as long as the kernel knows it."""
    fields = [access]
    if offered >= 4:  # noqa: PLR2004 - rights about TCP came with version 4
        fields.append(0 if only_scope else _TCP)
    if offered >= SCOPED:
        fields.append(_OUTSIDE_SOCKETS_AND_SIGNALS)
    content = struct.pack(f"={len(fields)}Q", *fields)
    return content, ctypes.c_size_t(len(content))


def _allow(rules: int, path: str, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH)
    try:
        if not os.path.isdir(path):  # noqa: PTH112 - pathlib is slow to import
            rights &= _OF_FILES
        rule = struct.pack("=Qi", rights, descriptor)
        _checked(_LIBC.syscall(_ADD, rules, _BENEATH, rule, 0))
    finally:
        os.close(descriptor)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
