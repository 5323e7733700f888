"""Other programs that checks ask: bounded in time and memory, the same wherever they run."""

from __future__ import annotations

import math
import os
import select
import signal
import subprocess
import sys
import time
import weakref
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MEMORY = 1 << 30
_LARGEST_FILE = 1 << 29
_IN_MEMORY = "/dev/shm"  # noqa: S108 - what is made there has a name that nobody can guess
_ENOUGH = 64 << 20
_WAITING = 4
"""How much longer than it may work a program may take: other programs want the processors too."""
_OUT_OF_TIME = 24
"""The signal that ends a program which has worked for too long (SIGXCPU)."""


class ProgramError(RuntimeError):
    """A program that a check needs is missing, did not end in time, or gave an answer that says nothing."""


class ProgramTimeoutError(ProgramError):
    """A program did not end in time."""


@dataclass(frozen=True)
class Answer:
    """How a program ended.

    Attributes:
        status: Its exit status.
        output: What it wrote to its standard output.
        errors: What it wrote to its standard error.
    """

    status: int
    output: str
    errors: str


class RunningProgram:
    """A program at work, with nothing of the user's environment that could change its answer.

    Nobody has to read while it writes: what it says goes to files. It is ended with whoever has started it, and so is
    what it has started itself.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        seconds: How long it may work. It may take longer where others work beside it.
        given: What it reads from its standard input.

    Raises:
        ProgramError: It could not be started.
    """

    def __init__(self, command: Sequence[str | Path], folder: Path, seconds: float, given: str = "") -> None:
        """Start it."""
        self._name = os.fspath(command[0])
        self._seconds = seconds
        self._until = time.monotonic() + seconds * _WAITING
        with ExitStack() as files:
            words, self._output, self._errors = (files.enter_context(TemporaryFile()) for _ in range(3))
            words.write(given.encode("utf-8", "replace"))
            words.seek(0)
            try:
                self._process = subprocess.Popen(  # noqa: S603 - a fixed program, with names of files made for it
                    [os.fspath(word) for word in command],
                    cwd=folder,
                    env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
                    stdin=words,
                    stdout=self._output,
                    stderr=self._errors,
                    process_group=0,  # its own, so that all of it can be ended at once
                )
            except OSError as error:
                message = f"{self._name} could not be started: {error}"
                raise ProgramError(message) from error
            self._end = weakref.finalize(self, _end, self._process, files.pop_all())
        _limit(self._process.pid, seconds)

    def answer(self) -> Answer:
        """How it ends.

        Raises:
            ProgramTimeoutError: It took too long, and was ended.
        """
        _await_end(self._process.pid, self._until - time.monotonic())
        try:
            status = self._process.wait(max(0.0, self._until - time.monotonic()))
        except subprocess.TimeoutExpired:
            status = -_OUT_OF_TIME
        output, errors = _text_of(self._output), _text_of(self._errors)
        self._end()
        if status == -_OUT_OF_TIME:
            message = f"{self._name} did not end within {self._seconds:.0f} s"
            raise ProgramTimeoutError(message)
        return Answer(status, output, errors)


def _await_end(process: int, seconds: float) -> None:
    """Wait for the end of a child, where the system tells of it: `subprocess` only looks now and then."""
    if not hasattr(os, "pidfd_open"):
        return
    try:
        end = os.pidfd_open(process)
    except OSError:  # an old kernel, or nothing is left of the child
        return
    try:
        told = select.poll()
        told.register(end, select.POLLIN)
        told.poll(max(0.0, seconds) * 1000)
    finally:
        os.close(end)


def ask_program(command: Sequence[str | Path], folder: Path, seconds: float, given: str = "") -> Answer:
    """Run a program to its end.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        seconds: How long it may work. It may take longer where others work beside it.
        given: What it reads from its standard input.

    Raises:
        ProgramTimeoutError: It took longer, and was ended.
        ProgramError: It could not be started.
    """
    return RunningProgram(command, folder, seconds, given).answer()


def folder_for_texts() -> TemporaryDirectory[str]:
    """A folder for texts that a program reads: in memory where the system has such a place, as texts hold secrets."""
    with suppress(OSError, AttributeError):
        space = os.statvfs(_IN_MEMORY)
        if space.f_bavail * space.f_frsize >= _ENOUGH and os.access(_IN_MEMORY, os.W_OK):
            return TemporaryDirectory(prefix="runbook-site-", dir=_IN_MEMORY)
    return TemporaryDirectory(prefix="runbook-site-")


def _end(process: subprocess.Popen[bytes], files: ExitStack) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        # A group without members is gone, or, on macOS, may not be asked.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    files.close()


def _text_of(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _limit(process: int, seconds: float) -> None:
    """Let a process have a gigabyte, write half of that, and work for some time, where the system can bound others."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - there is none elsewhere

        wanted = {
            resource.RLIMIT_DATA: _MEMORY,
            resource.RLIMIT_FSIZE: _LARGEST_FILE,
            resource.RLIMIT_CPU: math.ceil(seconds),
        }
        for limit, most in wanted.items():
            # A program that has ended already, or a system that does not let us, leaves nothing to do.
            with suppress(OSError):
                soft, hard = resource.prlimit(process, limit)
                if soft == resource.RLIM_INFINITY or soft > most:
                    resource.prlimit(process, limit, (most, hard))
