"""Ports below 1024, opened to the servers of a sandbox. Also a script: it needs a process of its own, and is one.

    python ports.py PID       # of a process in the sandbox's network namespace

Inside, nobody may: bubblewrap leaves no capability over the namespace to what runs in it. Whoever made it has all of
them, once in the user namespace that owns it (user_namespaces(7)), and changes its setting there (ip(7)). The setting
of the host stays: each network namespace has its own behind the same name.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import sys
from pathlib import Path

_NS_GET_USERNS = 0xB701
_SETTING = Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")


def open_ports(pid: int) -> None:
    """Let every process bind all ports, in the network namespace of a process that is below this user's.

    Raises:
        OSError: The kernel refuses.
    """
    network = os.open(f"/proc/{pid}/ns/net", os.O_RDONLY)
    owner = fcntl.ioctl(network, _NS_GET_USERNS)
    libc = ctypes.CDLL(None, use_errno=True)
    for each in (owner, network):
        if libc.setns(each, 0):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
    _SETTING.write_text("1", encoding="ascii")


if __name__ == "__main__":
    open_ports(int(sys.argv[1]))
