"""What this machine offers to confine commands with, as told by trying it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.proofs.sandbox import bubblewrap, landlock
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.limits import Limits
from runbook_site.proofs.sandbox.session import Session
from runbook_site.proofs.sandbox.wish import Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import ExitStack

    from runbook_site.proofs.sandbox.enclosure import Enclosure, Kind

ENCLOSE: Mapping[Kind, Callable[[ExitStack, Wish], Enclosure]] = {
    "bubblewrap": bubblewrap.enclose,
    "landlock": landlock.enclose,
}
"""Every way to make a sandbox, the better one first."""

_RESTRICTED = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
_SWITCHES = (
    (Path("/proc/sys/kernel/unprivileged_userns_clone"), "0", "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
    (Path("/proc/sys/user/max_user_namespaces"), "0", "sudo sysctl -w user.max_user_namespaces=15000"),
    (_RESTRICTED, "1", "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"),
)
"""What switches user namespaces off, the value that does, and how to switch them on."""
_ADVICE = (
    (("not installed",), "On Debian and Ubuntu: sudo apt-get install bubblewrap."),
    (("nknown option",), "This bubblewrap is too old: install version 0.8 or newer."),
    (("mount proc", "mounting proc"), "In a container, start that with --security-opt systempaths=unconfined."),
)
"""What bubblewrap says, and what helps."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to confine commands, on this machine.

    Attributes:
        kind: Which.
        usable: Whether a command was run in it just now.
        why: What stands against it; empty where it is usable.
        advice: What to do about that; empty where nothing is known that helps.
    """

    kind: Kind
    usable: bool
    why: str = ""
    advice: str = ""


def offers() -> tuple[Offer, ...]:
    """Every way to confine commands, each tried by running one; the better one first."""
    return tuple(tried(kind) for kind in ENCLOSE)


def best() -> Kind:
    """The best that this machine offers.

    Raises:
        SandboxError: It offers none; the message says what to do.
    """
    for kind in ENCLOSE:
        if tried(kind).usable:
            return kind
    reasons = "; ".join(f"{each.kind}: {each.why}. {each.advice}".rstrip() for each in offers())
    message = f"this machine offers no sandbox, and nothing is run without one. {reasons}"
    raise SandboxError(message)


@cache
def tried(kind: Kind) -> Offer:
    """One way to confine commands, tried by running one."""
    try:
        with Session(ENCLOSE[kind], Wish(Limits(seconds=20))) as session:
            outcome = session.run(["true"])
    except (SandboxError, OSError) as error:
        return Offer(kind, usable=False, why=str(error), advice=advice(kind, str(error)))
    if outcome.status == 0:
        return Offer(kind, usable=True)
    said = outcome.errors.decode("utf-8", "replace").strip()
    return Offer(kind, usable=False, why=f"a command could not be run in it: {said or outcome.why or outcome.status}")


def advice(kind: Kind, why: str) -> str:
    """What to do about what stands against a sandbox; empty where nothing is known.

    Args:
        kind: Which sandbox.
        why: What was said.
    """
    if kind == "landlock":
        return "Use Linux 6.2 or newer, with 'landlock' among its security modules (/sys/kernel/security/lsm)."
    for words, helps in _ADVICE:
        if any(word in why for word in words):
            return helps
    for switch, off, command in _SWITCHES:
        if switch.is_file() and switch.read_text(encoding="ascii").strip() == off:
            return f"User namespaces are switched off; to switch them on: {command}"
    return "In a container, start that with --security-opt seccomp=unconfined, so that it may make user namespaces."
