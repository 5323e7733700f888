"""Eyes outside of a sandbox."""

from __future__ import annotations

import re
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable


def running(mark: str) -> list[str]:
    """The command lines of this machine that hold a mark."""
    found: list[str] = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            line = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            found += [line] if mark in line else []
    return found


def living_threads(mark: str) -> int:
    """How many threads of this machine have words that hold a mark; their process may look dead."""
    found = 0
    for path in Path("/proc").glob("[0-9]*/task/[0-9]*/cmdline"):
        with suppress(OSError):
            found += mark.encode() in path.read_bytes()
    return found


class Peak:
    """How far processes with a mark in their words multiply, for as long as it is entered.

    Attributes:
        most: The most of them that were seen at a time.
    """

    _BORN = re.compile(rb"^processes (\d+)$", re.MULTILINE)

    def __init__(self, mark: str) -> None:
        """Look for a mark."""
        self.most = 0
        self._mark = mark
        self._born: list[tuple[float, int]] = []
        self._over = threading.Event()
        # To count those that live takes longer, the more there are.
        self._threads = [threading.Thread(target=each) for each in (self._count_living, self._count_born)]

    def __enter__(self) -> Self:
        """Begin to look."""
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no more."""
        self._over.set()
        for each in self._threads:
            each.join()

    def born_within(self, seconds: float) -> int:
        """The most processes, of anybody, that were born on this machine while that much time went by."""
        return max(
            next((later for at, later in self._born if at >= began + seconds), self._born[-1][1]) - before
            for began, before in self._born
        )

    def _count_living(self) -> None:
        while not self._over.is_set():
            self.most = max(self.most, len(running(self._mark)))

    def _count_born(self) -> None:
        while not self._over.wait(0.001) or not self._born:
            found = self._BORN.search(Path("/proc/stat").read_bytes())
            assert found is not None
            self._born.append((time.monotonic(), int(found[1])))


def soon(condition: Callable[[], bool], seconds: float = 15.0) -> bool:
    """Whether something holds within some time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
