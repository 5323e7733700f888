"""Where a folder is put together beside its place, and what a build that was killed leaves there."""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from runbook_site.cli.manifest import read_manifest, strangers
from runbook_site.cli.streams import complain
from runbook_site.sources.folder_walk import BUILD_MARKER

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

WORKPLACE = ".runbook-site-"
"""How the name of such a folder begins; the rest is random."""
JOURNAL = "journal"
"""The file in it that says which folder is being built, and from which files. Its writer holds a lock on it."""


def journal_header(target: Path) -> str:
    """The first line of the journal of a build."""
    return f"runbook-site build: at work on {target.name!a}"


def lock(journal: BinaryIO) -> bool:
    """Hold a journal until it is closed, or the process ends; whether that was possible."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def sweep(target: Path) -> None:
    """Clear away what builds of this folder left that were killed, and nothing that is not surely of them."""
    for workplace in sorted(target.parent.glob(f"{WORKPLACE}*")):
        with suppress(OSError), (workplace / JOURNAL).open("r+b") as journal:
            # Whoever holds the lock is still at work.
            if lock(journal) and _is_left_by_build(workplace, target):
                clear(workplace, target)
                complain(f"runbook-site: cleared away what an unfinished build left in '{workplace}'")


def clear(workplace: Path, target: Path) -> None:
    """Remove a workplace; if what it was to replace is there and nothing in its place, put that back first.

    Raises:
        OSError: It cannot be put back; then it stays where it is.
    """
    former = workplace / "former"
    if former.exists() and not target.exists():
        former.rename(target)
    shutil.rmtree(workplace, ignore_errors=True)


def _is_left_by_build(workplace: Path, target: Path) -> bool:
    if workplace.is_symlink() or {path.name for path in workplace.iterdir()} - {JOURNAL, "new", "former"}:
        return False
    sums = read_manifest(workplace / JOURNAL, journal_header(target))
    if sums is None:
        return False
    fresh, former = workplace / "new", workplace / "former"
    return not (
        (fresh.exists() and strangers(fresh, sums=sums, unfinished=True))
        or (former.exists() and strangers(former, sums=read_manifest(former / BUILD_MARKER)))
    )
