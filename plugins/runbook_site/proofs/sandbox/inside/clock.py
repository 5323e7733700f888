"""How long a job has run, on a machine that may have other things to do."""

from __future__ import annotations

import resource
import time

from .lean import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .processes import Process

SLOWEST = 10
"""However busy the machine is, a job ends after so many times its time."""


class Clock:
    """Counts the time of a job as if the machine did nothing else.

    While a process waits for something, time counts as it passes. While one is ready to run, it counts as far as a
    processor worked for it: that others have the processor is not its fault.

    Attributes:
        seconds: How long it has run.
    """

    def __init__(self) -> None:
        """Begin."""
        self.seconds = 0.0
        self._began = self._last = time.monotonic()
        self._worked = _worked(())

    def tick(self, there: Iterable[Process]) -> None:
        """Count the time since the last tick.

        Args:
            there: Every process inside: a server may work for the job.
        """
        there = tuple(there)
        now, worked = time.monotonic(), _worked(there)
        passed, done = now - self._last, max(0.0, worked - self._worked)
        self.seconds += min(passed, done) if any(each.ready for each in there) else passed
        self._last, self._worked = now, worked

    def is_over(self, most: float) -> bool:
        """Whether it has run for so many seconds, or has been there for many times as long."""
        return self.seconds >= most or self._last - self._began >= SLOWEST * most


def _worked(there: Iterable[Process]) -> float:
    """Seconds that processors worked, for those that are there and for those that were."""
    gone = resource.getrusage(resource.RUSAGE_CHILDREN)
    return gone.ru_utime + gone.ru_stime + sum(each.worked for each in there)
