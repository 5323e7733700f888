"""Writing what a command made."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from runbook_site.sources.error import RunbookSiteError


def write_output(text: str, output: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output where none is given.

    Raises:
        RunbookSiteError: The file cannot be written.
    """
    if output is None:
        # A lone surrogate (from a file name that is no UTF-8) must not end the program.
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
        return
    try:
        replace_file(output, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        message = f"cannot write {output}: {error.strerror}"
        raise RunbookSiteError(message) from error


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in place in one step: a reader sees the former one or the new one, never half of it."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
