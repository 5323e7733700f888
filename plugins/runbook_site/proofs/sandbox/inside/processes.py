"""The processes below the supervisor: which there are, what they take, and how they end."""

from __future__ import annotations

import itertools
import os
import time
from contextlib import suppress

from .lean import NamedTuple, signal

_HERTZ = os.sysconf("SC_CLK_TCK")
"""What /proc/PID/stat counts time in."""
_PATIENCE = 10.0
"""Seconds in which what has been killed is gone, on a machine that is busy."""
_PAUSE = 0.001
_ATTEMPTS = 2


class Process(NamedTuple):
    """A process, as /proc/PID/stat tells of it (proc_pid_stat(5)).

    Attributes:
        pid: Its number.
        parent: Its parent's.
        session: That of its session.
        dead: Whether it only waits to be reaped.
        threads: How many threads it has.
        ready: Whether it runs, or waits for nothing but a processor.
        worked: Seconds that processors worked for it, and for children of its that have ended.
    """

    pid: int
    parent: int
    session: int
    dead: bool
    threads: int
    ready: bool
    worked: float


def descendants() -> tuple[list[Process], bool]:
    """Every process that comes from this one, and whether that is certain.

    It is not where a process ended while it was looked at: what it had started may have been missed.
    """
    listed, certain = _all()
    found = {each.pid: each for each in listed}
    certain = certain and not any(each.parent and each.parent not in found and _is_gone(each.parent) for each in listed)
    children: dict[int, list[Process]] = {}
    for each in found.values():
        children.setdefault(each.parent, []).append(each)
    below: list[Process] = []
    open_ = [os.getpid()]
    while open_:
        more = children.pop(open_.pop(), [])
        below += more
        open_ += [each.pid for each in more]
    return below, certain


def of_services(processes: list[Process], roots: frozenset[int]) -> frozenset[int]:
    """The numbers of those that belong to a service.

    Those are the descendants of its first process, and the members of its session: a process can leave its session,
    but join none.
    """
    parents = {each.pid: each.parent for each in processes}
    kept = {each.pid for each in processes if each.session in roots}
    for each in processes:
        way: list[int] = []
        pid = each.pid
        while pid in parents and pid not in kept and pid not in roots and len(way) <= len(parents):
            way.append(pid)
            pid = parents[pid]
        if pid in kept or pid in roots:
            kept.update(way)
            kept.add(pid)
    return frozenset(kept)


def memory(pid: int, *, shared: bool) -> int:
    """How many bytes a process holds that no file backs, those it shares with others too or not; 0 where it is gone."""
    lines = (b"RssAnon:", b"RssShmem:") if shared else (b"RssAnon:",)
    with suppress(OSError, ValueError), open(f"/proc/{pid}/status", "rb") as file:  # noqa: PTH123 - pathlib is slow to import
        return sum(int(line.split()[1]) * 1024 for line in file.read().splitlines() if line.startswith(lines))
    return 0


def shared_memory() -> int:
    """How many bytes of System V shared memory are in use: they stay where no process holds them."""
    with suppress(OSError, ValueError, IndexError), open("/proc/sysvipc/shm", "rb") as file:  # noqa: PTH123
        head, *rows = (line.split() for line in file.read().splitlines())
        at = head.index(b"rss")
        return sum(int(row[at]) for row in rows)
    return 0


class Reaper:
    """Takes the status of children that have ended, and keeps those that are asked for later.

    Attributes:
        codes: The exit status of those that are watched, by process; nothing while they run.
    """

    def __init__(self) -> None:
        """Watch none yet."""
        self.codes: dict[int, int | None] = {}

    def reap(self) -> bool:
        """Take the status of all that have ended. Says whether there are others."""
        try:
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                pid, status = ended
                if pid in self.codes:
                    self.codes[pid] = os.waitstatus_to_exitcode(status)
        except ChildProcessError:
            return False
        return True


def end_all(reaper: Reaper) -> bool:
    """End every process that this one may signal, in one step that no fork escapes. Says whether all are gone.

    Only where that is nobody of the host: as the first process of a namespace, or in a Landlock domain of its own.
    """
    signal_all(signal.SIGKILL)
    until = time.monotonic() + _PATIENCE
    while reaper.reap():
        if time.monotonic() > until:
            return False
        time.sleep(_PAUSE)
    return True


def number() -> int:
    """How many processes this machine has, those of others too, at no cost: Linux counts them among the links of /proc.

    Where it does not, the number stays the same.
    """
    return os.stat("/proc").st_nlink  # noqa: PTH116 - pathlib is slow to import


def end_each(keep: frozenset[int], reaper: Reaper, *, sole: bool, swarm: bool = False) -> bool:
    """End the descendants one by one, but those of the services kept. Says whether all the others are gone.

    Args:
        keep: The first processes of those services.
        reaper: Takes their status.
        sole: Whether this process may signal none but its descendants: then those that fork too fast are held, all
            in one step, before they are ended.
        swarm: Whether they do so already.
    """
    until = time.monotonic() + _PATIENCE
    for attempt in itertools.count():
        hold_all = sole and (swarm or attempt >= _ATTEMPTS)
        if hold_all:
            signal_all(signal.SIGSTOP)
        reaper.reap()
        there, certain = descendants()
        kept = of_services(there, keep)
        # What is dead by now may have lived when the others were listed, and have started one that was not.
        ending = [each.pid for each in there if each.pid not in kept]
        # What is stopped forks no more: so a swarm is first held, then ended.
        for number in (signal.SIGSTOP, signal.SIGKILL):
            for each in ending:
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(each, number)
        if hold_all:
            signal_all(signal.SIGCONT)
        if certain and not ending:
            return True
        if time.monotonic() > until:
            return False
        time.sleep(_PAUSE)
    return False


def signal_all(number: signal.Signals) -> None:
    """Send a signal to every process that this one may signal, in one step that no fork escapes."""
    with suppress(ProcessLookupError, PermissionError):
        os.kill(-1, number)


def _all() -> tuple[list[Process], bool]:
    """Every process there is, and whether none ended while it was looked at."""
    found: list[Process] = []
    certain = True
    for name in os.listdir("/proc"):  # noqa: PTH208 - as above
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", "rb") as file:  # noqa: PTH123
                # The name of the program comes in brackets and may hold any character.
                fields = file.read().rpartition(b")")[2].split()
            threads = int(fields[17])
            # Whose first thread has ended looks dead while others go on.
            dead = fields[0] in b"ZX" and threads <= 1
            worked = sum(map(int, fields[11:15])) / _HERTZ
            found.append(Process(int(name), int(fields[1]), int(fields[3]), dead, threads, fields[0] == b"R", worked))
        except (OSError, IndexError):
            certain = False
    return found, certain


def _is_gone(pid: int) -> bool:
    """Whether a process that is not listed has ended; some are only hidden from this one."""
    try:
        os.kill(pid, 0)
    except PermissionError:
        return False
    except ProcessLookupError:
        pass
    return True
