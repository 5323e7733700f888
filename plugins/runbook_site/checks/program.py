"""Other programs that checks ask: bounded in time and memory, the same wherever they run."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MEMORY = 1 << 30
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


def ask_program(command: Sequence[str | Path], folder: Path, seconds: float, given: str = "") -> Answer:
    """Run a program to its end, with nothing of the user's environment that could change its answer.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        seconds: How long it may work. It may take longer where others work beside it.
        given: What it reads from its standard input.

    Raises:
        ProgramTimeoutError: It took longer, and was ended.
        ProgramError: It could not be started.
    """
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
    try:
        with subprocess.Popen(  # noqa: S603 - a fixed program, with names of files that were made for it
            [os.fspath(word) for word in command],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process:
            _limit(process.pid, seconds)
            try:
                output, errors = process.communicate(given, seconds * _WAITING)
            except subprocess.TimeoutExpired:
                message = f"{command[0]} did not end within {seconds:.0f} s"
                raise ProgramTimeoutError(message) from None
            finally:
                process.kill()
    except OSError as error:
        message = f"{command[0]} could not be started: {error}"
        raise ProgramError(message) from error
    if process.returncode == -_OUT_OF_TIME:
        message = f"{command[0]} did not end within {seconds:.0f} s"
        raise ProgramTimeoutError(message)
    return Answer(process.returncode, output, errors)


def _limit(process: int, seconds: float) -> None:
    """Let a process have a gigabyte, and so much time of a processor, where the system can say so about another."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - there is none elsewhere

        wanted = {resource.RLIMIT_DATA: _MEMORY, resource.RLIMIT_CPU: math.ceil(seconds)}
        for limit, most in wanted.items():
            # A program that has ended already, or a system that does not let us, leaves nothing to do.
            with suppress(OSError):
                soft, hard = resource.prlimit(process, limit)
                if soft == resource.RLIM_INFINITY or soft > most:
                    resource.prlimit(process, limit, (most, hard))
