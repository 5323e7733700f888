"""What a sandbox costs: to open and leave it, and to run a command in it."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.proofs.sandbox.sandbox import open_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.proofs.sandbox.enclosure import Kind

_SNIPPET = ["bash", "-c", "printf 'b\\na\\n' | sort > sorted; read -r first < sorted; echo $first"]


@dataclass(frozen=True, slots=True)
class SandboxCost:
    """Medians, in seconds.

    Attributes:
        session: To open a sandbox and to leave it, with nothing run in it.
        nothing: To run `true` in one that is open.
        snippet: To run a few lines of bash with two programs in one that is open.
        outside: To run the same lines without any sandbox.
    """

    session: float
    nothing: float
    snippet: float
    outside: float

    def describe(self) -> str:
        """A line for each."""
        rows = (
            ("to open and to leave", self.session),
            ("`true` inside", self.nothing),
            ("a few lines of bash inside; aim: 10", self.snippet),
            ("the same lines without a sandbox", self.outside),
        )
        return "\n".join(f"  {what:<44} {1000 * seconds:6.1f} ms" for what, seconds in rows)


def measure_sandbox(kind: Kind, runs: int) -> SandboxCost:
    """Measure one kind of sandbox.

    Args:
        kind: Which one.
        runs: How often each is done.

    Raises:
        SandboxError: This machine does not offer it.
    """

    def enter_and_leave() -> None:
        with open_session(kind=kind):
            pass

    def outside() -> None:
        subprocess.run(_SNIPPET, stdout=subprocess.DEVNULL, cwd=folder, check=False)  # noqa: S603 - words of this module

    with open_session(kind=kind) as session, tempfile.TemporaryDirectory() as folder:
        return SandboxCost(
            session=_median(enter_and_leave, runs),
            nothing=_median(lambda: session.run(["true"]), 5 * runs),
            snippet=_median(lambda: session.run(_SNIPPET), 5 * runs),
            outside=_median(outside, 5 * runs),
        )


def _median(work: Callable[[], object], runs: int) -> float:
    work()
    times: list[float] = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)
