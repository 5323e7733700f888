"""Commands that go for the network, for sockets of the host, or for the kernel."""

from __future__ import annotations

import os
import socket
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.proofs.sandbox.session import Session


@pytest.fixture
def servers() -> Iterator[dict[str, socket.socket]]:
    """Servers of the host that take any connection: over TCP, at a socket with a path, and at one without."""
    with ExitStack() as made:
        folder = made.enter_context(tempfile.TemporaryDirectory(dir="/tmp"))
        Path(folder).chmod(0o777)
        tcp = made.enter_context(socket.create_server(("127.0.0.1", 0)))
        found = {"tcp": tcp}
        for name, address in (("path", f"{folder}/socket"), ("abstract", f"\0{folder}")):
            found[name] = made.enter_context(socket.socket(socket.AF_UNIX))
            found[name].bind(address)
            found[name].listen()
        Path(folder, "socket").chmod(0o777)
        for each in found.values():
            each.setblocking(False)  # noqa: FBT003 - as the socket has it
        yield found


def test_no_server_is_reached(session: Session, servers: dict[str, socket.socket]) -> None:
    """No connection leaves: not to the host's loopback, its sockets, its addresses, or a cloud's metadata."""
    addresses = [
        *(each.getsockname() for each in servers.values()),
        ("169.254.169.254", 80),
        ("192.0.2.1", 80),
        ("0.0.0.0", servers["tcp"].getsockname()[1]),  # noqa: S104 - to connect to
    ]
    script = f"""
import socket
for address in {addresses!r}:
    try:
        caller = socket.socket(socket.AF_INET if isinstance(address, tuple) else socket.AF_UNIX)
        caller.settimeout(2)
        caller.connect(address)
        print("reached", address)
    except OSError:
        pass
"""
    outcome = session.run(["python", "-I", "-c", script])
    assert (outcome.status, outcome.output) == (0, b"")
    for each in servers.values():
        with pytest.raises(BlockingIOError):
            each.accept()


def test_no_datagram_leaves(session: Session) -> None:
    """Nothing is sent without a connection either."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(0.2)
        session.run(["bash", "-c", f"echo x > /dev/udp/127.0.0.1/{receiver.getsockname()[1]}"])
        with pytest.raises(TimeoutError):
            receiver.recv(1)


KERNEL = {
    "user namespace": "os.system('unshare --user --map-root-user true') == 0",
    "mount": "os.system('mount -t tmpfs none /tmp') == 0",
    "clone into a namespace": "libc.syscall(CLONE, 0x10000000 | 17, 0, 0, 0, 0) >= 0",
    "type into a terminal": "ioctl(0, 0x5412)",
    "type into the caller's": "ioctl(os.open('/dev/tty', os.O_RDWR), 0x5412)",
    "file in memory": "libc.memfd_create(b'x', 0) >= 0",
    "machine's bus": "bool(socket.socket(40, 1, 0))",
    "raw packets": "bool(socket.socket(17, 3, 0))",
    "cryptography of the kernel": "bool(socket.socket(38, 5, 0))",
    "key of the user": "libc.syscall(KEYCTL, 0, -4, 1, 0, 0) >= 0",
    "rings": "libc.syscall(425, 1, b'\\0' * 120) >= 0",
    "program in the kernel": "libc.syscall(BPF, 0, b'\\0' * 64, 64) >= 0",
    "root": "os.system('sudo -n true || su root -c true') == 0",
    "other user": "os.setuid(0) is None and os.geteuid() == 0 and open('/etc/shadow').read() != ''",
    "clock": "time.clock_settime(time.CLOCK_REALTIME, time.time()) is None",
    "name of the machine": "libc.sethostname(b'x', 1) == 0",
}
NUMBERS = {"x86_64": {"CLONE": 56, "KEYCTL": 250, "BPF": 321}, "aarch64": {"CLONE": 220, "KEYCTL": 219, "BPF": 280}}


def test_kernel_is_closed(session: Session) -> None:
    """What a command has no need of, and what has led out of sandboxes, the kernel refuses."""
    numbers = "".join(f"{name} = {number}\n" for name, number in NUMBERS[os.uname().machine].items())
    script = (
        "import ctypes, fcntl, os, socket, struct, time\nlibc = ctypes.CDLL(None)\n"
        f"{numbers}\n"
        "def ioctl(fd, what): fcntl.ioctl(fd, what, b'x'); return True\n"
    ) + "".join(f"try:\n    if {attempt}: print({name!r})\nexcept OSError: pass\n" for name, attempt in KERNEL.items())
    outcome = session.run(["python", "-I", "-c", script])
    assert outcome.output == b""
    assert outcome.status == 0, outcome.errors


def test_devices_are_few(session: Session) -> None:
    """Of devices, those are there that keep nothing."""
    script = "for f in $(find /dev -type b -o -type c 2> /dev/null) /dev/vda /dev/sda /dev/mem /dev/kmsg /dev/fuse; do"
    outcome = session.run(["bash", "-c", f"{script} (: < $f) 2> /dev/null && echo $f; done; :"])
    harmless = {
        b"/dev/null",
        b"/dev/zero",
        b"/dev/full",
        b"/dev/random",
        b"/dev/urandom",
        b"/dev/ptmx",
        b"/dev/pts/ptmx",
    }
    assert set(outcome.output.split()) <= harmless
