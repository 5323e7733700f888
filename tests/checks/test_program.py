"""Programs that checks ask, and what these start themselves."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from runbook_site.checks.program import ProgramTimeoutError, RunningProgram, ask_program


def is_running(process: int) -> bool:
    """Whether a process is at work, and no mere entry that nobody has asked for yet."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] not in {"Z", "X"}
    return False


def ends(process: int) -> bool:
    """Whether a process ends within some seconds."""
    until = time.monotonic() + 10
    while is_running(process) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_running(process)


def started_by(running: RunningProgram, note: Path) -> int:
    """The process that a program has started and noted."""
    until = time.monotonic() + 10
    while not (note.exists() and note.read_text("utf-8").strip()) and time.monotonic() < until:
        time.sleep(0.02)
    assert running is not None
    return int(note.read_text("utf-8"))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")
class TestGroup:
    """What a program has started ends with it."""

    def test_after_a_timeout(self, tmp_path: Path) -> None:
        """A program that takes too long takes those that it waits for along."""
        note = tmp_path / "note"
        running = RunningProgram(["/bin/sh", "-c", f"sleep 300 & echo $! > {note}; wait"], tmp_path, 0.25)
        child = started_by(running, note)
        assert is_running(child)
        with pytest.raises(ProgramTimeoutError):
            running.answer()
        assert ends(child)

    def test_after_its_end(self, tmp_path: Path) -> None:
        """A program that leaves another behind leaves none."""
        note = tmp_path / "note"
        answer = ask_program(["/bin/sh", "-c", f"sleep 300 & echo $! > {note}; echo done"], tmp_path, 5)
        assert (answer.status, answer.output) == (0, "done\n")
        assert ends(int(note.read_text("utf-8")))

    def test_when_nobody_waits(self, tmp_path: Path) -> None:
        """Whoever forgets a program, as on an interrupt, ends all of it."""
        note = tmp_path / "note"
        running = RunningProgram(["/bin/sh", "-c", f"sleep 300 & echo $! > {note}; wait"], tmp_path, 60)
        child = started_by(running, note)
        del running
        assert ends(child)
