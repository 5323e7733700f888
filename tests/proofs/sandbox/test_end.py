"""However a sandbox ends, and whenever: nothing of it is left."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.sandbox.error import SandboxError
from tests.proofs.sandbox.outside import running, soon

if TYPE_CHECKING:
    from runbook_site.proofs.sandbox.session import Session
    from tests.proofs.sandbox.conftest import Open

CALLER = """
import os, signal, sys
from functools import partial
from runbook_site.cli.signals import ending_signals
from runbook_site.proofs.sandbox import bubblewrap, landlock
from runbook_site.proofs.sandbox.session import Session
from runbook_site.proofs.sandbox.wish import Wish
from tests.proofs.sandbox.conftest import WAYS
# Whoever runs the tests in the background may have it ignored, which is inherited.
signal.signal(signal.SIGINT, signal.default_int_handler)
mark, way = os.environ["MARK"], os.environ["WAY"]
for module in (bubblewrap, landlock):
    module.command = lambda folder, command=module.command: [*command(folder), mark]
sleep = f"bash -c 'sleep 600; : {mark}'"
print("starts", flush=True)
with ending_signals(), Session(WAYS[way], Wish()) as session:
    session.start(["bash", "-c", f"{sleep}; :"], ready=lambda _: True)
    session.write("file", bytes(1000000))
    print("runs", flush=True)
    session.run(["bash", "-c", f"(setsid {sleep} &); {sleep}; :"])
"""
"""Opens a sandbox, with a mark in the words of all its processes, and stays in it."""


class Caller:
    """A process that has a sandbox open."""

    def __init__(self, way: str, folder: Path) -> None:
        """Start it."""
        self.mark = f"mark{secrets.token_hex(8)}"
        environment = os.environ | {"MARK": self.mark, "WAY": way, "TMPDIR": str(folder)}
        self.process = subprocess.Popen(
            [sys.executable, "-c", CALLER],
            env=environment | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # as a job of a shell, which Ctrl-C is meant for
        )

    def wait_for(self, word: str) -> None:
        """Wait until it says something."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.decode().strip() == word:
                return
        pytest.fail(f"the caller ended before it said '{word}'")

    def end(self, number: signal.Signals) -> None:
        """Have a signal end it, as Ctrl-C does: all of its group get it."""
        os.killpg(self.process.pid, number)
        self.process.wait(30)
        if self.process.stdout:
            self.process.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_nothing_outlives_the_caller(way: str, number: signal.Signals, tmp_path: Path) -> None:
    """However the calling process ends, its sandbox ends with it: processes, files, folders."""
    caller = Caller(way, tmp_path)
    caller.wait_for("runs")
    assert soon(lambda: len(running(caller.mark)) >= 4)
    caller.end(number)
    assert soon(lambda: not running(caller.mark))
    assert soon(lambda: not list(tmp_path.iterdir()))


@pytest.mark.parametrize("delay", [0.0, 0.03, 0.1, 0.25])
def test_interruption_at_any_point(way: str, delay: float, tmp_path: Path) -> None:
    """Ctrl-C leaves nothing, also while a sandbox is only being made."""
    caller = Caller(way, tmp_path)
    caller.wait_for("starts")
    time.sleep(delay)
    caller.end(signal.SIGINT)
    assert soon(lambda: not running(caller.mark))
    assert soon(lambda: not list(tmp_path.iterdir()))


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


@pytest.mark.parametrize("inner", [True, False], ids=["supervisor", "what is around it"])
def test_crash_of_the_supervisor(
    open_: Open,
    inner: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A supervisor that crashes is an error, and takes everything along."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    mark = f"mark{secrets.token_hex(8)}"
    with open_() as session:
        session.start(
            ["bash", "-c", f"(setsid bash -c 'sleep 600; : {mark}' &); sleep 600; : {mark}"], ready=lambda _: True
        )
        assert soon(lambda: len(running(mark)) >= 2)
        pid = session._open.process.pid
        os.kill(children(pid)[0] if inner else pid, signal.SIGKILL)
        if inner:
            with pytest.raises(SandboxError, match="open another"):
                session.run(["true"])
            with pytest.raises(SandboxError, match="open another"):
                session.run(["true"])
    assert soon(lambda: not running(mark))
    assert soon(lambda: not list(tmp_path.iterdir()))


def test_end_takes_everything(open_: Open) -> None:
    """A sandbox that has been left is gone at once: its service, its files, its process."""
    mark = f"mark{secrets.token_hex(8)}"
    with open_() as session:
        session.start(["bash", "-c", f"trap '' TERM HUP; while :; do sleep 600; : {mark}; done"], ready=lambda _: True)
        session.write("file", b"x")
        process, home = session._open.process, session.home
    assert process.returncode is not None
    assert not running(mark)
    assert session.kind == "bubblewrap" or not Path(home).parent.exists()
    with pytest.raises(SandboxError, match="left"):
        session.run(["true"])


def test_interrupted_command_spends_the_sandbox(session: Session) -> None:
    """Who interrupts a command and goes on does not take its answer for that of the next."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    former = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(KeyboardInterrupt):
            session.run(["sleep", "600"])
    finally:
        signal.signal(signal.SIGALRM, former)
    with pytest.raises(SandboxError, match="middle of a command"):
        session.run(["true"])


def test_two_at_once(open_: Open) -> None:
    """Two sandboxes know nothing of each other, and each ends alone."""
    with open_() as one:
        one.write("file", b"one")
        with open_() as two:
            assert two.listing() == ()
            two.write("file", b"two")
            service = one.start(["sleep", "600"], ready=lambda _: True)
            two.run(["bash", "-c", f"kill -9 -1; pkill sleep; cat {one.home}/../*/file; echo three > {one.home}/file"])
            if two.kind == "bubblewrap":
                server = ["python", "-m", "http.server", "8000", "--bind", "127.0.0.1"]
                one.start(server, ready=lambda _: one.listens(8000))
                assert not two.listens(8000)
                two.start(server, ready=lambda _: two.listens(8000))
        assert one.read("file") == b"one"
        assert service.status() is None
        assert one.run(["cat", "file"]).output == b"one"
