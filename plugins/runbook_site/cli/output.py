"""Writing what a command made."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.streams import write_standard
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from runbook_site.model.document import Library

_STANDARD = (1, 2)


def require_output(output: Path | None, library: Library) -> None:
    """See that a file can be written to, before the work, and that it is none that the work was made from.

    Raises:
        RunbookSiteError: It cannot, or it is.
    """
    if output is None:
        return
    status = _status(output)
    if status is None:
        return
    if stat.S_ISDIR(status.st_mode):
        message = f"'{output}' is a folder: name a file in it with --output"
        raise RunbookSiteError(message)
    if not stat.S_ISREG(status.st_mode):
        return
    read = (*(source.path for source in library.sources), *(file.path for file in library.skipped if file.failed))
    for path in read:
        with suppress(OSError):
            if os.path.samestat(Path(path).stat(), status):
                message = f"'{output}' is one of the files that were read ({path}): name another one with --output"
                raise RunbookSiteError(message)


def write_output(text: str, output: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output where none is given.

    What exists and is no regular file (a device, a pipe) is written to; it is never replaced.

    Raises:
        RunbookSiteError: It cannot be written.
    """
    if output is None:
        write_standard(text)
        return
    content = text.encode("utf-8", "backslashreplace")
    status = _status(output)
    try:
        if status is None:
            replace_file(output, content)
        elif (descriptor := _standard(status)) is not None:
            # /dev/stdout leads to a file that others write to as well, before and after us.
            sys.stdout.flush()
            with os.fdopen(os.dup(descriptor), "wb") as file:
                file.write(content)
        elif stat.S_ISREG(status.st_mode):
            replace_file(output, content)
        else:
            with output.open("wb") as file:
                file.write(content)
    except OSError as error:
        message = f"cannot write '{output}': {why_not(output, error)}"
        raise RunbookSiteError(message) from error


def write_json(text: str, output: Path | None) -> None:
    """Write JSON as `write_output` does; to a terminal, control characters in it go as escapes that mean the same.

    Raises:
        RunbookSiteError: It cannot be written.
    """
    if output is None and sys.stdout.isatty():
        text = "".join(each if printable(each) == each else json.dumps(each)[1:-1] for each in text)
    write_output(text, output)


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in place in one step: a reader sees the former one or the new one, never half of it.

    Of a symbolic link, what it leads to is replaced. A former file's permissions are kept.

    Raises:
        OSError: It cannot be written.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".runbook-site-{os.urandom(8).hex()}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except OSError as error:
        if error.errno != errno.EBUSY:
            raise
        # A file that is mounted (into a container) can be written to, and not be replaced.
        target.write_bytes(content)
    finally:
        temporary.unlink(missing_ok=True)


def why_not(path: Path, error: OSError) -> str:
    """Why a file or folder cannot be written, in terms of the folders that lead to it."""
    with suppress(OSError):
        for folder in reversed(path.parents):
            if folder.exists() and not folder.is_dir():
                return f"'{folder}' is no folder"
            if error.errno == errno.ENOENT and not folder.exists():
                return f"there is no folder '{folder}'"
    return error.strerror or str(error)


def _status(output: Path) -> os.stat_result | None:
    """What is there, links followed; nothing where a new file can be.

    Raises:
        RunbookSiteError: No file can be there.
    """
    try:
        return output.stat()
    except OSError as error:
        # A link to a file that is not there yet is as good as none.
        if error.errno == errno.ENOENT and Path(os.path.realpath(output)).parent.is_dir():
            return None
        message = f"cannot write '{output}': {why_not(output, error)}"
        raise RunbookSiteError(message) from error


def _standard(status: os.stat_result) -> int | None:
    """The number of the standard stream that is this very file."""
    for descriptor in _STANDARD:
        with suppress(OSError):
            if os.path.samestat(os.fstat(descriptor), status):
                return descriptor
    return None
