"""Values that the client of Docker, or its daemon, refuses.

Sources: docker/cli ``opts`` and docker/go-connections ``nat`` (ports), docker/go-units ``RAMInBytes`` (sizes), moby
``volume/mounts/linux_parser.go`` (modes of mounts), and the list of filters of each command in Docker's reference.
"""

from __future__ import annotations

import re

from runbook_site.grammars.forms.refusal import Refusal, one_of

_SIZE = re.compile(r"-1|[0-9]+(?:\.[0-9]+)? ?(?:[kKmMgGtTpP]i?[bB]?|[bB])?")
_PORTS = re.compile(r"([0-9]+)(?:-([0-9]+))?")
_LAST_PORT = 65535
_POLICIES = ("no", "always", "unless-stopped", "on-failure")
_MODES = frozenset(
    str.split("ro rw z Z shared rshared slave rslave private rprivate nocopy consistent cached delegated")
)
_WINDOWS = re.compile(r"[A-Za-z]:[\\/]")
_WITH_MODE = 3

FILTERS = {
    "ps": "ancestor before exited expose health id is-task isolation label name network publish since status volume",
    "images": "before containers dangling label label! reference since until",
    "volume ls": "dangling driver label name",
    "network ls": "dangling driver id label name scope type",
    "prune": "until label label! dangling all",
}
"""By command, the keys of ``--filter``."""

_FILTER_VALUES = {
    "status": ("created", "restarting", "running", "removing", "paused", "exited", "dead"),
    "health": ("starting", "healthy", "unhealthy", "none"),
}


def restart_policy(value: str) -> Refusal | None:
    """``--restart``."""
    name, _, times = value.partition(":")
    if times and not times.isdecimal():
        return Refusal("a whole number behind 'on-failure:'", value)
    return one_of(name, _POLICIES) if name else None


def size(value: str) -> Refusal | None:
    """``--memory``."""
    return None if _SIZE.fullmatch(value) else Refusal("a size with 'b', 'k', 'm' or 'g', as in '512m'", value)


def published(value: str) -> Refusal | None:
    """``--publish``: ``[[address:]port:]port[/protocol]``, each port perhaps a range."""
    address, _, inside = value.rpartition(":")
    ports, _, protocol = inside.partition("/")
    if protocol and protocol.lower() not in {"tcp", "udp", "sctp"}:
        return Refusal("'tcp', 'udp' or 'sctp' behind '/'", value)
    if "=" in value:
        return None
    outside = address.rpartition(":")[2]
    if not _is_ports(ports) or (outside.isdecimal() and not _is_ports(outside)):
        return Refusal(f"ports up to {_LAST_PORT}, as in '8080:80'", value)
    return None


def _is_ports(text: str) -> bool:
    match = _PORTS.fullmatch(text)
    return match is not None and all(len(each) < 6 and int(each) <= _LAST_PORT for each in match.groups("0"))  # noqa: PLR2004 - digits of the last


def mount(value: str) -> Refusal | None:
    """``--volume``: ``[source:]target[:modes]``."""
    parts = value.split(":")
    if len(parts) != _WITH_MODE or _WINDOWS.match(value):
        return None
    unknown = [each for each in parts[2].split(",") if each not in _MODES]
    return Refusal("'ro' or 'rw' behind the second ':'", parts[2]) if unknown else None


def chosen(value: str, keys: str) -> Refusal | None:
    """``--filter``: a key and its value."""
    key, sign, wanted = value.partition("=")
    key = key.strip().lower()
    if not sign:
        return Refusal("a filter, as in 'name=web'", value)
    if key not in keys.split():
        return one_of(key, keys.split())
    values = _FILTER_VALUES.get(key, ())
    return one_of(wanted.strip(), values) if values else None
