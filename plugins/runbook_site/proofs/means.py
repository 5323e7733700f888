"""What there is on this machine to prove commands with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.execution.execute import declared_for, execute
from runbook_site.proofs.rehearsal.rehearse import LIMITS, rehearse
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.offer import best
from runbook_site.proofs.sandbox.sandbox import open_session

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.proofs.execution.execution import Execution
    from runbook_site.proofs.rehearsal.rehearsal import Rehearsal
    from runbook_site.snippets.project import Project, RunbookSnippets

Each_co = TypeVar("Each_co", covariant=True)
READING = ProofLevel.ACCEPTED
"""The highest level for which nothing runs."""


class Run(Protocol[Each_co]):
    """Runs the commands of a runbook in order, in a sandbox of its own."""

    def __call__(self, project: Project, runbook: RunbookSnippets, entries: Sequence[Entry], /) -> Iterable[Each_co]:
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
        rehearse: What rehearses a runbook; ``None`` where nothing is to run, or can.
        missing: What was wanted and is not tried, and why; empty where there is nothing.
        execute: What runs it for real, where counterparts are declared; ``None`` as with `rehearse`.
    """

    tried: ProofLevel
    rehearse: Run[Rehearsal] | None = None
    missing: str = ""
    execute: Run[Execution] | None = None


def means_to(wanted: ProofLevel) -> Means:
    """What this machine has to prove commands up to a level."""
    if wanted <= READING:
        return Means(wanted)
    try:
        best()
    except SandboxError as error:
        return Means(READING, missing=f"rehearsed and executed were not tried: {error}")
    return Means(wanted, _rehearse, execute=_execute if wanted is ProofLevel.EXECUTED else None)


def _rehearse(project: Project, runbook: RunbookSnippets, entries: Sequence[Entry]) -> Iterable[Rehearsal]:
    with open_session(LIMITS) as session:
        service = project.library.service(runbook.document.service).service
        return rehearse(runbook, entries, session, service=service, values=declared_for(runbook, service).values)


def _execute(project: Project, runbook: RunbookSnippets, entries: Sequence[Entry]) -> Iterable[Execution]:
    return execute(runbook, entries, project.library.service(runbook.document.service).service)
