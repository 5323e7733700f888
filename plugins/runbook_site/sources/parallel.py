"""The same work on many values, spread over the processors."""

from __future__ import annotations

import io
import os
import pickle
import signal
import sys
import threading
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST = 60
"""How many files are worth another process: with fewer, to start it costs more than it saves."""
_PR_SET_PDEATHSIG = 1
_FEWEST_FIELDS = 2
"""With a single name, `attrgetter` gives no tuple."""
_PARTS = 256
"""Into how many parts the work is divided, as far as it goes: what a byte can name."""


def may_fork() -> bool:
    """Whether another process can take part in the work, and would be of use."""
    # A fork copies no thread but its own: a lock that another one holds would be held for ever.
    return hasattr(os, "fork") and _processors() > 1 and threading.active_count() == 1


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def parallel_map(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    shared: Sequence[object] = (),
    meanwhile: Callable[[], None] | None = None,
    *,
    fewest: int = FEWEST,
) -> list[Result]:
    """``[function(item) for item in items]``, in as many processes as there are processors.

    Where processes cannot be forked, are not worth it, or one of them fails, the work is done right here;
    so an exception comes out as it would of a plain loop.

    Args:
        function: What to do; it has no effect but its result, which can be pickled.
        items: The values, which the processes inherit.
        shared: Objects that results refer to, of classes in Python. They come back as the very same objects,
            and cost nothing.
        meanwhile: Work of another kind that only this process has to do. The others begin without it.
        fewest: How many values are worth another process.
    """
    if len(items) < fewest or not may_fork():
        if meanwhile is not None:
            meanwhile()
        return [function(item) for item in items]
    queue = _queue(len(items))

    def work() -> Iterator[tuple[int, Result]]:
        return ((index, function(items[index])) for index in _taken(queue, len(items)))

    children: list[tuple[int, int]] = []
    try:
        while len(children) < _processors() - 1:
            children.append(_fork(work, shared, [pipe for _, pipe in children]))
        if meanwhile is not None:
            meanwhile()
        results = dict(work())
        for _, pipe in children:
            results |= _collect(pipe, shared)
    finally:
        os.close(queue)
        for process, pipe in children:
            os.close(pipe)
            end_process(process)
    return [results[index] if index in results else function(items[index]) for index in range(len(items))]


def _queue(items: int) -> int:
    """A pipe that holds the numbers of the parts of the work; whoever is free reads the next one."""
    reading, writing = os.pipe()
    os.write(writing, bytes(range(min(items, _PARTS))))
    os.close(writing)
    return reading


def _taken(queue: int, items: int) -> Iterator[int]:
    while part := os.read(queue, 1):
        yield from range(part[0], items, _PARTS)


def _fork(
    work: Callable[[], Iterator[tuple[int, Result]]], shared: Sequence[object], others: Sequence[int]
) -> tuple[int, int]:
    """Start a process; gives its id, and the end of a pipe that its results come from.

    Args:
        work: What it does.
        shared: Objects that results refer to.
        others: The ends of the pipes of those started before.
    """
    reading, writing = os.pipe()
    parent = os.getpid()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    code = 1
    try:
        # What the terminal sends on Ctrl-C is the parent's business; it ends this process.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _end_with(parent)
        # Whoever holds the end that is read from keeps the writers waiting when the parent is gone.
        for end in (reading, *others):
            os.close(end)
        out = io.BytesIO()
        pickler = _Pickler(out, shared)
        # One by one: who writes at the end only lets the others, who have nothing left to take, wait.
        for result in work():
            pickler.dump(result)
        pickler.dump(None)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(out.getbuffer())
        code = 0
    finally:
        # Nothing of the parent's is flushed or cleaned up twice. An exception is seen when the parent
        # does the work again itself.
        os._exit(code)


def _end_with(parent: int) -> None:
    """Have the kernel end this process when its parent is gone, however that ended (prctl(2)): its work may be long."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - it takes time, and no other process needs it

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _collect(pipe: int, shared: Sequence[object]) -> dict[int, Any]:
    """The results of a process; none where it failed."""
    data = bytearray()
    while part := os.read(pipe, 1 << 20):
        data += part
    results: dict[int, Any] = {}
    unpickler = _Unpickler(io.BytesIO(data), shared)
    try:
        while (result := unpickler.load()) is not None:
            results[result[0]] = result[1]
    except (EOFError, pickle.UnpicklingError):
        return {}
    return results


def end_process(process: int) -> None:
    """End a child, whatever it does, and leave nothing of it behind."""
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


class _Pickler(pickle.Pickler):
    """Writes shared objects as their number, and values as the call that makes them."""

    def __init__(self, out: io.BytesIO, shared: Sequence[object]) -> None:
        super().__init__(out, protocol=pickle.HIGHEST_PROTOCOL)
        numbers = {id(value): number for number, value in enumerate(shared)}

        def reduced(value: object) -> str | tuple[Any, ...]:
            number = numbers.get(id(value))
            return value.__reduce_ex__(pickle.HIGHEST_PROTOCOL) if number is None else (shared_object, (number,))

        # By type: `persistent_id` would be asked about every single object, which doubles the time.
        self.dispatch_table = _Reducers(dict.fromkeys(map(type, shared), reduced))


class _Reducers(dict[type, "Callable[[Any], str | tuple[Any, ...]]"]):
    """How objects are written, by their class. What is not known is asked for once a class."""

    def __missing__(self, kind: type) -> Callable[[Any], str | tuple[Any, ...]]:
        """Frozen dataclasses with slots: what `dataclasses` brings for them takes twice as long, and most are such."""
        names = _made_of(kind)
        if len(names) < _FEWEST_FIELDS:
            raise KeyError(kind)
        values = attrgetter(*names)

        def reduced(value: object) -> tuple[Any, ...]:
            return kind, values(value)

        self[kind] = reduced
        return reduced


def _made_of(kind: type) -> Sequence[str]:
    """The arguments of a class that is a plain frozen value; empty where it is anything else."""
    if not is_dataclass(kind) or "__slots__" not in vars(kind) or hasattr(kind, "__post_init__"):
        return ()
    every = fields(kind)
    return [field.name for field in every] if all(field.init and not field.kw_only for field in every) else ()


class _Unpickler(pickle.Unpickler):  # the data comes from a fork of this very process
    """Reads the number of a shared object as the object."""

    def __init__(self, data: io.BytesIO, shared: Sequence[object]) -> None:
        super().__init__(data)
        self._shared = shared

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - the base's signature
        if (module, name) == (__name__, shared_object.__name__):
            return self._shared.__getitem__
        return super().find_class(module, name)


def shared_object(number: int) -> object:
    """Stands for a shared object in what is written; what reads it has the objects.

    Raises:
        pickle.UnpicklingError: It was read by something else.
    """
    message = f"object {number} is shared with the process that wrote this alone"
    raise pickle.UnpicklingError(message)
