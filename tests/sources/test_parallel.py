"""Work that is spread over processes gives what a plain loop gives."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from runbook_site.sources.parallel import FEWEST, parallel_map
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable


def test_results_come_in_order() -> None:
    """The order of the runbooks does not depend on which process was quicker."""
    numbers = range(FEWEST * 3 + 1)
    assert parallel_map(lambda number: number * number, numbers) == [number * number for number in numbers]


def alone(code: str) -> str:
    """What a Python process of its own prints, in which no other test has left threads or children."""
    lines = f"import os\nfrom runbook_site.sources.parallel import FEWEST, parallel_map\n{code}"
    return subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True, timeout=60).stdout


def test_more_than_one_process_takes_part() -> None:
    """The work is really spread, over as many processes as there are processors."""
    printed = alone(
        "import time\nprint(len(set(parallel_map(lambda _: time.sleep(0.001) or os.getpid(), range(FEWEST)))))"
    )
    assert int(printed) == min(len(os.sched_getaffinity(0)), FEWEST)


def test_values_come_back_as_they_went() -> None:
    """However a class of them is made: what a constructor would compute again, or does not take, is not lost."""
    printed = alone(
        """
import time
from dataclasses import dataclass, field
@dataclass(frozen=True, slots=True)
class Pair: left: int; right: object
@dataclass(frozen=True, slots=True)
class Counted:
    number: int; text: str
    def __post_init__(self): object.__setattr__(self, 'number', self.number + 1)
@dataclass(frozen=True, slots=True)
class Below(Counted): more: str = ''
@dataclass(frozen=True, slots=True)
class Named: a: int; b: int = field(kw_only=True)
@dataclass(frozen=True, slots=True)
class One: only: int
def make(n):
    time.sleep(0.001)
    return Pair(n, (Counted(n, 'a'), Below(n, 'b', 'c'), Named(n, b=2), One(n)))
print(parallel_map(make, range(FEWEST)) == [make(n) for n in range(FEWEST)])
"""
    )
    assert printed == "True\n"


def test_few_values_start_no_process() -> None:
    """A folder of a few runbooks is not slowed down by forks."""
    assert set(parallel_map(lambda _: os.getpid(), range(FEWEST - 1))) == {os.getpid()}


def test_a_threaded_process_is_not_forked() -> None:
    """A live preview, which has threads, cannot be caught with a lock held."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert set(parallel_map(lambda _: os.getpid(), range(FEWEST))) == {os.getpid()}
    finally:
        stop.set()
        thread.join()


def test_shared_objects_stay_the_same_objects() -> None:
    """What results refer to is not copied."""
    values = [SourceText(f"{number}.md", "") for number in range(FEWEST)]
    results = parallel_map(lambda value: (value, len(value.path)), values, values)
    assert all(result[0] is value for result, value in zip(results, values, strict=True))


def test_an_exception_comes_out_as_it_is() -> None:
    """A defect is told with its own traceback, whichever process met it."""

    def fail(number: int) -> int:
        if number == FEWEST - 1:
            raise KeyError(number)
        return number

    with pytest.raises(KeyError):
        parallel_map(fail, range(FEWEST))


def test_a_result_that_cannot_be_pickled_costs_nothing_but_time() -> None:
    """Then the work is done in this process."""

    def constant(number: int) -> Callable[[], int]:
        return lambda: number

    results = parallel_map(constant, range(FEWEST))
    assert [result() for result in results] == list(range(FEWEST))


def test_nothing_is_left_behind() -> None:
    """No child and no open pipe remains."""
    printed = alone(
        "before = os.listdir('/proc/self/fd')\n"
        "parallel_map(lambda number: number, range(FEWEST))\n"
        "print(len(os.listdir('/proc/self/fd')) - len(before))\n"
        "try:\n"
        "    print(os.waitpid(-1, os.WNOHANG))\n"
        "except ChildProcessError:\n"
        "    print('no child')\n"
    )
    assert printed == "0\nno child\n"


def test_a_killed_parent_takes_the_others_along() -> None:
    """A process that still has results to hand over does not wait for ever for a reader that is gone."""
    printed = alone(
        "import signal, time\n"
        "reading, writing = os.pipe()\n"
        "parent = os.fork()\n"
        "if not parent:\n"
        "    os.close(reading)\n"
        "    me = os.getpid()\n"
        "    def work(number):\n"
        "        if os.getpid() == me:\n"
        "            time.sleep(0.2)\n"
        "            os.kill(me, signal.SIGKILL)\n"
        "        return 'x' * 100_000\n"
        "    parallel_map(work, range(FEWEST))\n"
        "os.close(writing)\n"
        "print(os.read(reading, 1))  # the end of the pipe is there when the last process that holds it is gone\n"
    )
    assert printed == "b''\n"
