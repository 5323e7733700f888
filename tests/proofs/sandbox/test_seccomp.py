"""The filter of system calls means what it says, on each processor that it is made for."""

from __future__ import annotations

import errno
import struct

import pytest

from runbook_site.proofs.sandbox.inside.seccomp import Needs, program
from runbook_site.proofs.sandbox.inside.system_calls import NUMBERS

ALLOW, ERROR, KILL = 0x7FFF0000, 0x00050000, 0x80000000
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
NOTHING = Needs(attributes=False, owners=False, shared=False, signals=False)
EVERYTHING = Needs(attributes=True, owners=True, shared=True, signals=True)


def verdict(filter_: bytes, architecture: int, number: int, *arguments: int) -> int:
    """What the kernel would make of a call: the instructions of classic BPF that a filter consists of."""
    data = struct.pack("=iIQ6Q", number, architecture, 0, *arguments, *[0] * (6 - len(arguments)))
    lines = list(struct.iter_unpack("=HBBI", filter_))
    at = value = 0
    for _ in range(len(lines)):
        code, if_so, if_not, operand = lines[at]
        at += 1
        if code == 0x20:
            (value,) = struct.unpack_from("=I", data, operand)
        elif code == 0x06:
            return int(operand)
        else:
            holds = {0x15: value == operand, 0x35: value >= operand, 0x45: bool(value & operand)}[code]
            at += if_so if holds else if_not
    pytest.fail("the filter does not end")


@pytest.mark.parametrize("machine", NUMBERS)
@pytest.mark.parametrize(
    ("name", "arguments", "needs", "expected"),
    [
        ("mount", (), NOTHING, ERROR | errno.EPERM),
        ("ptrace", (16, 1), NOTHING, ERROR | errno.EPERM),
        ("io_uring_setup", (), NOTHING, ERROR | errno.EPERM),
        ("memfd_create", (), NOTHING, ERROR | errno.ENOSYS),
        ("clone3", (), NOTHING, ERROR | errno.ENOSYS),
        ("clone", (17,), NOTHING, ALLOW),
        ("clone", (0x10000000 | 17,), NOTHING, ERROR | errno.EPERM),
        ("clone", (0x00020000,), NOTHING, ERROR | errno.EPERM),
        ("socket", (1,), NOTHING, ALLOW),
        ("socket", (2,), NOTHING, ALLOW),
        ("socket", (10,), NOTHING, ALLOW),
        ("socket", (16,), NOTHING, ALLOW),
        ("socket", (40,), NOTHING, ERROR | errno.EAFNOSUPPORT),
        ("socket", (0,), NOTHING, ERROR | errno.EAFNOSUPPORT),
        ("socket", (1,), EVERYTHING, ERROR | errno.EACCES),
        ("ioctl", (0, 0x5401), NOTHING, ALLOW),
        ("ioctl", (0, 0x5412), NOTHING, ERROR | errno.EPERM),
        ("ioctl", (0, 0x100005412), NOTHING, ERROR | errno.EPERM),
        ("ioctl", (0, 0x401C5820), NOTHING, ERROR | errno.EPERM),
        ("prlimit64", (0,), NOTHING, ALLOW),
        ("prlimit64", (1,), NOTHING, ERROR | errno.EPERM),
        ("setpriority", (0, 0), NOTHING, ALLOW),
        ("setpriority", (0, 7), NOTHING, ERROR | errno.EPERM),
        ("kill", (7,), NOTHING, ALLOW),
        ("kill", (0,), EVERYTHING, ALLOW),
        ("kill", (7,), EVERYTHING, ERROR | errno.EPERM),
        ("kill", (0xFFFFFFFF,), EVERYTHING, ERROR | errno.EPERM),
        ("tgkill", (), EVERYTHING, ERROR | errno.EPERM),
        ("fchmodat", (), NOTHING, ALLOW),
        ("fchmodat", (), EVERYTHING, ERROR | errno.EPERM),
        ("setxattr", (), EVERYTHING, ERROR | errno.EOPNOTSUPP),
        ("utimensat", (3, 0), EVERYTHING, ALLOW),
        ("utimensat", (3, 1 << 40), EVERYTHING, ERROR | errno.EPERM),
        ("utimensat", (3, 8), EVERYTHING, ERROR | errno.EPERM),
        ("utimensat", (3, 8), NOTHING, ALLOW),
        ("shmget", (), NOTHING, ALLOW),
        ("shmget", (), EVERYTHING, ERROR | errno.EACCES),
    ],
)
def test_verdict(machine: str, name: str, arguments: tuple[int, ...], needs: Needs, expected: int) -> None:
    """Each call is refused, or let through, as its arguments have it."""
    filter_ = program(needs, machine)
    assert verdict(filter_, ARCHITECTURES[machine], NUMBERS[machine][name], *arguments) == expected


@pytest.mark.parametrize("machine", NUMBERS)
def test_other_ways_to_call(machine: str) -> None:
    """A call by the conventions of another processor does not get around the filter: it ends, or is refused."""
    for needs in (NOTHING, EVERYTHING):
        filter_ = program(needs, machine)
        for architecture in (0x40000003, 0xC0000015, *(each for each in ARCHITECTURES.values())):
            if architecture != ARCHITECTURES[machine]:
                assert verdict(filter_, architecture, 1) == KILL
        assert verdict(filter_, ARCHITECTURES[machine], 0x40000000 | 1) == ERROR | errno.ENOSYS


@pytest.mark.parametrize("machine", NUMBERS)
def test_usual_calls_pass(machine: str) -> None:
    """Every call that no table names is let through, and the filter ends for each; the kernel takes it as it is."""
    for needs in (NOTHING, EVERYTHING):
        filter_ = program(needs, machine)
        assert len(filter_) // 8 <= 4096  # BPF_MAXINSNS
        named = set(NUMBERS[machine].values())
        for number in set(range(600)) - named:
            assert verdict(filter_, ARCHITECTURES[machine], number, 1, 1, 1) == ALLOW


def test_unknown_processor() -> None:
    """On a processor whose numbers are not known nothing is run."""
    with pytest.raises(OSError, match="riscv64"):
        program(NOTHING, "riscv64")


def test_every_name_has_a_number() -> None:
    """No number has two names, and no processor knows a name that the other does not."""
    for numbers in NUMBERS.values():
        assert len(set(numbers.values())) == len(numbers)
    assert set(NUMBERS["aarch64"]) <= set(NUMBERS["x86_64"])
