"""The first process of a sandbox: does what it is asked through a pipe, and ends with whoever asks."""

from __future__ import annotations

import errno
import os
import select
from contextlib import suppress

from . import files, job
from .confine import Host, confine
from .folders import Folders
from .lean import TYPE_CHECKING, cast, signal
from .program import Bounds, Order
from .room import Room
from .wire import Wire

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypedDict

    class _Settings(TypedDict):
        """The first request: what was decided outside."""

        bounds: list[float]
        limited: list[str]
        measured: list[str]
        host: tuple[list[str], list[str], int | None, bool, bool] | None
        folder: str

    class _Request(TypedDict, total=False):
        """A request; which fields it has depends on what it asks for."""

        do: str
        argv: list[str]
        stdin: bytes
        env: dict[str, str]
        cwd: str
        bounds: list[float]
        number: int
        written: list[tuple[str, str, bytes, int]]
        links: list[tuple[str, str, str]]
        most: int
        folders: list[str]
        files: list[tuple[str, str, int]]
        closed: list[str]
        address: str | int


_ERRORS = 2
"""The last descriptor that a program is given: it inherits no other."""
_TICK = 0.1
"""Seconds between two looks at services while no job runs."""


def main() -> None:
    """Serve until the other side is gone."""
    wire = _take_streams()
    settings = cast("_Settings | None", wire.receive())
    if settings is None:
        return
    if settings["host"] is None:
        _serve(wire, settings)
    else:
        from .keeper import keep  # noqa: PLC0415 - it takes time to load, and namespaces need none

        keep(wire.requests, settings["folder"], lambda: _serve(wire, settings))


def _serve(wire: Wire, settings: _Settings) -> None:
    try:
        host = None if settings["host"] is None else Host(*settings["host"])
        bounds = _bounds(settings["bounds"])
        confinement = confine(host, bounds)
    except OSError as error:
        wire.answer({"error": error.strerror})
        return
    folders = Folders(settings["limited"], settings["measured"])
    room = Room(wire.requests, bounds, folders, confinement)
    supervisor = _Supervisor(room)
    wire.answer({"ready": True})
    try:
        while _wait(wire, room) and (request := cast("_Request | None", wire.receive())) is not None:
            wire.answer(supervisor.answer(request))
    except (job.Gone, BrokenPipeError):
        pass
    finally:
        room.end_all()


def _take_streams() -> Wire:
    """Keep the pipes from the numbers that programs know."""
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    for each in map(int, os.listdir("/proc/self/fd")):  # noqa: PTH208 - pathlib is slow to import
        with suppress(OSError):  # the one of the list is gone
            os.set_inheritable(each, each <= _ERRORS)
    # The first process of a namespace gets no signal that it has no handler for.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return Wire(requests, answers)


def _bounds(numbers: list[float]) -> Bounds:
    seconds, *others = numbers
    return Bounds(seconds, *(int(each) for each in others))


def _wait(wire: Wire, room: Room) -> bool:
    """Wait for a request, with an eye on the services. Says whether it has come."""
    while not wire.waiting:
        poll = select.poll()
        poll.register(wire.requests, select.POLLIN)
        room.register(poll)
        ready = dict(poll.poll(_TICK * 1000 if room.roots else None))
        room.serve(ready, poll)
        if wire.requests in ready:
            return True
        room.reap()
        if why := room.look(room.bounds)[1]:
            room.spent = f"the services took more {why} than they may, and were ended"
            room.end_all()
    return True


class _Supervisor:
    """What can be asked for."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._known: dict[str, Callable[[_Request], dict[str, object]]] = {
            "run": self._run,
            "start": self._start,
            "service": self._service,
            "stop": self._stop,
            "listens": self._listens,
            "write": self._write,
            "look": self._look,
        }

    def answer(self, request: _Request) -> dict[str, object]:
        """The answer, or why there is none."""
        if self._room.spent:
            return {"spent": self._room.spent}
        try:
            return self._known[request["do"]](request)
        except (OSError, ValueError, KeyError) as error:
            return {"error": getattr(error, "strerror", None) or repr(error)}

    def _run(self, request: _Request) -> dict[str, object]:
        bounds, most = _bounds(request["bounds"]), self._room.bounds
        # What the kernel limits was limited before, and cannot be raised.
        bounds = bounds._replace(memory=min(bounds.memory, most.memory), disk=min(bounds.disk, most.disk))
        order = Order(request["argv"], request["env"], request["cwd"], bounds, request["stdin"])
        ended = job.run(order, self._room)
        return {
            "status": ended.status,
            "output": ended.output,
            "errors": ended.errors,
            "why": ended.why,
            "seconds": ended.seconds,
        }

    def _start(self, request: _Request) -> dict[str, object]:
        order = Order(request["argv"], request["env"], request["cwd"], self._room.bounds)
        return {"number": self._room.start(order)}

    def _service(self, request: _Request) -> dict[str, object]:
        service = self._room.service(request["number"])
        return {"status": service.status, "output": bytes(service.output)}

    def _stop(self, request: _Request) -> dict[str, object]:
        self._room.stop(request["number"])
        return {}

    def _listens(self, request: _Request) -> dict[str, object]:
        if not self._room.confinement.network:
            raise OSError(errno.ENETDOWN, "there is no network in this sandbox")
        import socket  # noqa: PLC0415 - it takes time to load, and few ask for this

        address = request["address"]
        family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
        with socket.socket(family) as caller:
            caller.settimeout(1)
            where = address if isinstance(address, str) else ("127.0.0.1", address)
            return {"yes": caller.connect_ex(where) == 0}

    def _write(self, request: _Request) -> dict[str, object]:
        for folder, path, content, mode in request["written"]:
            files.write(folder, path, content, mode)
        for folder, path, target in request["links"]:
            files.link(folder, path, target)
        return {}

    def _look(self, request: _Request) -> dict[str, object]:
        """List folders and read files: what is asked for together costs one answer."""
        closed = frozenset(request["closed"])
        return {
            "listings": [files.listing(each, request["most"], closed) for each in request["folders"]],
            "contents": [files.read(*each) for each in request["files"]],
        }
