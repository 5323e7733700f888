"""What there is on this machine to prove commands with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.rehearsal.rehearse import LIMITS, rehearse
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.offer import best
from runbook_site.proofs.sandbox.sandbox import open_session

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.proofs.rehearsal.rehearsal import Rehearsal
    from runbook_site.snippets.project import Project, RunbookSnippets

READING = ProofLevel.ACCEPTED
"""The highest level for which nothing runs."""
_NO_COUNTERPARTS = "executed was not tried: this version has no real counterparts to run commands against"


class Rehearse(Protocol):
    """Runs the commands of a runbook in order, in a sandbox of its own."""

    def __call__(self, project: Project, runbook: RunbookSnippets, entries: Sequence[Entry]) -> Iterable[Rehearsal]:
        """What became of commands; of those that it says nothing about, nothing was tried.

        Args:
            project: What was read, without credentials.
            runbook: The runbook.
            entries: Its commands, all of them, in the order of the file.

        Raises:
            SandboxError: A sandbox could not be made.
        """


@dataclass(frozen=True, slots=True)
class Means:
    """What proves commands.

    Attributes:
        tried: The highest level that can be reached with it.
        rehearse: What runs a runbook; ``None`` where nothing is to run, or can.
        missing: What was wanted and is not tried, and why; empty where there is nothing.
    """

    tried: ProofLevel
    rehearse: Rehearse | None = None
    missing: str = ""


def means_to(wanted: ProofLevel) -> Means:
    """What this machine has to prove commands up to a level."""
    if wanted <= READING:
        return Means(wanted)
    try:
        best()
    except SandboxError as error:
        return Means(READING, None, f"rehearsed and executed were not tried: {error}")
    missing = "" if wanted is ProofLevel.REHEARSED else _NO_COUNTERPARTS
    return Means(ProofLevel.REHEARSED, _rehearse, missing)


def _rehearse(project: Project, runbook: RunbookSnippets, entries: Sequence[Entry]) -> Iterable[Rehearsal]:
    with open_session(LIMITS) as session:
        service = project.library.service(runbook.document.service).service
        return rehearse(runbook, entries, session, service=service)
