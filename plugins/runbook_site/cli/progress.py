"""What is being done, for people who wait at a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ERASE = "\r\x1b[2K"


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show a line on standard error while the work goes on; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    print(f"{_ERASE}{what} …", end="", file=sys.stderr, flush=True)
    try:
        yield
    finally:
        print(_ERASE, end="", file=sys.stderr, flush=True)
