"""Work that another process does ahead gives what it would give here, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from functools import partial

import pytest

from runbook_site.sources.ahead import Ahead


def alone(code: str) -> str:
    """What a Python process of its own prints, in which no other test has left threads or children."""
    lines = f"import os\nfrom runbook_site.sources.ahead import Ahead\n{code}"
    return subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True, timeout=60).stdout


def test_results_are_found_by_their_place_in_any_order() -> None:
    """Whoever asks for the last first gets the last, and the others later."""
    work = Ahead([partial(pow, number, 2) for number in range(20)])
    assert [work.result(index) for index in (-1, 0, 7, 7, 19)] == [361, 0, 49, 49, 361]
    work.close()


def test_the_work_is_done_elsewhere() -> None:
    """Where there is a second processor, another process takes it on."""
    printed = alone("print(Ahead([os.getpid]).result(0) == os.getpid())")
    assert printed == f"{len(os.sched_getaffinity(0)) == 1}\n"


def test_a_threaded_process_works_by_itself() -> None:
    """A live preview, which has threads, cannot be caught with a lock held."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert Ahead([os.getpid]).result(0) == os.getpid()
    finally:
        stop.set()
        thread.join()


def test_an_exception_comes_out_as_it_is() -> None:
    """A defect is told with its own traceback, and what was done before it is not lost."""
    work = Ahead([lambda: 1, lambda: 1 // 0, lambda: 3])
    assert work.result(0) == 1
    with pytest.raises(ZeroDivisionError):
        work.result(1)
    assert work.result(2) == 3


def test_what_is_larger_than_a_pipe_arrives() -> None:
    """The other process waits while nobody reads, and goes on."""
    work = Ahead([partial("x".__mul__, 1_000_000) for _ in range(5)])
    assert {len(work.result(index)) for index in range(5)} == {1_000_000}
    work.close()


def test_work_that_nobody_waits_for_is_ended() -> None:
    """Neither a process nor a pipe remains, although most of the work was never asked for."""
    printed = alone(
        "before = len(os.listdir('/proc/self/fd'))\n"
        "work = Ahead([lambda: 'x' * 1_000_000] * 1_000)\n"
        "work.result(0)\n"
        "work.close()\n"
        "print(len(os.listdir('/proc/self/fd')) - before)\n"
        "try:\n"
        "    print(os.waitpid(-1, os.WNOHANG))\n"
        "except ChildProcessError:\n"
        "    print('no child')\n"
    )
    assert printed == "0\nno child\n"


def test_a_killed_parent_takes_the_process_along() -> None:
    """Nothing goes on working for a build that is gone."""
    printed = alone(
        "import signal, time\n"
        "reading, writing = os.pipe()\n"
        "if not os.fork():\n"
        "    os.close(reading)\n"
        "    work = Ahead([os.getpid] + [lambda: 'x' * 1_000_000] * 1_000)\n"
        "    work.result(0)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "os.close(writing)\n"
        "print(os.read(reading, 1))  # the end of the pipe is there when the last process that holds it is gone\n"
    )
    assert printed == "b''\n"
