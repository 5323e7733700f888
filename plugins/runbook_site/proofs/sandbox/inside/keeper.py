"""What watches over a supervisor that has no process namespace: it outlives it, and leaves nothing behind."""

from __future__ import annotations

import ctypes
import os
import select
import shutil
from contextlib import suppress

from . import processes
from .lean import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PR_SET_CHILD_SUBREAPER = 36
_LIBC = ctypes.CDLL(None, use_errno=True)
_GRACE = 2.0
"""Seconds that a supervisor has to end by itself once it is alone."""


def keep(requests: int, folder: str, supervise: Callable[[], None]) -> None:
    """Run a supervisor as a child; when it has ended, or nobody sends requests any more, end and remove everything.

    Every process whose parent ends becomes a child of this one, as it is a subreaper (prctl(2)): none gets away.

    Args:
        requests: The descriptor that its requests come from. It is only watched, never read.
        folder: What is removed in the end.
        supervise: What the child does.

    Raises:
        OSError: The kernel refuses.
    """
    if _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "this process cannot be made a subreaper")
    child = os.fork()
    if not child:
        supervise()
        os._exit(0)
    ended = os.pidfd_open(child)
    try:
        poll = select.poll()
        poll.register(requests, 0)  # no event but that the other end is closed
        poll.register(ended, select.POLLIN)
        poll.poll()
        poll.unregister(requests)
        poll.poll(_GRACE * 1000)
    finally:
        processes.end_each(frozenset(), processes.Reaper(), sole=False)
        with suppress(FileNotFoundError):
            shutil.rmtree(folder)
