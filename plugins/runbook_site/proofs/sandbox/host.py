"""What of this machine commands need to run at all: its programs, its Python, a few files of /etc; and nothing else."""

from __future__ import annotations

import ipaddress
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.proofs.sandbox.error import SandboxError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
"""Where programs and libraries are; all but the first are links into it on most systems."""
ETC = (
    "/etc/alternatives",
    "/etc/ca-certificates",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/pki/tls/certs",
    "/etc/pki/ca-trust/extracted",
    "/etc/protocols",
    "/etc/services",
    "/etc/ssl/certs",
    "/etc/ssl/openssl.cnf",
)
"""What programs look for in /etc and anybody may read: certificates of authorities, not the host's own."""

FACTS = tuple(f"/proc/{name}" for name in ("cpuinfo", "loadavg", "meminfo", "stat", "uptime", "version"))
"""What programs ask about the machine."""

COMMON = {
    "LANG": "C.UTF-8",
    "LOGNAME": "runbook",
    "SHELL": "/bin/bash",
    "TERM": "dumb",
    "TZ": "UTC",
    "USER": "runbook",
}
"""What every command finds in its environment, beside its home and where programs are."""

_PARTS = ("bin", "lib", "lib64", "libexec", "share", "ssl", "pyvenv.cfg")
"""What of an environment of Python is shown: it may well lie in somebody's home or checkout."""
_PATH = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
_HOST = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")
_MOST_HOSTS = 1000


def python() -> str:
    """The Python that this one's environment was made from: all that the supervisor needs."""
    executable: str = getattr(sys, "_base_executable", sys.executable)
    return executable


def python_folders() -> Iterator[Path]:
    """What there is of the Python installation and of this environment."""
    for prefix in dict.fromkeys((sys.base_prefix, sys.prefix)):
        if prefix not in {"/", "/usr"}:
            yield from (part for name in _PARTS if (part := Path(prefix, name)).exists())


def shown(programs: Iterable[Path]) -> Iterator[Path]:
    """What else is to be shown, as it was asked for.

    Raises:
        SandboxError: There is no such thing.
    """
    for path in programs:
        if not path.is_absolute() or not path.exists():
            message = f"'{path}' is to be shown in a sandbox, and is no absolute path to anything there is"
            raise SandboxError(message)
        yield path


def search_path() -> str:
    """Where programs are looked for inside."""
    own = (f"{prefix}/bin" for prefix in (sys.prefix, sys.base_prefix) if prefix not in {"/", "/usr"})
    return ":".join((*_PATH, *dict.fromkeys(own)))


def made_up(hosts: Mapping[str, str]) -> dict[str, str]:
    """The files of /etc that are not the host's, by path.

    Args:
        hosts: Addresses of the sandbox's own loopback, by name.

    Raises:
        SandboxError: A name is none, or an address is not of the loopback.
    """
    names = "".join(f"{address} {name}\n" for name, address in _checked(hosts).items())
    return {
        "/etc/group": "root:x:0:\nrunbook:x:1000:\nnogroup:x:65534:\n",
        "/etc/hosts": f"127.0.0.1 localhost sandbox\n::1 localhost\n{names}",
        "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n",
        "/etc/passwd": (
            "root:x:0:0:root:/root:/bin/sh\nrunbook:x:1000:1000:runbook:/home/runbook:/bin/bash\n"
            "nobody:x:65534:65534:nobody:/:/bin/false\n"
        ),
        "/etc/resolv.conf": "",
    }


def _checked(hosts: Mapping[str, str]) -> Mapping[str, str]:
    if len(hosts) > _MOST_HOSTS:
        message = f"a sandbox has {_MOST_HOSTS} names of hosts at most, and not {len(hosts)}"
        raise SandboxError(message)
    for name, address in hosts.items():
        if not _HOST.fullmatch(name):
            message = f"{name!r} is no name of a host"
            raise SandboxError(message)
        try:
            local = ipaddress.ip_address(address).is_loopback
        except ValueError:
            local = False
        if not local:
            message = f"{address!r} is no address that a sandbox has; use 127.0.0.1"
            raise SandboxError(message)
    return hosts
