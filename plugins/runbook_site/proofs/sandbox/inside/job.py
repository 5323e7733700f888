"""A job: one command, from its start until nothing of it is left."""

from __future__ import annotations

import os
import select
import time
from contextlib import suppress

from .clock import Clock
from .lean import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .program import Bounds, Order, Program
    from .room import Room

TICK = 0.025
"""Seconds between two looks at what a job takes."""
_BLOCK = 1 << 16


class Gone(Exception):  # noqa: N818 - nothing went wrong
    """Whoever asked is gone."""


class Ended(NamedTuple):
    """How a job ended: see `Outcome`, whose fields these are."""

    status: int | None
    output: bytes
    errors: bytes
    why: str
    seconds: float


def run(order: Order, room: Room) -> Ended:
    """Run a job to its end, and end whatever it left running.

    Raises:
        Gone: Whoever asked is gone.
    """
    began = time.monotonic()
    child = room.start_job(order)
    streams = _Streams(child, order.stdin, order.bounds.output)
    try:
        why = _watch(child, streams, order.bounds, room)
        seconds = time.monotonic() - began
        room.end_jobs()
        ended = room.end_of_job(child.pid)
        status = None if why else ended
        streams.drain()
    finally:
        streams.close()
        child.close()
    if not why and streams.over:
        status, why = None, "output"
    if not why and room.is_full():
        why = "disk"
    return Ended(status, bytes(streams.output), bytes(streams.errors), why, seconds)


def _watch(child: Program, streams: _Streams, bounds: Bounds, room: Room) -> str:
    """Wait for the end of the job. Says what it took too much of, if it was that."""
    poll = select.poll()
    poll.register(room.requests, 0)  # no event but that the other end is closed
    poll.register(child.ended, select.POLLIN)
    streams.register(poll)
    room.register(poll)
    clock = Clock()
    look = time.monotonic() + TICK
    while True:
        ready = dict(poll.poll(max(0.0, look - time.monotonic()) * 1000))
        if room.requests in ready:
            raise Gone
        room.serve(ready, poll)
        streams.serve(ready, poll)
        if streams.over:
            return "output"
        if child.ended in ready:
            return ""
        if time.monotonic() >= look:
            there, why = room.look(bounds)
            if why:
                return why
            room.reap()
            clock.tick(there)
            if clock.is_over(bounds.seconds):
                return "time"
            look = time.monotonic() + TICK


class _Streams:
    """What a job reads and writes, with an upper bound on the latter."""

    def __init__(self, child: Program, stdin: bytes, most: int) -> None:
        self.output = bytearray()
        self.errors = bytearray()
        self.over = False
        self._most = most
        self._feed = child.stdin
        self._to_write = memoryview(stdin)
        self._open = {child.stdout: self.output, child.stderr: self.errors}

    def register(self, poll: select.poll) -> None:
        """Have the poll wait for them."""
        for each in self._open:
            poll.register(each, select.POLLIN)
        if self._feed >= 0:
            poll.register(self._feed, select.POLLOUT)

    def serve(self, ready: Mapping[int, int], poll: select.poll) -> None:
        """Read and write what can be."""
        for each in [each for each in self._open if each in ready]:
            if not self._read(each):
                poll.unregister(each)
                del self._open[each]
        if self._feed in ready and not self._write():
            poll.unregister(self._feed)
            self.close()

    def drain(self) -> None:
        """Read what lies in the pipes when nobody writes any more."""
        for each in self._open:
            with suppress(BlockingIOError):
                while not self.over and self._read(each):
                    pass

    def close(self) -> None:
        """Let the job see the end of what it reads."""
        if self._feed >= 0:
            os.close(self._feed)
            self._feed = -1

    def _write(self) -> bool:
        """Write a block. Says whether there is more."""
        try:
            self._to_write = self._to_write[os.write(self._feed, self._to_write[:_BLOCK]) :]
        except BlockingIOError:
            return True
        except BrokenPipeError:
            return False
        return bool(self._to_write)

    def _read(self, descriptor: int) -> bool:
        """Read a block. Says whether there can be more."""
        block = os.read(descriptor, _BLOCK)
        kept = self._open[descriptor]
        room = self._most - len(self.output) - len(self.errors)
        kept += block[:room]
        self.over = self.over or len(block) > room
        return bool(block)
