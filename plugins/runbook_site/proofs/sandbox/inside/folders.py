"""The folders in which commands write, and how much lies in them."""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from itertools import chain

from .lean import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .processes import Process

_BLOCK = 512
"""What ``st_blocks`` counts in (stat(2))."""
_MOST_FILES = 100_000
_SHARE = 4
"""Measuring takes at most one in so many parts of the time."""


class Folders:
    """Those that the kernel limits, and those that have to be measured."""

    def __init__(self, limited: Sequence[str], measured: Sequence[str]) -> None:
        """Take both.

        Args:
            limited: Each is a file system of its own that holds so much and no more.
            measured: Each lies on a file system of the host.
        """
        self._limited = limited
        self._measured = measured
        self._next = 0.0

    def over(self, most: int, processes: Iterable[Process]) -> bool:
        """Whether there is too much in those that have to be measured, with files that are open and have no name.

        In the others, whether there are too many files: each takes memory that counts nowhere.
        """
        for folder in self._limited:
            status = os.statvfs(folder)
            if status.f_files - status.f_ffree > _MOST_FILES:
                return True
        began = time.monotonic()
        if not self._measured or began < self._next:
            return False
        over = self._is_above(most, processes)
        now = time.monotonic()
        self._next = now + _SHARE * (now - began)
        return over

    def full(self, most: int) -> bool:
        """Whether no more can be written to one of them."""
        for folder in self._limited:
            status = os.statvfs(folder)
            if not status.f_bavail or not status.f_favail:
                return True
        return self._is_above(most, ())

    def _is_above(self, most: int, processes: Iterable[Process]) -> bool:
        taken = 0
        for size in chain(self._named(), _nameless(processes)):
            taken += size
            if taken > most:
                return True
        return False

    def _named(self) -> Iterator[int]:
        open_ = list(self._measured)
        while open_:
            # What is removed in the meantime, or closed by its owner, is not there to be measured.
            with suppress(OSError), os.scandir(open_.pop()) as entries:
                for entry in entries:
                    with suppress(OSError):
                        yield entry.stat(follow_symlinks=False).st_blocks * _BLOCK
                        if entry.is_dir(follow_symlinks=False):
                            open_.append(entry.path)


def _nameless(processes: Iterable[Process]) -> Iterator[int]:
    for process in processes:
        with suppress(OSError):
            for each in os.listdir(f"/proc/{process.pid}/fd"):  # noqa: PTH208 - pathlib is slow to import
                with suppress(OSError):
                    status = os.stat(f"/proc/{process.pid}/fd/{each}")  # noqa: PTH116
                    if not status.st_nlink and stat.S_ISREG(status.st_mode):
                        yield status.st_blocks * _BLOCK
