"""How the time of a command counts on a machine that is busy with other things."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.sandbox.inside.clock import SLOWEST
from runbook_site.proofs.sandbox.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.proofs.sandbox.conftest import Open

_OTHERS = 4
_WORK = "import time\nwhile time.process_time() < {}: pass"


@pytest.fixture
def busy() -> Iterator[None]:
    """One processor for this process, for what it starts, and for others that want all of it."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        with ExitStack() as left:
            for _ in range(_OTHERS):
                other = subprocess.Popen([sys.executable, "-I", "-S", "-c", "while True: pass"])
                left.callback(other.wait)
                left.callback(other.kill)
            yield
    finally:
        os.sched_setaffinity(0, before)


@pytest.mark.usefixtures("busy")
def test_what_others_take_does_not_count(open_: Open) -> None:
    """A command that works has the processor for its time, however long that takes; one that waits has its time."""
    with open_() as session:
        done = session.run(["python", "-I", "-S", "-c", _WORK.format(0.6)], limits=Limits(seconds=1))
        assert (done.status, done.why) == (0, "")
        assert done.seconds > 1
        children = f"for i in 1 2 3 4; do python -I -S -c '{_WORK.format(0.1)}' || exit; done"
        assert session.run(["bash", "-c", children], limits=Limits(seconds=1)).status == 0
        waits = session.run(["sleep", "60"], limits=Limits(seconds=1))
        assert (waits.why, waits.seconds < 5) == ("time", True)


@pytest.mark.usefixtures("busy")
def test_an_end_in_any_case(open_: Open) -> None:
    """What works without end has ended after its time on the processor, and after ten times its time at the latest."""
    with open_() as session:
        outcome = session.run(["python", "-I", "-S", "-c", "while True: pass"], limits=Limits(seconds=0.5))
        assert outcome.why == "time"
        assert 0.5 < outcome.seconds < SLOWEST * 0.5 + 3
