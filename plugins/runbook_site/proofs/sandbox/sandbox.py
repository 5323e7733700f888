r"""The way into a sandbox.

    with open_session(Limits(seconds=5)) as session:
        session.write("in.txt", b"b\na\n")
        outcome = session.run(["sort", "in.txt"])          # Outcome(status=0, output=b"a\nb\n", why="", …)
        server = session.start(["redis-server"], ready=lambda _: session.listens(6379))
        session.read("out.txt"), session.listing()         # bytes or None; every File below the home

Many commands run in one session, one after the other: files stay, and services that were started, but no process that
a command left. `Session.kind` says what confines it, `Session.home` where the home is for commands, and
`Session.environment` what they find in their environment. `SandboxError` says that there is no sandbox or that one
is spent; what a command did is never an error but an `Outcome`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.proofs.sandbox.limits import Limits
from runbook_site.proofs.sandbox.offer import ENCLOSE, best
from runbook_site.proofs.sandbox.session import Session
from runbook_site.proofs.sandbox.wish import Wish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from runbook_site.proofs.sandbox.enclosure import Kind


def open_session(
    limits: Limits | None = None,
    *,
    programs: Sequence[Path] = (),
    hosts: Mapping[str, str] | None = None,
    paths: Sequence[str] = (),
    kind: Kind | None = None,
) -> Session:
    """A sandbox, which starts as its ``with`` statement is entered.

    Args:
        limits: What each command may take where it is not told otherwise, and what all services may take.
        programs: Files and folders of the host to show at the same place, read-only. The system's programs and the
            Python environment are there without being named.
        hosts: Addresses by name, for ``/etc/hosts``: 127.0.0.1, which is the sandbox's own. Where there are any, all
            ports can be had, and ``/etc/ssl/certs`` is empty, for `Session.write` to put authorities there.
        paths: Absolute paths outside of the home at which files can be put. Each gets a folder of its own to lie in,
            16 MiB large, as bubblewrap alone can make it.
        kind: What is to confine it; what this machine offers, bubblewrap first, where nothing is given.

    Raises:
        SandboxError: This machine offers none.
    """
    wish = Wish(limits or Limits(), tuple(programs), dict(hosts or {}), tuple(paths))
    return Session(ENCLOSE[kind or best()], wish)
