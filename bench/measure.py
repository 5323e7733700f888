"""Times whole processes in turns."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

BIN = Path(sys.executable).parent
_NOT_AS_INSTALLED = frozenset({"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"})
"""What is installed is compiled: who measures must not compile it anew in each run."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took.

    Attributes:
        seconds: Wall-clock time.
        mebibytes: Peak resident memory of the process itself.
    """

    seconds: float
    mebibytes: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two commands that took turns.

    Attributes:
        ours: What each run of the first took.
        theirs: What each run of the second took.
    """

    ours: tuple[Cost, ...]
    theirs: tuple[Cost, ...]

    @property
    def ratio(self) -> float:
        """Median of the ratios of their times, pair by pair."""
        return statistics.median(a.seconds / b.seconds for a, b in zip(self.ours, self.theirs, strict=True))

    def describe(self, ours: str, theirs: str) -> str:
        """Three lines: each command's median time and memory, and the ratio."""
        return (
            f"  {ours:<44} {_median(self.ours)}\n"
            f"  {theirs:<44} {_median(self.theirs)}\n"
            f"  {'ratio of the times, median of the pairs':<44} {self.ratio:6.2f}"
        )


def take_turns(
    ours: Sequence[str | Path],
    theirs: Sequence[str | Path],
    runs: int,
    before: Callable[[], None] = lambda: None,
) -> Pair:
    """Run two commands A B A B …, after one run of each that is not counted.

    Args:
        ours: The first command.
        theirs: The second.
        runs: How many runs of each are counted.
        before: Called before each run, to remove what the last one left.

    Raises:
        RuntimeError: A command could not do its work (exit code above 1).
    """
    costs: list[tuple[Cost, Cost]] = []
    for _ in range(runs + 1):
        before()
        first = run(ours)
        before()
        costs.append((first, run(theirs)))
    return Pair(tuple(a for a, _ in costs[1:]), tuple(b for _, b in costs[1:]))


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end.

    Args:
        command: The command.
        environment: Variables that it gets beside ours.

    Raises:
        RuntimeError: It could not do its work (exit code above 1).
    """
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_AS_INSTALLED}
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - commands of this folder
        [str(part) for part in command],
        env=inherited | dict(environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    complaints = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode > 1:
        message = f"{' '.join(map(str, command[:4]))} … exited with {process.returncode}: {complaints.decode()}"
        raise RuntimeError(message)
    return Cost(seconds, usage.ru_maxrss / 1024)


def _median(costs: tuple[Cost, ...]) -> str:
    seconds = statistics.median(cost.seconds for cost in costs)
    return f"{seconds:6.2f} s  {max(cost.mebibytes for cost in costs):6.0f} MiB"
