"""A sandbox by Landlock and seccomp, where no namespaces can be had: the host's files and processes, closed off."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.proofs.sandbox.enclosure import Enclosure
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.host import COMMON, ETC, FACTS, SYSTEM, python, python_folders, search_path, shown
from runbook_site.proofs.sandbox.inside import landlock
from runbook_site.proofs.sandbox.session import HOME
from runbook_site.proofs.sandbox.supervision import command, launch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack

    from runbook_site.proofs.sandbox.wish import Wish

_USERS = ((1_900_000_000, 1_000_000), (61_184, 4_336))
"""Users of whom a machine has none: far above all, or, where a container has no such numbers, those that systemd gives
to services for a while (systemd.exec(5), DynamicUser)."""


def enclose(made: ExitStack, wish: Wish, *, scoped: bool | None = None) -> Enclosure:
    """Start a supervisor whose commands can use next to nothing of the host.

    Args:
        made: Takes what is to be ended and removed.
        wish: What is asked for.
        scoped: Whether Landlock is to keep signals inside; where it can, if nothing is given.

    Raises:
        SandboxError: The kernel does not offer it, or something is asked for that it cannot give.
    """
    offered = landlock.version()
    if offered < landlock.LEAST:
        there = f"version {offered}" if offered else "none, or it is switched off"
        message = (
            f"the kernel has no Landlock that will do ({there}; from Linux 6.2 on it has version {landlock.LEAST})"
        )
        raise SandboxError(message)
    if wish.hosts:
        message = "a sandbox by Landlock has no network, and so no hosts; bubblewrap offers one"
        raise SandboxError(message)
    if wish.paths:
        message = f"a sandbox by Landlock has no place for '{wish.paths[0]}'; bubblewrap offers one"
        raise SandboxError(message)
    with _undisturbed():
        folder = Path(tempfile.mkdtemp(prefix="runbook-site-sandbox-"))
        made.callback(shutil.rmtree, folder, ignore_errors=True)
    home, temporary = folder / "home", folder / "tmp"
    readable = [*SYSTEM, *ETC, *FACTS, *map(str, python_folders()), *map(str, shown(wish.programs))]
    search = not all(_is_open(each) for each in (python(), str(folder), *readable))
    # A user of its own is of no use where it cannot get to its programs: then root's rights are all that it gives up.
    own = not os.geteuid() and (not search or _may_search())
    user = _user() if own else None
    for each in (home, temporary, folder):
        each.mkdir(exist_ok=True, mode=0o700)
        if user is not None:
            os.chown(each, user, user)
    host = (
        readable,
        [str(home), str(temporary)],
        user,
        search and own,
        offered >= landlock.SCOPED if scoped is None else scoped,
    )
    process, errors = launch(made, command(Path(__file__).parent))
    folders = {"HOME": str(home), "TMPDIR": str(temporary)}
    return Enclosure(
        kind="landlock",
        process=process,
        errors=errors,
        places={HOME: str(home), "/tmp": str(temporary)},  # noqa: S108 - its name for callers
        settings={"limited": [], "measured": [str(home), str(temporary)], "host": host, "folder": str(folder)},
        environment=COMMON | folders | {"PATH": search_path()},
    )


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals wait: one that came between making something and noting it would leave it behind."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _user() -> int:
    """A user that nothing on this machine belongs to."""
    numbers = [line.split() for line in Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines()]
    first, count = _USERS[0]
    if not any(int(start) <= first and first + count <= int(start) + int(many) for start, _, many in numbers):
        first, count = _USERS[1]
    return first + secrets.randbelow(count)


def _may_search() -> bool:
    """Whether this process may let another pass folders that are closed to it (CAP_DAC_READ_SEARCH)."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    effective = next(line.split()[1] for line in status.splitlines() if line.startswith("CapEff:"))
    return bool(int(effective, 16) & 1 << 2)


def _is_open(path: str) -> bool:
    """Whether anybody may pass the folders that lead to a path."""
    real = Path(os.path.realpath(path))
    return all(each.stat().st_mode & 0o001 for each in real.parents if each.exists())
