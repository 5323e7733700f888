"""Work that another process does ahead of whoever asks for it."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from typing import TYPE_CHECKING, Generic, TypeVar

from runbook_site.sources.parallel import end_process, may_fork

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Result = TypeVar("Result")

_SIZE = 8
"""Bytes that say how long a result is."""


class Ahead(Generic[Result]):
    """The results of some jobs, which a process of its own works out in order while this one does something else.

    Where no process can be forked, or it fails, a job is done here when its result is asked for; so an
    exception comes out as it would of a plain call.

    Args:
        jobs: What to do; a job has no effect but its result, which can be pickled.
    """

    def __init__(self, jobs: Sequence[Callable[[], Result]]) -> None:
        """Start."""
        self._jobs = jobs
        self._results: list[Result] = []
        self._unread = bytearray()
        self._process = 0
        self._pipe = -1
        if jobs and may_fork():
            self._start()

    def result(self, index: int) -> Result:
        """What a job gives, by its place in the order (or from the end, below 0); waits for it."""
        index = range(len(self._jobs))[index]
        while index >= len(self._results) and self._receive():
            pass
        return self._results[index] if index < len(self._results) else self._jobs[index]()

    def close(self) -> None:
        """End the process; what is not there yet will be worked out here."""
        if self._pipe >= 0:
            os.close(self._pipe)
            self._pipe = -1
            end_process(self._process)

    def _receive(self) -> bool:
        """Take in one more result; says whether there was one."""
        while self._pipe >= 0:
            size = int.from_bytes(self._unread[:_SIZE], "big") + _SIZE
            if len(self._unread) >= max(size, _SIZE + 1):
                self._results.append(pickle.loads(self._unread[_SIZE:size]))  # noqa: S301 - from a fork of this process
                del self._unread[:size]
                return True
            if part := os.read(self._pipe, 1 << 20):
                self._unread += part
            else:
                self.close()
        return False

    def _start(self) -> None:
        reading, writing = os.pipe()
        self._process = os.fork()
        if self._process:
            os.close(writing)
            self._pipe = reading
            return
        try:
            # What the terminal sends on Ctrl-C is the parent's business; when it is gone, writing fails.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            os.close(reading)
            gc.disable()
            with os.fdopen(writing, "wb") as stream:
                for job in self._jobs:
                    result = pickle.dumps(job(), pickle.HIGHEST_PROTOCOL)
                    stream.write(len(result).to_bytes(_SIZE, "big") + result)
                    stream.flush()
        finally:
            # Nothing of the parent's is flushed or cleaned up twice. An exception is seen when the parent
            # does the job again itself.
            os._exit(0)
