"""Standard output and standard error, whatever the caller made of them."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from typing import TextIO

_MODES = {"stdin": (os.O_RDONLY, "r"), "stdout": (os.O_RDONLY, "w"), "stderr": (os.O_WRONLY, "w")}
"""How a stream is opened that the caller closed: writing to standard output fails, as it should."""


def open_closed_streams() -> None:
    """Give the streams that the caller closed (``>&-``) something to stand on.

    Python has ``None`` in their place; and the next file that is opened would get their number, and with it
    what is meant for them.
    """
    for name, (flags, mode) in _MODES.items():
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, closefd=False))


def write_standard(text: str) -> None:
    """Write to standard output, at once.

    Raises:
        RunbookSiteError: It is closed, or its disk is full.
    """
    try:
        sys.stdout.flush()
        # A lone surrogate (from a file name that is no UTF-8) must not end the program.
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`). What was found stays what it is.
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        why = "it is closed" if error.errno == errno.EBADF else error.strerror
        message = f"cannot write to standard output: {why}"
        raise RunbookSiteError(message) from error


def say(message: str) -> None:
    """A line for people, on standard output."""
    write_standard(f"{printable(message)}\n")


def complain(message: str) -> None:
    """A line for people, on standard error where that can be written to; the exit code tells it in any case."""
    write_error(f"{printable(message)}\n")


def write_error(text: str) -> None:
    """Write to standard error, as it is, where that can be written to."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Lead a stream nowhere: at exit Python would write again what could not be written."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
