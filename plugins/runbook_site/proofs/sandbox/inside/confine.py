"""What the supervisor takes from itself before the first job, and what every program loses before it starts."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from contextlib import suppress

from . import landlock, seccomp
from .lean import TYPE_CHECKING, NamedTuple
from .program import bound

if TYPE_CHECKING:
    from collections.abc import Callable

    from .program import Bounds

_PR_SET_DUMPABLE, _PR_SET_KEEPCAPS, _PR_SET_CHILD_SUBREAPER, _PR_CAP_AMBIENT = 4, 8, 36, 47
_AMBIENT_RAISE = 2
_CAPABILITY_VERSION = 0x20080522
_CAPSET = {"x86_64": 126, "aarch64": 91}
_DAC_READ_SEARCH = 2
_LIBC = ctypes.CDLL(None, use_errno=True)

_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


class Host(NamedTuple):
    """What a supervisor is told that shares the host's files and processes, under Landlock.

    Attributes:
        readable: What commands may read and execute.
        writable: The folders in which they may do anything.
        user: The number of the user to become; nothing where it stays who it is.
        search: Whether that user may pass folders that are closed to it: Landlock says where commands come then.
        scoped: Whether Landlock is to keep signals inside; a filter of system calls does it else.
    """

    readable: list[str]
    writable: list[str]
    user: int | None
    search: bool
    scoped: bool


class Confinement(NamedTuple):
    """What was agreed upon.

    Attributes:
        sole: Whether every process that the supervisor may signal is of this sandbox.
        own_user: Whether its user has no other processes on this machine.
        network: Whether there is a loopback of its own.
        bounds: What the supervisor has limited itself to, where a program inherits all that confines it; nothing where
            each has to be confined further.
        enter: Confines a process that was just forked, before it becomes the program, beyond what it inherits. Raises
            OSError where it fails.
    """

    sole: bool
    own_user: bool
    network: bool
    bounds: Bounds | None
    enter: Callable[[], None]


def confine(host: Host | None, bounds: Bounds) -> Confinement:
    """Confine this process, which has namespaces of its own where no host is given.

    Args:
        host: What it shares with the host.
        bounds: What each program may take, if no less is said of it.

    Raises:
        OSError: The kernel refuses.
    """
    machine = os.uname().machine
    if host is None:
        _hide()
        # What comes from the supervisor inherits its limits, and its filter, of which it calls nothing: that is faster
        # than to put them over each program.
        bound(bounds, own_user=False)
        needs = seccomp.Needs(attributes=False, owners=False, shared=False, signals=False)
        seccomp.apply(seccomp.program(needs, machine))
        return Confinement(sole=True, own_user=False, network=True, bounds=bounds, enter=lambda: None)
    _checked(_LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0))
    if host.user is not None:
        _become(host.user, search=host.search)
    _keep_no_capability(machine, but_search=host.search)
    _hide()
    if host.scoped:
        landlock.restrict(landlock.signals())
    sole = host.scoped or host.user is not None  # Nobody else's processes are in reach of a user of its own.
    if sole:
        _require_apart()
    rules = landlock.files(host.readable, _DEVICES, host.writable)
    needs = seccomp.Needs(attributes=True, owners=host.user is None, shared=True, signals=not host.scoped)
    filter_ = seccomp.program(needs, machine)

    def enter() -> None:
        landlock.restrict(rules)
        seccomp.apply(filter_)

    return Confinement(sole=sole, own_user=host.user is not None, network=False, bounds=None, enter=enter)


def _hide() -> None:
    """Let nobody inside read this process's memory, descriptors or environment: /proc/PID belongs to root then."""
    _checked(_LIBC.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0))


def _become(user: int, *, search: bool) -> None:
    """Become a user that owns nothing on this machine."""
    os.setgroups([])
    os.setresgid(user, user, user)
    _checked(_LIBC.prctl(_PR_SET_KEEPCAPS, int(search), 0, 0, 0))
    os.setresuid(user, user, user)


def _keep_no_capability(machine: str, *, but_search: bool) -> None:
    """Give up every capability, but that to pass closed folders if it is needed; programs get none either."""
    if machine not in _CAPSET:
        raise OSError(errno.ENOSYS, f"system calls of {machine} are not known")
    wanted = 1 << _DAC_READ_SEARCH if but_search else 0
    header = struct.pack("=Ii", _CAPABILITY_VERSION, 0)
    sets = struct.pack("=6I", wanted, wanted, wanted, 0, 0, 0)
    _checked(_LIBC.syscall(_CAPSET[machine], header, sets))
    if but_search:
        _checked(_LIBC.prctl(_PR_CAP_AMBIENT, _AMBIENT_RAISE, _DAC_READ_SEARCH, 0, 0))


def _require_apart() -> None:
    """See that no signal leaves: all processes that can be signalled are killed later on. The parent is the keeper."""
    with suppress(PermissionError):
        os.kill(os.getppid(), 0)
        raise OSError(errno.EOPNOTSUPP, "nothing keeps signals inside")


def _checked(result: int) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
