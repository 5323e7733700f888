"""A sandbox by bubblewrap: namespaces of its own for files, processes, network, users and the rest."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import IO, TYPE_CHECKING

from runbook_site.proofs.sandbox import ports
from runbook_site.proofs.sandbox.enclosure import Enclosure
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.host import COMMON, ETC, SYSTEM, made_up, python, python_folders, search_path, shown
from runbook_site.proofs.sandbox.places import folders_for
from runbook_site.proofs.sandbox.session import HOME
from runbook_site.proofs.sandbox.supervision import command, launch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import ExitStack

    from runbook_site.proofs.sandbox.wish import Wish

_ISOLATION = (
    *("--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--new-session", "--as-pid-1"),
    *("--clearenv", "--uid", "1000", "--gid", "1000", "--hostname", "sandbox"),
)
_SUPERVISOR = "/supervisor"
_SMALL, _MEDIUM = 1 << 20, 16 << 20
_WRITABLE = (HOME, "/tmp", "/var/tmp", "/run")  # noqa: S108 - inside
_OWN = (*SYSTEM, *ETC, "/dev", "/proc", "/sys", "/var/run", _SUPERVISOR)
_AUTHORITIES = "/etc/ssl/certs"
"""Where programs look for the certificates of those whom they trust."""


def enclose(made: ExitStack, wish: Wish) -> Enclosure:
    """Start a supervisor in namespaces of its own.

    Args:
        made: Takes what is to be ended and removed.
        wish: What is asked for.

    Raises:
        SandboxError: bubblewrap is not installed, or what is asked for cannot be.
    """
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        message = "bubblewrap is not installed: install the package 'bubblewrap'"
        raise SandboxError(message)
    files = [(path, _open_file(made, content)) for path, content in made_up(wish.hosts).items()]
    host = [*map(str, python_folders()), *map(str, shown(wish.programs))]
    folders = own_folders(wish.paths, host)
    words = [
        bwrap,
        *_ISOLATION,
        *_system(),
        *_authorities(wish),
        *(word for path, descriptor in files for word in ("--perms", "0644", "--file", str(descriptor), path)),
        *_writable(wish.limits.disk),
        *(word for each in folders for word in ("--perms", "0755", "--size", str(_MEDIUM), "--tmpfs", each)),
        *_shown(host),
        *("--remount-ro", "/dev", "--remount-ro", "/"),
        *("--chdir", HOME, *command(Path(_SUPERVISOR))),
    ]
    descriptors = [descriptor for _, descriptor in files]
    if wish.hosts:
        process, errors = _launch_with_ports(made, words, descriptors)
    else:
        process, errors = launch(made, words, descriptors)
    places = (*_WRITABLE, "/dev/shm", *([_AUTHORITIES] if wish.hosts else ()), *folders)  # noqa: S108
    return Enclosure(
        kind="bubblewrap",
        process=process,
        errors=errors,
        places={place: place for place in places},
        settings={"limited": [HOME, "/tmp", "/dev/shm", *folders], "measured": [], "host": None},  # noqa: S108
        folders=folders,
        environment=COMMON | {"HOME": HOME, "PATH": search_path()},
    )


def own_folders(paths: Iterable[str], host: Iterable[str] | None = None) -> tuple[str, ...]:
    """The folders that a sandbox has for files at absolute paths, beside the usual ones.

    Args:
        paths: The paths of the files, without detours.
        host: What of the host is shown; Python where nothing is given.

    Raises:
        SandboxError: One of them is the sandbox's own, with what to do.
    """
    host = map(str, python_folders()) if host is None else host
    return folders_for(paths, _WRITABLE, (*_OWN, *made_up({}), *host))


def _system() -> Iterator[str]:
    """What of the system is seen inside, read-only."""
    for path in SYSTEM:
        if os.path.islink(path):  # noqa: PTH114 - as strings, which are compared with others
            yield from ("--symlink", os.readlink(path), path)  # noqa: PTH115
        else:
            yield from ("--ro-bind-try", path, path)
    for path in ETC:
        yield from ("--ro-bind-try", path, path)


def _authorities(wish: Wish) -> Iterator[str]:
    """An empty place for certificates, where hosts stand in the sandbox: nobody outside vouches for them."""
    if wish.hosts:
        yield from ("--perms", "0755", "--size", str(_SMALL), "--tmpfs", _AUTHORITIES)


def _launch_with_ports(
    made: ExitStack, words: list[str], descriptors: list[int]
) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """Start it, with all ports open to servers, those below 1024 included: there they stand under real names."""
    said, says = os.pipe()
    with os.fdopen(said) as file:
        try:
            process, errors = launch(made, [words[0], "--info-fd", str(says), *words[1:]], [*descriptors, says])
        finally:
            os.close(says)
        info = file.read()  # to its end: bubblewrap closes it as soon as it has made the namespaces, or ends
    if info:
        script = [python(), "-I", "-S", str(Path(ports.__file__)), str(json.loads(info)["child-pid"])]
        # Where it cannot be, a server that wants such a port says so.
        subprocess.run(script, check=False, capture_output=True, env={})  # noqa: S603 - this Python, and a number
    return process, errors


def _writable(disk: int) -> Iterator[str]:
    """Places to write to, and what the kernel makes."""
    # /proc/sys would be writable where this process is root, whatever its capabilities are.
    yield from ("--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev")
    yield from ("--perms", "0755", "--size", str(disk), "--tmpfs", HOME)
    for path in ("/tmp", "/dev/shm"):  # noqa: S108 - inside
        yield from ("--perms", "1777", "--size", str(disk), "--tmpfs", path)
    for path in ("/var/tmp", "/run"):  # noqa: S108
        yield from ("--perms", "1777", "--size", str(_SMALL), "--tmpfs", path)
    yield from ("--symlink", "/run", "/var/run")


def _shown(paths: Sequence[str]) -> Iterator[str]:
    """What else of the host is seen inside, read-only. It may lie below a place to write to, and so comes after."""
    for path in paths:
        yield from ("--ro-bind", path, path)
    yield from ("--ro-bind", str(Path(__file__).with_name("inside")), f"{_SUPERVISOR}/inside")


def _open_file(made: ExitStack, content: str) -> int:
    """A descriptor that content can be read from."""
    file = made.enter_context(os.fdopen(os.memfd_create("file"), "w+b"))
    file.write(content.encode())
    file.seek(0)
    return file.fileno()
