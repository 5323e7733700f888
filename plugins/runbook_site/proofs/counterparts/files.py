"""Files that are there before any command."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from runbook_site.proofs.counterparts.counterpart import Needs, Standing
from runbook_site.proofs.counterparts.programs import without_bubblewrap
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.session import HOME

if TYPE_CHECKING:
    from runbook_site.model.counterparts import Counterparts
    from runbook_site.proofs.sandbox.session import Session


def missing(declared: Counterparts) -> str:
    """What this machine lacks for it: every sandbox holds files, but only one by bubblewrap has them anywhere."""
    path = next((path for path in declared.files if path.startswith("/")), None)
    return "" if path is None else without_bubblewrap(f"the file '{path}'")


def needs(declared: Counterparts) -> Needs:
    """Places for those outside of the home.

    Raises:
        SandboxError: A path is none of a file inside.
    """
    paths = map(path_inside, declared.files)
    return Needs(paths=tuple(path for path in paths if path.startswith("/")))


def start(session: Session, declared: Counterparts) -> Standing:
    """Put the files in place. Those that can be run are tools, by their paths: from the home, or absolute.

    Raises:
        SandboxError: A path leads out of the home and is not absolute, or there is no room for a file.
    """
    scripts = set()
    for path, text in declared.files.items():
        inside = path_inside(path)
        session.write(inside, text.encode(), 0o755 if is_script(text) else 0o644)
        if is_script(text):
            scripts.add(inside)
    return Standing(tools=frozenset(scripts))


def is_script(text: str) -> bool:
    """Whether a file with this text can be run."""
    return text.startswith("#!")


def path_inside(path: str) -> str:
    """A path without detours: from the home, or absolute where it leads to elsewhere.

    Raises:
        SandboxError: It leads out of the home without being absolute.
    """
    if not path.startswith("/"):
        return path_below_home(path)
    normal = posixpath.normpath(f"/{path.lstrip('/')}")
    if not path.isprintable() or path.endswith("/") or normal in {"/", HOME}:
        message = f"{path!r} is no path of a file; write it as '/app/logs/app.log'"
        raise SandboxError(message)
    return normal.removeprefix(f"{HOME}/")


def path_below_home(path: str) -> str:
    """A path from the home, without detours.

    Raises:
        SandboxError: It leads somewhere else.
    """
    normal = posixpath.normpath(path)
    if normal in {".", ".."} or normal.startswith(("/", "~", "../")) or not path.isprintable() or path.endswith("/"):
        message = f"{path!r} is no path of a file below the home; write it as 'scripts/deploy.sh'"
        raise SandboxError(message)
    return normal
