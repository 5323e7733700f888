"""What is being done, for people who wait at a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from runbook_site.cli.streams import write_error

if TYPE_CHECKING:
    from collections.abc import Iterator

_ERASE = "\r\x1b[2K"


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show a line on standard error while the work goes on; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    write_error(f"{_ERASE}{what} …")
    try:
        yield
    finally:
        write_error(_ERASE)
