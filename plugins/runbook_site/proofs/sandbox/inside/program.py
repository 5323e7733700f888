"""A program that is started: a job, or a service that stays."""

from __future__ import annotations

import os
import resource

from .lean import TYPE_CHECKING, NamedTuple, signal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import NoReturn

    from .confine import Confinement

_NOT_FOUND = 127
_NOT_RUN = 126
"""What a shell says of a program that is not there, and of one that cannot be run (POSIX.1-2017, 2.8.2)."""
_DESCRIPTORS = 256
_HIGHEST = 1 << 20


class Bounds(NamedTuple):
    """What a process may take: see `Limits`, whose fields these are."""

    seconds: float
    memory: int
    processes: int
    output: int
    disk: int


class Order(NamedTuple):
    """What is to be run.

    Attributes:
        argv: Its words; the program is looked for in the PATH of ``env``.
        env: Its whole environment.
        cwd: Its working folder.
        bounds: What each of its processes may take.
        stdin: What it reads.
    """

    argv: Sequence[str]
    env: Mapping[str, str]
    cwd: str
    bounds: Bounds
    stdin: bytes = b""


class Program(NamedTuple):
    """A program that runs.

    Attributes:
        pid: Its process.
        ended: A descriptor that can be read once it has ended.
        stdin: Where to write what it reads; -1 where it reads nothing.
        stdout: Where to read what it writes.
        stderr: Where to read what it complains of; -1 where that goes to `stdout` too.
    """

    pid: int
    ended: int
    stdin: int
    stdout: int
    stderr: int

    def close(self) -> None:
        """Let go of its descriptors, but of `stdin`: who writes to it closes it."""
        for each in (self.ended, self.stdout, self.stderr):
            if each >= 0:
                os.close(each)


def start(order: Order, confinement: Confinement, *, service: bool) -> Program:
    """Start a program, confined, in a session of its own.

    Args:
        order: What is to be run.
        confinement: How.
        service: Whether its errors go where its output goes, and time on the processor is not limited.
    """
    stdin, feed = os.pipe() if order.stdin else (os.open(os.devnull, os.O_RDONLY), -1)
    stdout, out = os.pipe()
    stderr, err = (-1, out) if service else os.pipe()
    pid = os.fork()
    if not pid:
        _become(order, confinement, (stdin, out, err), service=service)
    for each in {stdin, out, err}:
        os.close(each)
    for each in (feed, stdout, stderr):
        if each >= 0:
            os.set_blocking(each, False)
    return Program(pid, os.pidfd_open(pid), feed, stdout, stderr)


def _become(order: Order, confinement: Confinement, streams: tuple[int, int, int], *, service: bool) -> NoReturn:
    """Turn this process, just forked, into the program."""
    code = _NOT_RUN
    try:
        os.setsid()
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        for number in (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        _bound(order.bounds, service=service, own_user=confinement.own_user)
        confinement.enter()
        os.closerange(3, _HIGHEST)
        os.chdir(order.cwd)
        os.execvpe(order.argv[0], list(order.argv), dict(order.env))  # noqa: S606 - this is what a sandbox is for
    except OSError as error:
        code = _NOT_FOUND if isinstance(error, FileNotFoundError) else _NOT_RUN
        where = order.cwd if error.filename == order.cwd else order.argv[0]
        os.write(2, f"{where}: {error.strerror}\n".encode("utf-8", "backslashreplace"))
    finally:
        os._exit(code)


def _bound(bounds: Bounds, *, service: bool, own_user: bool) -> None:
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_DATA: bounds.memory,
        resource.RLIMIT_FSIZE: bounds.disk,
        resource.RLIMIT_NOFILE: _DESCRIPTORS,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    if own_user:
        # It counts all processes of a user, and so is of use only to one who has no others.
        limits[resource.RLIMIT_NPROC] = 2 * bounds.processes
    if not service:
        limits[resource.RLIMIT_CPU] = int(bounds.seconds) + 2
    for limit, value in limits.items():
        _, highest = resource.getrlimit(limit)
        most = value if highest == resource.RLIM_INFINITY else min(value, highest)
        resource.setrlimit(limit, (most, most))
