"""Files of a rehearsal, by their paths."""

from __future__ import annotations

import gzip
import posixpath
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.proofs.sandbox.outcome import File


def content(path: str) -> bytes:
    """What stands in a file that is put in place: nothing that means anything."""
    text = b"{}\n" if path.endswith(".json") else b"put in place for a rehearsal\n"
    return gzip.compress(text, mtime=0) if path.endswith((".gz", ".tgz")) else text


def normal(path: str) -> str:
    """A path without detours; empty for none."""
    return posixpath.normpath(path) if path else ""


def is_below(path: str) -> bool:
    """Whether a path leads to something below the home, from the home."""
    normal = posixpath.normpath(path)
    return not normal.startswith(("/", "~", "..")) and normal != "." and "\0" not in path


def is_new(path: str, file: File, before: Mapping[str, File]) -> bool:
    """Whether a file was not there before, or was changed since."""
    old = before.get(path)
    return old is None or (not stat.S_ISDIR(file.mode) and (old.size, old.changed) != (file.size, file.changed))
