"""Values that the client of Docker, or its daemon, refuses.

Sources: docker/cli ``opts`` and docker/go-connections ``nat`` (ports), docker/go-units ``RAMInBytes`` (sizes), moby
``volume/mounts/linux_parser.go`` (modes of mounts), and the list of filters of each command in Docker's reference.
"""

from __future__ import annotations

import re
from ipaddress import ip_address

from runbook_site.grammars.forms.refusal import Refusal, one_of
from runbook_site.grammars.near import slip

_SIZE = re.compile(r"-1|[0-9]+(?:\.[0-9]+)? ?(?:[kKmMgGtTpP]i?[bB]?|[bB])?")
_PORTS = re.compile(r"([0-9]+)(?:-([0-9]+))?")
_LAST_PORT = 65535
_POLICIES = ("no", "always", "unless-stopped", "on-failure")
_MODES = frozenset(
    str.split("ro rw z Z shared rshared slave rslave private rprivate nocopy consistent cached delegated")
)
_WINDOWS = re.compile(r"(?:^|:)[A-Za-z]:(?:[\\/]|$)|\\")
_WITH_MODE = 3
_PROCESSORS = re.compile(r"[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?(?:/[0-9]+)?|\.[0-9]+")
_LIMIT = re.compile(r"([a-z]+)=(-1|[0-9]{1,18})(?::(-1|[0-9]{1,18}))?")
_LIMITS = frozenset(
    str.split("core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack as")
)
_MOUNT_KEYS = frozenset(
    str.split(
        "type source src target dst destination readonly ro consistency bind-propagation bind-nonrecursive "
        "bind-recursive bind-create-src volume-nocopy volume-subpath volume-label volume-driver volume-opt "
        "image-subpath tmpfs-size tmpfs-mode tmpfs-options relabel chown idmap notmpcopyup tmpcopyup u"
    )
)
_MOUNT_TYPES = ("bind", "volume", "tmpfs", "npipe", "cluster", "image")
_MOMENT = re.compile(
    r"[0-9]+(?:\.[0-9]+)?|[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|ms|s|m|h))+"
    r"|[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"(?:T[0-9]{2}(?::[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_SYSTEM = re.compile(r"^(linux|windows|darwin)-")

CHOICES = {
    "pull-choice": "always missing never",
    "inspected": "config container image network node plugin secret service task volume",
    "restart-condition": "none on-failure any",
    "update-failure": "pause continue rollback",
    "service-mode": "replicated global replicated-job global-job",
    "availability": "active pause drain",
    "role": "worker manager",
    "removed-images": "all local",
}
"""By form, all values there are."""

FILTERS = {
    "ps": "ancestor before exited expose health id is-task isolation label name network publish since status volume",
    "images": "before containers dangling label label! reference since until",
    "volume ls": "dangling driver label name",
    "network ls": "dangling driver id label name scope type",
    "prune": "until label label! dangling all",
    "volume prune": "all label label!",
    "events": "config container daemon event image label network node plugin scope secret service type volume",
    "search": "is-automated is-official stars",
}
"""By command, the keys of ``--filter``."""

_FILTER_VALUES = {
    "status": ("created", "restarting", "running", "removing", "paused", "exited", "dead"),
    "health": ("starting", "healthy", "unhealthy", "none"),
    "dangling": ("true", "false", "1", "0", "t", "f"),
}


def restart_policy(value: str) -> Refusal | None:
    """``--restart``."""
    name, _, times = value.partition(":")
    if times and name in {"no", "always", "unless-stopped"}:
        return Refusal("a number behind 'on-failure' alone", value, (name,))
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
    where, sign, outside = address.rpartition(":")
    if sign and where and not _is_address(where.strip("[]")):
        return Refusal("'address:port:port', as in '127.0.0.1:8080:80'", value)
    if not sign and outside and not outside[:1].isdecimal():
        return Refusal("ports, as in '8080:80'", value)
    if not _is_ports(ports) or (outside.isdecimal() and not _is_ports(outside)):
        return Refusal(f"ports up to {_LAST_PORT}, as in '8080:80'", value)
    return None


def _is_ports(text: str) -> bool:
    match = _PORTS.fullmatch(text)
    return match is not None and all(len(each) < 6 and int(each) <= _LAST_PORT for each in match.groups("0"))  # noqa: PLR2004 - digits of the last


def mount(value: str) -> Refusal | None:
    """``--volume``: ``[source:]target[:modes]``."""
    parts = value.split(":")
    if len(parts) > 1 and not _WINDOWS.search(value):
        if "" in parts or len(parts) > _WITH_MODE:
            return Refusal("'source:target' or 'source:target:mode'", value)
        if not parts[1].startswith("/"):
            return Refusal("a target that begins with '/'", parts[1])
    if len(parts) != _WITH_MODE or _WINDOWS.search(value):
        return None
    unknown = [each for each in parts[2].split(",") if each not in _MODES]
    return Refusal("'ro' or 'rw' behind the second ':'", parts[2]) if unknown else None


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def address(value: str) -> Refusal | None:
    """``--dns``."""
    return None if _is_address(value) else Refusal("an IP address, as in '10.0.0.53'", value)


def host_address(value: str) -> Refusal | None:
    """``--add-host``: ``name:address``."""
    name, sign, where = value.partition("=" if "=" in value else ":")
    good = sign and name and (where == "host-gateway" or _is_address(where.strip("[]")))
    return None if good else Refusal("'name:address', as in 'db:10.0.0.7'", value)


def processors(value: str) -> Refusal | None:
    """``--cpus``."""
    return None if _PROCESSORS.fullmatch(value) else Refusal("a number of processors, as in '0.5'", value)


def limit(value: str) -> Refusal | None:
    """``--ulimit``: ``name=soft[:hard]``."""
    match = _LIMIT.fullmatch(value)
    if match is None or match[1] not in _LIMITS:
        return Refusal("a limit, as in 'nofile=65536:65536'", value)
    soft, hard = int(match[2]), int(match[3] or match[2])
    return Refusal("a soft limit that is not above the hard one", value) if hard != -1 and soft > hard else None


def mounted(value: str) -> Refusal | None:
    """``--mount``: ``type=bind,source=/a,target=/b``."""
    if '"' in value:
        return None
    pairs = [each.partition("=") for each in value.split(",")]
    keys = {key.strip().lower(): text for key, _, text in pairs}
    for key in keys:
        if key not in _MOUNT_KEYS and ((meant := slip(key, _MOUNT_KEYS)) is not None or key.isspace() or not key):
            return Refusal("fields, as in 'type=bind,source=/a,target=/b'", key, (meant,) if meant else ())
    kind = keys.get("type", "volume").lower()
    if kind not in _MOUNT_TYPES and (meant := slip(kind, _MOUNT_TYPES)) is not None:
        return Refusal("a type of mount", kind, (meant,))
    if _MOUNT_KEYS.issuperset(keys) and {"target", "dst", "destination"}.isdisjoint(keys):
        return Refusal("a field 'target'", value)
    if kind == "bind" and _MOUNT_KEYS.issuperset(keys) and {"source", "src"}.isdisjoint(keys):
        return Refusal("a field 'source' with 'type=bind'", value)
    return None


def exposed(value: str) -> Refusal | None:
    """``--expose``: ports of the container alone."""
    match = _PORTS.fullmatch(value.partition("/")[0])
    good = match is not None and _is_ports(match[0]) and int(match[1]) <= int(match[2] or match[1])
    return None if good else Refusal("a port of the container, as in '8080' or '7000-7005'", value)


def moment(value: str) -> Refusal | None:
    """``docker logs --since``: Unix time, RFC 3339, or a length of time in Go's units."""
    takes = "a length of time with 'h', 'm' or 's', or a time, as in '10m' or '2026-01-31T09:30:00'"
    return None if not value or _MOMENT.fullmatch(value) else Refusal(takes, value)


def platform(value: str) -> Refusal | None:
    """``--platform``: ``linux/arm64``."""
    meant = _SYSTEM.sub(r"\1/", value)
    return None if meant == value else Refusal("'system/processor'", value, (meant,))


def shared_space(value: str) -> Refusal | None:
    """``--pid``: the host's, or that of a container."""
    name, sign, container = value.partition(":")
    good = value == "host" or (name == "container" and sign and container)
    return None if good else Refusal("'host' or 'container:NAME'", value)


def scaled(value: str) -> Refusal | None:
    """``docker service scale``: ``service=number``."""
    number = value.rpartition("=")[2]
    return None if "=" in value and number.isdecimal() else Refusal("'service=number', as in 'web=3'", value)


def word_of(value: str, names: str) -> Refusal | None:
    """One of some words."""
    return one_of(value, names.split())


def chosen(value: str, keys: str) -> Refusal | None:
    """``--filter``: a key and its value."""
    key, sign, wanted = value.partition("=")
    key = key.strip().lower()
    if not sign:
        return Refusal("a filter, as in 'name=web'", value)
    if key not in keys.split():
        return one_of(key, keys.split())
    if key in {"until", "since"} and keys == FILTERS["prune"]:
        return moment(wanted)
    values = _FILTER_VALUES.get(key, ())
    return one_of(wanted.strip(), values) if values else None
