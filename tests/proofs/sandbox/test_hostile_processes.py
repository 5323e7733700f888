"""Commands that multiply, hide, take all they can get, or attack what watches over them."""

from __future__ import annotations

import dataclasses
import os
import secrets
from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.sandbox.inside.job import TICK
from runbook_site.proofs.sandbox.limits import Limits
from tests.proofs.sandbox.conftest import TIGHT
from tests.proofs.sandbox.outside import Peak, living_threads, running, soon

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.proofs.sandbox.session import Session

SHORT = dataclasses.replace(TIGHT, seconds=0.5)


@pytest.fixture
def mark() -> str:
    """A word that no other command line on this machine holds."""
    return f"mark{secrets.token_hex(8)}"


def python(script: str, *words: str) -> list[str]:
    """A command that runs Python."""
    return ["python", "-I", "-S", "-c", script, *words]


FORKS = "import os\nwhile True:\n try: os.fork()\n except OSError: pass"
FLIGHT = """
import os
while True:
    try:
        if os.fork(): os._exit(0)
        os.fork(); os.setsid()
    except OSError: pass
"""
"""Each of its processes ends as soon as it has others to follow: whoever looks for them comes too late."""


@pytest.mark.parametrize(
    "argv",
    [
        ["bash", "-c", "f() { f | f & f; }; f"],
        python(FORKS),
        python(FLIGHT),
        python("import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(60,)).start()"),
    ],
    ids=["bash", "fork", "flight", "threads"],
)
def test_multiplication_ends(session: Session, argv: list[str], mark: str) -> None:
    """What forks without end is stopped, and the sandbox goes on."""
    outcome = session.run([*argv, mark], limits=dataclasses.replace(TIGHT, seconds=2))
    assert outcome.seconds < 8
    assert not running(mark)
    assert session.run(["echo", "there"]).output == b"there\n"


@pytest.mark.parametrize("argv", [python(FORKS), ["bash", "-c", "f() { f | f & f; }; f"]], ids=["fork", "bash"])
def test_multiplication_is_bounded(bash: Callable[[str], str], session: Session, argv: list[str], mark: str) -> None:
    """What forks without end gets no further than its limit, and what is born until somebody looks.

    Where the user inside is nobody else's, the kernel itself holds it to twice its limit.
    """
    by_kernel = bash("ulimit -Hu").strip() == str(2 * TIGHT.processes)
    seen: list[int] = []
    while max(seen, default=0) <= 1 and len(seen) < 20:  # it may be over before anybody outside looks
        with Peak(mark) as peak:
            outcome = session.run([*argv, mark], limits=dataclasses.replace(TIGHT, seconds=2))
        assert outcome.why == "processes"
        seen.append(peak.most)
        # A look takes time itself, and whoever looks has to get a processor among all of them.
        assert peak.most <= TIGHT.processes + peak.born_within(4 * TICK)
        assert not by_kernel or peak.most <= 2 * TIGHT.processes
    assert max(seen) > 1


def test_multiplication_spares_services(session: Session, mark: str) -> None:
    """A service outlives a command beside it that forks without end."""
    service = session.start(["sleep", "600"], ready=lambda _: True)
    session.run([*python(FLIGHT), mark])
    assert not running(mark)
    assert service.status() is None
    assert session.run(["echo", "there"]).output == b"there\n"


@pytest.mark.parametrize("bomb", [FLIGHT, FORKS])
def test_services_go_on_after_a_swarm(session: Session, bomb: str) -> None:
    """What is held while a swarm is ended goes on: a service that only seems to live is none."""
    session.start(["bash", "-c", "while :; do date +%N >beat; sleep 0.05; done"], ready=lambda _: True)
    session.run(python(bomb), limits=SHORT)
    before = session.read("beat", 100)
    assert soon(lambda: session.read("beat", 100) != before)


def test_number_of_processes_is_told(session: Session) -> None:
    """A command that has more processes than it may is ended for that, and it is said."""
    outcome = session.run(["bash", "-c", "for i in {1..80}; do sleep 5 & done; wait"])
    assert (outcome.status, outcome.why) == (None, "processes")


@pytest.mark.parametrize(
    "argv",
    [
        ["sleep", "600"],
        ["bash", "-c", "trap '' TERM INT HUP QUIT; while :; do sleep 1; done"],
        ["bash", "-c", "exec 0<&- 1>&- 2>&-; while :; do sleep 1; done"],
        python("import os, time; os.closerange(0, 4096); time.sleep(600)"),
        python("while True: pass"),
        ["bash", "-c", "kill -STOP 0; sleep 600"],
    ],
    ids=["sleep", "no signals", "no streams", "no descriptors", "busy", "stopped"],
)
def test_time_ends(session: Session, argv: list[str]) -> None:
    """A command has its time, whatever it does about it."""
    outcome = session.run(argv, limits=SHORT)
    assert (outcome.status, outcome.why) == (None, "time")
    assert 0.5 <= outcome.seconds < 4


@pytest.mark.parametrize(
    "script",
    [
        "sleep 600 & disown; exit 3",
        "setsid sleep 600 & exit 3",
        "(setsid bash -c 'setsid sleep 600 & sleep 600' &) & exit 3",
        "nohup bash -c 'trap \"\" TERM HUP; while :; do sleep 600; done' > /dev/null 2>&1 & exit 3",
        "for i in 1 2 3; do coproc sleep 600; done 2> /dev/null; exit 3",
    ],
)
def test_nothing_outlives_its_command(session: Session, script: str, mark: str) -> None:
    """A command that has left processes behind has ended nevertheless, and they with it."""
    outcome = session.run(["bash", "-c", script.replace("sleep 600", f"bash -c 'sleep 600; : {mark}'")])
    assert (outcome.status, outcome.why) == (3, "")
    assert not running(mark)


def test_one_that_looks_dead_is_ended(session: Session, mark: str) -> None:
    """A process whose first thread has ended, and whose others go on, is taken for what it is."""
    script = """
import ctypes, os, threading, time
if os.fork(): os._exit(0)
threading.Thread(target=time.sleep, args=(600,)).start()
ctypes.CDLL(None).syscall(NUMBER, 0)
""".replace("NUMBER", {"x86_64": "60", "aarch64": "93"}[os.uname().machine])
    service = session.start(["sleep", "600"], ready=lambda _: True)
    before = living_threads(mark)
    session.run([*python(script), mark])
    assert before == living_threads(mark) == 0
    assert service.status() is None


@pytest.mark.parametrize("stream", ["", " >&2", " | tee /dev/stderr"])
def test_output_ends(session: Session, stream: str) -> None:
    """What prints without end is ended, and no more is kept than was allowed."""
    outcome = session.run(["bash", "-c", f"yes{stream}"])
    assert (outcome.status, outcome.why) == (None, "output")
    assert len(outcome.output) + len(outcome.errors) <= TIGHT.output


def test_a_hundred_megabytes_are_not_kept(session: Session) -> None:
    """A command that prints more than it may and then ends has no status: who knows what it would have said."""
    outcome = session.run(["head", "-c", "100000000", "/dev/zero"])
    assert (outcome.status, outcome.why, len(outcome.output)) == (None, "output", TIGHT.output)


def test_escapes_reach_no_terminal(session: Session, capfd: pytest.CaptureFixture[str]) -> None:
    """What a command prints is handed over as it is, and printed nowhere."""
    sent = b"\x1b]0;owned\x07\x1b[2J\x9b\x00\r\xff"
    outcome = session.run(["cat"], stdin=sent)
    assert outcome.output == sent
    assert capfd.readouterr() == ("", "")


def test_standard_input_is_empty(session: Session) -> None:
    """A command that reads what nobody gave it sees the end at once, and never a terminal."""
    assert session.run(["cat"]).status == 0
    assert session.run(["bash", "-c", "read -r line || echo none; test -t 0 || echo pipe"]).output == b"none\npipe\n"


@pytest.mark.parametrize(
    "script",
    [
        "b = bytearray(10 << 30)",
        "import mmap; m = mmap.mmap(-1, 10 << 30)\nwhile m.write(bytes(1 << 20)): pass",
        "import os\nfor _ in range(20): os.fork()\nb = b'x' * (60 << 20); import time; time.sleep(60)",
        "l = []\nwhile True: l.append(bytes(1 << 16))",
    ],
    ids=["at once", "shared", "by many", "bit by bit"],
)
def test_memory_ends(session: Session, script: str) -> None:
    """Nobody gets more memory than is allowed: the command fails, or is ended."""
    outcome = session.run(python(script))
    assert outcome.status == 1 or outcome.why in {"memory", "processes"}
    assert session.run(["true"]).status == 0


ATTACKS = {
    "signals": "kill -9 1; kill -STOP $PPID; kill -9 $PPID; kill -INT $PPID; kill -TERM 1; kill -9 -1; :",
    "supervisor's limits": (
        "python -I -c '\nimport os, resource\nfor pid in (1, os.getppid()):\n"
        ' try: resource.prlimit(pid, resource.RLIMIT_NOFILE, (0, 0)); print("limited")\n except OSError: pass\''
    ),
    "supervisor's pipes": (
        "for pid in 1 $PPID; do for i in {0..20}; do"
        " echo '{\"status\": 0}' > /proc/$pid/fd/$i; done; done 2> /dev/null; :"
    ),
    "own descriptors": (
        "python -I -c '\nimport os\nfor i in range(3, 4096):\n try: os.fstat(i); print(i)\n except OSError: pass'"
    ),
    "supervisor's memory": "head -c 1 /proc/$PPID/mem; head -c 1 /proc/1/maps; cat /proc/$PPID/environ; :",
    "supervisor's priority": "renice -n 19 -p $PPID && echo changed; taskset -p 1 $PPID > /dev/null && echo changed; :",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_supervisor_stands(session: Session, name: str) -> None:
    """What watches over a command cannot be ended, stopped, limited, read or spoken to by it."""
    service = session.start(["sleep", "600"], ready=lambda _: True)
    attack = session.run(["bash", "-c", ATTACKS[name]])
    assert attack.output == b""
    outcome = session.run(["bash", "-c", "echo out; echo err >&2; exit 7"])
    assert (outcome.status, outcome.output, outcome.errors) == (7, b"out\n", b"err\n")
    service.stop()


def test_other_processes_are_closed(session: Session) -> None:
    """No process is traced, read or written to by another: not the supervisor, and none of the host."""
    script = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for pid in (1, os.getppid(), HOST):
    if libc.ptrace(16, pid, 0, 0) == 0: print("traced", pid)
    if libc.process_vm_readv(pid, None, 0, None, 0, 0) == 0: print("read", pid)
    for name in ("mem", "environ", "maps", "auxv"):
        try:
            open(f"/proc/{pid}/{name}", "rb").read(1)
            print("opened", pid, name)
        except OSError:
            pass
""".replace("HOST", str(os.getpid()))
    outcome = session.run(python(script))
    assert (outcome.status, outcome.output) == (0, b"")


def test_no_core_is_dumped(bash: Callable[[str], str], session: Session) -> None:
    """A program that crashes leaves nothing, and cannot allow itself to."""
    assert "0" in bash("ulimit -Hc")
    session.run(["bash", "-c", "ulimit -c unlimited; kill -SEGV $$"])
    assert session.listing() == ()


@pytest.mark.parametrize(("memory", "disk"), [(256, 16), (32, 16), (256, 8), (512, 32)], ids=str)
def test_kernel_limits_each_process(session: Session, memory: int, disk: int) -> None:
    """To what the command may take, and never to more than the sandbox; no program can raise that again."""
    limits = dataclasses.replace(TIGHT, memory=memory << 20, disk=disk << 20)
    script = "ulimit -d unlimited -f unlimited -n 4096 -q 1; ulimit -Hd; ulimit -Hf; ulimit -Hn; ulimit -Hq"
    found = session.run(["bash", "-c", script], limits=limits).output.split()
    assert [int(each) for each in found] == [min(memory, 256) << 10, min(disk, 16) << 10, 256, 0]


def test_limits_of_one_command_are_not_those_of_the_next(session: Session) -> None:
    """A command that was ended early does not cost the next its time or its room."""
    assert session.run(["sleep", "600"], limits=SHORT).why == "time"
    assert session.run(["yes"], limits=Limits(output=10)).why == "output"
    assert session.run(["sleep", "0.6"]).status == 0
    assert soon(lambda: session.run(["head", "-c", "1000", "/dev/zero"]).status == 0)
