"""The same work on many values, spread over the processors."""

from __future__ import annotations

import io
import os
import pickle
import signal
import threading
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST = 60
"""Below this number of values, starting processes costs more than it saves."""


def parallel_map(
    function: Callable[[Item], Result], items: Sequence[Item], shared: Sequence[object] = ()
) -> list[Result]:
    """``[function(item) for item in items]``, in as many processes as there are processors.

    Where processes cannot be forked, are not worth it, or one of them fails, the work is done right here;
    so an exception comes out as it would of a plain loop.

    Args:
        function: What to do; it has no effect but its result, which can be pickled.
        items: The values, which the processes inherit.
        shared: Objects that results refer to. They come back as the very same objects, and cost nothing.
    """
    workers = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, len(items))
    # A fork copies no thread but its own: a lock that another one holds would be held for ever.
    if workers < 2 or len(items) < FEWEST or not hasattr(os, "fork") or threading.active_count() > 1:  # noqa: PLR2004
        return [function(item) for item in items]
    children = [_fork(function, items[number::workers], shared) for number in range(1, workers)]
    try:
        shares = [[function(item) for item in items[0::workers]]]
        shares += [_collect(pipe, shared) or [] for _, pipe in children]
    finally:
        for process, pipe in children:
            os.close(pipe)
            _end(process)
    if sum(map(len, shares)) != len(items):
        return [function(item) for item in items]
    return [shares[number % workers][number // workers] for number in range(len(items))]


def _fork(function: Callable[[Item], Result], items: Sequence[Item], shared: Sequence[object]) -> tuple[int, int]:
    """Start a process; gives its id, and the end of a pipe that its results come from."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    code = 1
    try:
        # What the terminal sends on Ctrl-C is the parent's business; it ends this process.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        out = io.BytesIO()
        _Pickler(out, shared).dump([function(item) for item in items])
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(out.getbuffer())
        code = 0
    finally:
        # Nothing of the parent's is flushed or cleaned up twice. An exception is seen when the parent
        # does the work again itself.
        os._exit(code)


def _collect(pipe: int, shared: Sequence[object]) -> list[Any] | None:
    data = bytearray()
    while part := os.read(pipe, 1 << 20):
        data += part
    try:
        results: list[Any] = _Unpickler(io.BytesIO(data), shared).load()
    except (EOFError, pickle.UnpicklingError):
        return None
    return results


def _end(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


class _Pickler(pickle.Pickler):
    """Writes shared objects as their number."""

    def __init__(self, out: io.BytesIO, shared: Sequence[object]) -> None:
        super().__init__(out, protocol=pickle.HIGHEST_PROTOCOL)
        self._numbers = {id(value): number for number, value in enumerate(shared)}

    def persistent_id(self, value: object) -> int | None:
        return self._numbers.get(id(value))


class _Unpickler(pickle.Unpickler):  # the data comes from a fork of this very process
    """Reads the number of a shared object as the object."""

    def __init__(self, data: io.BytesIO, shared: Sequence[object]) -> None:
        super().__init__(data)
        self._shared = shared

    def persistent_load(self, number: int) -> object:
        return self._shared[number]
