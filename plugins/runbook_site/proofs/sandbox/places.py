"""Places to write to that commands name by absolute paths, such as ``/app/logs`` and ``/etc/nginx``."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from runbook_site.proofs.sandbox.error import SandboxError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_MOST = 16


def folders_for(paths: Iterable[str], writable: Collection[str], own: Collection[str]) -> tuple[str, ...]:
    """The folders that have to be made for files at some paths: of each path the highest that is nobody else's.

    Nothing of the sandbox's own lies below them, so that whoever may write there can move nothing of it away.

    Args:
        paths: Absolute paths of files, without detours.
        writable: Places in which files can be put anyway.
        own: What else the sandbox has of its own.

    Raises:
        SandboxError: A path leads to what is the sandbox's own, or there are too many folders.
    """
    taken = {*writable, *own}
    made: list[str] = []
    for path in paths:
        if any(is_below(path, each) for each in (*writable, *made)):
            continue
        if any(is_below(path, each) for each in own):
            raise _refused(path, f"the sandbox needs '{next(each for each in own if is_below(path, each))}' itself")
        ways = [folder for folder in _above(path) if not any(is_below(each, folder) for each in taken)]
        if not ways:
            raise _refused(path, f"'{posixpath.dirname(path)}' holds what the sandbox needs itself")
        made.append(ways[0])
    if len(made) > _MOST:
        message = f"files are declared in {len(made)} folders outside of the home, and a sandbox has {_MOST} at most"
        raise SandboxError(message)
    return tuple(made)


def is_below(path: str, folder: str) -> bool:
    """Whether a path is a folder or leads to something in it."""
    return path == folder or path.startswith(f"{folder}/")


def _above(path: str) -> list[str]:
    """The folders that lead to a path, the highest first."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(2, len(parts))]


def _refused(path: str, why: str) -> SandboxError:
    return SandboxError(
        f"'{path}' cannot be put in place: {why}. Declare a file below the home, or in a folder of the service's "
        "own, such as '/app/logs' or '/etc/nginx', and have the command name that"
    )
