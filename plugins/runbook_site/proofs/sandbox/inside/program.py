"""A program that is started: a job, or a service that stays.

Where a program inherits all that confines it, the system starts it without copying this process first (posix_spawn(3)):
that takes a third of the time.
"""

from __future__ import annotations

import errno
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
_SIGNALS = (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT)
"""Those that Python, or the supervisor, does not treat as a program expects."""


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
        service: Whether its errors go where its output goes.
    """
    stdin, feed = os.pipe() if order.stdin else (os.open(os.devnull, os.O_RDONLY), -1)
    stdout, out = os.pipe()
    stderr, err = (-1, out) if service else os.pipe()
    streams = stdin, out, err
    pid = _spawned(order, streams) if confinement.bounds and _holds(confinement.bounds, order.bounds) else 0
    pid = pid or _forked(order, confinement, streams)
    for each in set(streams):
        os.close(each)
    for each in (feed, stdout, stderr):
        if each >= 0:
            os.set_blocking(each, False)
    return Program(pid, os.pidfd_open(pid), feed, stdout, stderr)


def bound(bounds: Bounds, *, own_user: bool) -> None:
    """Limit this process, and all that come from it, as far as the kernel can.

    Args:
        bounds: What each of them may take.
        own_user: Whether its user has no other processes on this machine: the kernel counts all of a user's.

    Raises:
        OSError: The kernel refuses.
    """
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_DATA: bounds.memory,
        resource.RLIMIT_FSIZE: bounds.disk,
        resource.RLIMIT_NOFILE: _DESCRIPTORS,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    if own_user:
        limits[resource.RLIMIT_NPROC] = 2 * bounds.processes
    for limit, value in limits.items():
        _, highest = resource.getrlimit(limit)
        most = value if highest == resource.RLIM_INFINITY else min(value, highest)
        resource.setrlimit(limit, (most, most))


def _holds(inherited: Bounds, wanted: Bounds) -> bool:
    """Whether what a program inherits is as tight as is asked for, of what the kernel limits."""
    return inherited.memory <= wanted.memory and inherited.disk <= wanted.disk


def _spawned(order: Order, streams: tuple[int, int, int]) -> int:
    """Start it, with everything inherited. Returns its process; 0 where it cannot be started like that."""
    try:
        os.chdir(order.cwd)
        return os.posix_spawn(
            next(filter(_is_program, _paths(order)), ""),
            list(order.argv),
            order.env,
            file_actions=[(os.POSIX_SPAWN_DUP2, stream, number) for number, stream in enumerate(streams)],
            setsid=True,
            setsigdef=_SIGNALS,
        )
    except (OSError, ValueError, NotImplementedError):
        return 0  # A copy of this process says what is wrong, as a shell does.
    finally:
        os.chdir("/")


def _is_program(path: str) -> bool:
    return os.access(path, os.X_OK)


def _forked(order: Order, confinement: Confinement, streams: tuple[int, int, int]) -> int:
    """Start it as a copy of this process, which confines itself further before it becomes the program."""
    pid = os.fork()
    if not pid:
        _become(order, confinement, streams)
    return pid


def _become(order: Order, confinement: Confinement, streams: tuple[int, int, int]) -> NoReturn:
    """Turn this process, just forked, into the program."""
    code = _NOT_RUN
    try:
        os.setsid()
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        bound(order.bounds, own_user=confinement.own_user)
        confinement.enter()
        os.closerange(3, _HIGHEST)
        os.chdir(order.cwd)
        _execute(order)
    except OSError as error:
        code = _NOT_FOUND if isinstance(error, FileNotFoundError) else _NOT_RUN
        where = order.cwd if error.filename == order.cwd else order.argv[0]
        os.write(2, f"{where}: {error.strerror}\n".encode("utf-8", "backslashreplace"))
    finally:
        os._exit(code)


def _execute(order: Order) -> NoReturn:
    """Become the program, as `os.execvpe` does, which would load a module in each process anew.

    Raises:
        OSError: It is not there, or cannot be run.
    """
    found: OSError = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    for path in _paths(order):
        try:
            os.execve(path, list(order.argv), order.env)  # noqa: S606 - this is what a sandbox is for
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            found = error
    raise found


def _paths(order: Order) -> list[str]:
    """Where a shell would look for the program, in the order in which it would."""
    name = order.argv[0]
    folders = [] if "/" in name else order.env.get("PATH", os.defpath).split(os.pathsep)
    return [f"{folder}/{name}" if folder else name for folder in folders] or [name]
