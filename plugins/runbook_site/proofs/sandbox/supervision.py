"""How a supervisor is started, and how it ends."""

from __future__ import annotations

import os
import select
import subprocess
from typing import IO, TYPE_CHECKING

from runbook_site.proofs.sandbox.host import python

# Python keeps what it compiles of them, which they could not do themselves: a sandbox writes nothing outside.
from runbook_site.proofs.sandbox.inside import keeper, supervisor  # noqa: F401

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack
    from pathlib import Path

_PATIENCE = 15.0
"""Seconds that a supervisor has to end everything, on a machine that is busy."""


def command(folder: Path) -> list[str]:
    """The words that start the supervisor.

    Args:
        folder: Where the folder of its modules is, as the process sees it that is started.
    """
    start = f"import sys; sys.path.insert(0, {str(folder)!r}); from inside.supervisor import main; main()"
    return [python(), "-I", "-S", "-c", start]


def launch(
    made: ExitStack, words: list[str], descriptors: Sequence[int] = ()
) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """Start the process around a supervisor, with pipes as its standard input and output.

    Args:
        made: Takes what is to be ended and removed.
        words: The words to start it with.
        descriptors: What it inherits beside the pipes.

    Returns:
        The process, and the file that it complains in.
    """
    errors = made.enter_context(os.fdopen(os.memfd_create("errors"), "w+b"))
    process = subprocess.Popen(  # noqa: S603 - words of this package, and paths
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env={},
        cwd="/",
        pass_fds=descriptors,
        start_new_session=True,  # Ctrl-C at the terminal is for this process: it ends the sandbox in its own way
        bufsize=0,
    )
    made.callback(_end, process)
    return process, errors


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a sandbox, and wait until everything in it is gone.

    The supervisor ends when it is left alone, and takes everything along. If it does not, it is killed: then its
    namespaces end with it, or its keeper does the rest.
    """
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    if not _ends(process):
        process.kill()
    process.wait()


def _ends(process: subprocess.Popen[bytes]) -> bool:
    """Whether it ends in time. It is told at once: `Popen.wait` with a limit looks again and again, ever later."""
    if process.poll() is not None:
        return True
    ended = os.pidfd_open(process.pid)
    try:
        poll = select.poll()
        poll.register(ended, select.POLLIN)
        return bool(poll.poll(_PATIENCE * 1000))
    finally:
        os.close(ended)
