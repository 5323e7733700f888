"""A folder that is written whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKER = ".runbook-site"
"""A file that says that a folder was written by this tool, and may be replaced by it."""


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder in place of all that it held.

    They are written beside it first, so that the former content stays as it was when anything fails.

    Raises:
        RunbookSiteError: The folder is not this tool's and not empty, or cannot be written.
    """
    _refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        message = f"cannot write beside {folder}: {error.strerror}"
        raise RunbookSiteError(message) from error
    try:
        for name, content in {MARKER: b"", **files}.items():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        fresh.chmod(0o755)
        _swap(folder, fresh)
    except OSError as error:
        message = f"cannot write {folder}: {error.strerror}"
        raise RunbookSiteError(message) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _refuse_foreign(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        message = f"{folder} is no folder; give another one with --out"
        raise RunbookSiteError(message)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        message = f"{folder} holds files that runbook-site did not write; empty it yourself, or give another one"
        raise RunbookSiteError(message)


def _swap(folder: Path, fresh: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    former = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    folder.rename(former / "former")
    try:
        fresh.rename(folder)
    except OSError:
        (former / "former").rename(folder)
        raise
    finally:
        shutil.rmtree(former, ignore_errors=True)
