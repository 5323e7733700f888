"""Programs that counterparts are made of, as they are found inside."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from runbook_site.proofs.sandbox.host import search_path
from runbook_site.proofs.sandbox.offer import tried

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runbook_site.proofs.sandbox.session import Session

_VERSION = re.compile(rb"\d++(?:\.\d++)++")


def found(programs: Iterable[str]) -> frozenset[str]:
    """Those of some programs that a sandbox has."""
    return frozenset(each for each in programs if shutil.which(each, path=search_path()))


def without_loopback() -> str:
    """Why no server can stand in a sandbox of this machine, and what to do; empty where one can."""
    return without_bubblewrap("a server")


def without_bubblewrap(what: str) -> str:
    """Why something cannot stand in a sandbox of this machine, and what to do; empty where it can."""
    offer = tried("bubblewrap")
    if offer.usable:
        return ""
    return f"{what} needs a sandbox by bubblewrap, which there is none of here: {offer.why}. {offer.advice}".strip()


def version(session: Session, program: str, option: str = "--version") -> tuple[str, str]:
    """A program's name and version, as it says it; an empty version where it says none.

    Raises:
        SandboxError: The sandbox is spent.
    """
    outcome = session.run([program, option])
    said = _VERSION.search(outcome.output) if outcome.status == 0 else None
    return program, said[0].decode() if said else ""
