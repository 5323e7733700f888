"""Eyes outside of a sandbox."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

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


def soon(condition: Callable[[], bool], seconds: float = 15.0) -> bool:
    """Whether something holds within some time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
