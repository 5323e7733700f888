"""A filter of system calls (seccomp(2)): what a command has no need of, and what namespaces or Landlock leave open."""

# ruff: noqa: SIM905 - names in a text are easier to read than in a list

from __future__ import annotations

import ctypes
import errno
import os
import struct

from .lean import TYPE_CHECKING, NamedTuple
from .system_calls import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_MODE_FILTER = 2
_LIBC = ctypes.CDLL(None, use_errno=True)

# Classic BPF (linux/bpf_common.h) over struct seccomp_data: the number, the architecture, then arguments of 64 bits.
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_X32 = 0x40000000

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

_NEW_NAMESPACES = 0x7E020000
"""Every CLONE_NEW flag that clone(2) takes."""
_SOCKETS = (1, 2, 10, 16)
"""Unix, IPv4, IPv6, and netlink, by which the C library learns of addresses; others, as vsock, know no namespaces."""
_TERMINAL_AND_FLAGS = (0x5412, 0x541C, 0x5423, 0x40086602, 0x40046602, 0x401C5820)
"""TIOCSTI, TIOCLINUX, TIOCSETD; FS_IOC_SETFLAGS, its 32-bit form and FS_IOC_FSSETXATTR."""

_NOBODYS = (
    "acct add_key adjtimex bpf chroot clock_adjtime clock_settime delete_module fanotify_init finit_module fsconfig "
    "fsmount fsopen fspick init_module io_uring_enter io_uring_register io_uring_setup iopl ioperm kcmp "
    "kexec_file_load kexec_load keyctl lookup_dcookie migrate_pages mount mount_setattr move_mount move_pages "
    "msgget name_to_handle_at nfsservctl open_by_handle_at open_tree open_tree_attr perf_event_open pidfd_getfd "
    "pivot_root process_madvise process_vm_readv process_vm_writev ptrace quotactl quotactl_fd reboot request_key "
    "setdomainname sethostname setns settimeofday swapoff swapon syslog umount2 unshare userfaultfd vhangup"
).split()
"""For who administers a machine or looks into others' processes. System V's messages take uncounted memory."""
_NEWER = "clone3 memfd_create memfd_secret".split()
"""Files in memory that belong to no file system, whose size would count nowhere; and a call that hides its flags."""
_OWNERS = "chmod chown fchmod fchmodat fchmodat2 fchown fchownat file_setattr lchown".split()
"""Permissions and owners of files, about which Landlock says nothing: the file's owner may change them."""
_TIMES = "futimesat utime utimes".split()
_EXTENDED = ("fremovexattr fsetxattr lremovexattr lsetxattr removexattr removexattrat setxattr setxattrat").split()
"""Times and extended attributes, likewise: whoever may write to the file may change them."""
_SHARED = "mq_open mq_unlink msgctl msgrcv msgsnd semctl semget semop semtimedop shmat shmctl shmget socket".split()
"""Ways to other processes of the host, where network and System V's means are not in a namespace of their own."""
_SIGNALS = "pidfd_send_signal rt_sigqueueinfo rt_tgsigqueueinfo tgkill tkill".split()
_OTHERS = (
    ("ioprio_set", 1),
    ("prlimit64", 0),
    ("sched_setaffinity", 0),
    ("sched_setattr", 0),
    ("sched_setparam", 0),
    ("sched_setscheduler", 0),
    ("setpriority", 1),
)
"""Which argument names the process; 0 is the caller itself, and the only one that is let through."""


class Needs(NamedTuple):
    """What is to be refused beyond what always is.

    Attributes:
        attributes: Changes of extended attributes, and of times where a file is not open.
        owners: Changes of permissions and owners.
        shared: Sockets, and what System V and POSIX have to share memory and messages.
        signals: Signals to any process but those of the caller's own group.
    """

    attributes: bool
    owners: bool
    shared: bool
    signals: bool


def program(needs: Needs, machine: str) -> bytes:
    """The filter, for a kind of processor as ``os.uname`` names it.

    Raises:
        OSError: The processor is not known.
    """
    if machine not in _ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"system calls of {machine} are not known")
    lines = [
        _line(_LOAD, _ARCHITECTURE),
        _line(_EQUAL, _ARCHITECTURES[machine], 1, 0),
        _line(_RETURN, _KILL),
        _line(_LOAD, _NUMBER),
        _line(_AT_LEAST, _X32, 0, 1),
        _line(_RETURN, _ERROR | errno.ENOSYS),
    ]
    for name, error, unless in _rules(needs):
        if (number := NUMBERS[machine].get(name)) is not None:
            # The number is loaded once: what looks at an argument ends in a return, whatever that is.
            body = [*unless, _line(_RETURN, _ERROR | error)]
            lines += (_line(_EQUAL, number, 0, len(body)), *body)
    return b"".join((*lines, _line(_RETURN, _ALLOW)))


def _rules(needs: Needs) -> Iterator[tuple[str, int, list[bytes]]]:
    """The names of calls that are refused, the error, and what lets some of them through nevertheless."""
    for names, error, wanted in (
        (_NOBODYS, errno.EPERM, True),
        (_NEWER, errno.ENOSYS, True),  # a program takes what it used before there were these
        (_OWNERS, errno.EPERM, needs.owners),
        (_TIMES, errno.EPERM, needs.attributes),
        (_EXTENDED, errno.EOPNOTSUPP, needs.attributes),  # as a file system that has none: programs do without
        (_SHARED, errno.EACCES, needs.shared),
        (_SIGNALS, errno.EPERM, needs.signals),
    ):
        yield from ((name, error, []) for name in (names if wanted else ()))
    if needs.attributes:
        yield "utimensat", errno.EPERM, _unless_nothing(1)  # no path: it is about a file that is open
    if needs.signals:
        yield "kill", errno.EPERM, _unless_one_of(0, (0,))
    yield "socket", errno.EAFNOSUPPORT, _unless_one_of(0, _SOCKETS)
    yield "ioctl", errno.EPERM, _if_one_of(1, _TERMINAL_AND_FLAGS)
    yield "clone", errno.EPERM, [_argument(0), _line(_ANY_BIT, _NEW_NAMESPACES, 1, 0), _line(_RETURN, _ALLOW)]
    yield from ((name, errno.EPERM, _unless_one_of(argument, (0,))) for name, argument in _OTHERS)


def apply(filter_: bytes) -> None:
    """Put the filter over this process and all that come from it, for good.

    Raises:
        OSError: The kernel refuses.
    """
    code = ctypes.create_string_buffer(filter_, len(filter_))
    header = struct.pack("HP", len(filter_) // 8, ctypes.addressof(code))
    for words in ((_PR_SET_NO_NEW_PRIVS, 1, 0), (_PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_char_p(header))):
        if _LIBC.prctl(*words, 0, 0):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))


def _unless_one_of(argument: int, allowed: tuple[int, ...]) -> list[bytes]:
    """Lets through a call whose argument is one of these."""
    checks = (
        _line(_EQUAL, value, len(allowed) - 1 - at, int(value == allowed[-1])) for at, value in enumerate(allowed)
    )
    return [_argument(argument), *checks, _line(_RETURN, _ALLOW)]


def _unless_nothing(argument: int) -> list[bytes]:
    """Lets through a call that has no pointer there."""
    upper = _line(_LOAD, _ARGUMENTS + 8 * argument + 4)
    return [_argument(argument), _line(_EQUAL, 0, 0, 3), upper, _line(_EQUAL, 0, 0, 1), _line(_RETURN, _ALLOW)]


def _if_one_of(argument: int, refused: tuple[int, ...]) -> list[bytes]:
    """Lets through a call whose argument is none of these."""
    checks = (_line(_EQUAL, value, len(refused) - at, 0) for at, value in enumerate(refused))
    return [_argument(argument), *checks, _line(_RETURN, _ALLOW)]


def _argument(number: int) -> bytes:
    """Loads the lower half of an argument; the kernel looks at no more of those in question."""
    return _line(_LOAD, _ARGUMENTS + 8 * number)


def _line(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    """``struct sock_filter``."""
    return struct.pack("HBBI", code, if_so, if_not, value)
