"""Files that are there before any command."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from runbook_site.proofs.counterparts.counterpart import Needs, Standing
from runbook_site.proofs.sandbox.error import SandboxError

if TYPE_CHECKING:
    from runbook_site.model.counterparts import Counterparts
    from runbook_site.proofs.sandbox.session import Session


def missing(_declared: Counterparts) -> str:
    """Nothing: every sandbox holds files."""
    return ""


def needs(_declared: Counterparts) -> Needs:
    """Nothing."""
    return Needs()


def start(session: Session, declared: Counterparts) -> Standing:
    """Put the files in place. Those that can be run are tools, by their paths from the home.

    Raises:
        SandboxError: A path leads out of the home, or there is no room for a file.
    """
    scripts = set()
    for path, text in declared.files.items():
        below = path_below_home(path)
        session.write(below, text.encode(), 0o755 if is_script(text) else 0o644)
        if is_script(text):
            scripts.add(below)
    return Standing(tools=frozenset(scripts))


def is_script(text: str) -> bool:
    """Whether a file with this text can be run."""
    return text.startswith("#!")


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
