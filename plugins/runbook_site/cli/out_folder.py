"""A folder that is written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.manifest import manifest_text, read_manifest, strangers, sums_of
from runbook_site.cli.output import why_not
from runbook_site.cli.workplace import JOURNAL, WORKPLACE, clear, journal_header, lock, sweep
from runbook_site.sources.ancestors import lies_in
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.folder_walk import BUILD_MARKER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAMED = 3


def require_folder(folder: Path, sources: Sequence[Path]) -> None:
    """See that a folder may be replaced, before the work that it is to hold.

    Raises:
        RunbookSiteError: It holds what this tool did not write, lies in the sources or around them, or cannot
            be replaced.
    """
    message = ""
    for source in sources:
        if source.is_dir() and lies_in(folder, source):
            message = f"'{folder}' lies in '{source}', which is read: the pages would be runbooks of the next run"
        elif lies_in(source, folder):
            message = f"'{source}' is read and lies in '{folder}', which is replaced"
    if not message and lies_in(Path.cwd(), folder):
        message = f"'{folder}' is replaced, and you are in it"
    if message:
        message = f"{message}; give another folder with --out"
        raise RunbookSiteError(message)
    try:
        _require_own(folder)
    except OSError as error:
        message = f"cannot write '{folder}': {why_not(folder, error)}"
        raise RunbookSiteError(message) from error


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder in place of all that it held.

    They are written beside it first, so that the former content stays as it was when anything fails. What a
    build that was killed has left there is cleared away.

    Raises:
        RunbookSiteError: The folder is not this tool's and not empty, or cannot be written.
    """
    # `out/..` and the like have no name of their own to rename.
    target = Path(os.path.abspath(folder))  # noqa: PTH100 - `Path.resolve` would follow links
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target)
        _require_own(target)
        workplace = Path(tempfile.mkdtemp(prefix=WORKPLACE, dir=target.parent))
        try:
            _write(workplace, target, files)
        finally:
            clear(workplace, target)
    except OSError as error:
        why = _MOUNTED.format(target) if error.errno == errno.EBUSY else why_not(folder, error)
        message = f"cannot write '{folder}': {why}"
        raise RunbookSiteError(message) from error


_MOUNTED = "something is mounted there, which cannot be replaced; give a folder inside it, such as '{}/docs'"


def _write(workplace: Path, target: Path, files: Mapping[str, bytes]) -> None:
    sums = sums_of(files)
    with (workplace / JOURNAL).open("wb") as journal:
        lock(journal)
        journal.write(manifest_text(sums, journal_header(target)))
        journal.flush()
        fresh = workplace / "new"
        for name, content in {BUILD_MARKER: manifest_text(sums), **files}.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _require_own(target)
        if target.exists():
            target.rename(workplace / "former")
        fresh.rename(target)


def _require_own(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        message = f"'{folder}' is no folder; give another one with --out"
        raise RunbookSiteError(message)
    if not folder.is_dir():
        return
    if os.path.ismount(folder):
        message = f"cannot write '{folder}': {_MOUNTED.format(folder)}"
        raise RunbookSiteError(message)
    if found := strangers(folder, sums=read_manifest(folder / BUILD_MARKER)):
        more = f" and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
        message = (
            f"'{folder}' holds what runbook-site did not write, or what was changed since: "
            f"{', '.join(found[:_NAMED])}{more}; move it elsewhere, or give another folder with --out"
        )
        raise RunbookSiteError(message)
