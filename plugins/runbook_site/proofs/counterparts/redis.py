"""A Redis server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.proofs.counterparts.complaints import Complaints
from runbook_site.proofs.counterparts.counterpart import Needs, Standing
from runbook_site.proofs.counterparts.programs import found, version, without_loopback

if TYPE_CHECKING:
    from runbook_site.model.counterparts import Counterparts
    from runbook_site.proofs.sandbox.session import Session

_CLIENT, _SERVER = "redis-cli", "redis-server"
_READY = b"Ready to accept connections"
_SETTINGS = ("--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", "/tmp")  # noqa: S108 - inside
"""Nothing is saved but where a command asks for it, and then inside."""


def missing(declared: Counterparts) -> str:
    """What this machine lacks for it."""
    if declared.redis is None:
        return ""
    if len(found([_CLIENT, _SERVER])) < 2:  # noqa: PLR2004 - both
        return "redis-server and redis-cli are not installed. On Debian and Ubuntu: sudo apt-get install redis-server"
    return without_loopback()


def needs(_declared: Counterparts) -> Needs:
    """Nothing: its programs are the system's."""
    return Needs()


def start(session: Session, declared: Counterparts) -> Standing:
    """Start it, empty.

    Raises:
        SandboxError: It does not start, for example as its port is taken.
    """
    if declared.redis is None:
        return Standing()
    words = [_SERVER, "--port", str(declared.redis.port), *_SETTINGS]
    service = session.start(words, ready=lambda each: _READY in each.output())
    return Standing(
        tools=frozenset({_CLIENT}),
        versions=(("redis", version(session, _SERVER)[1]),),
        complaints=Complaints("the Redis server", service),
    )
