"""What there is on this machine to prove commands with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.execution.execute import declared_for, execute
from runbook_site.proofs.preparation.prepare import prepare
from runbook_site.proofs.rehearsal.rehearse import opened, rehearse
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.offer import best

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from runbook_site.catalog.entry import Catalog, Entry
    from runbook_site.proofs.execution.execution import Execution
    from runbook_site.proofs.preparation.preparation import Preparation
    from runbook_site.proofs.rehearsal.rehearsal import Rehearsal
    from runbook_site.snippets.project import Project, RunbookSnippets

Each_co = TypeVar("Each_co", covariant=True)
READING = ProofLevel.ACCEPTED
"""The highest level for which no command runs."""


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


class Prepare(Protocol):
    """Gives the SQL of commands to a database, which says whether it takes it."""

    def __call__(
        self, project: Project, commands: Catalog, chosen: Callable[[Entry], bool], /
    ) -> Mapping[str, Preparation]:
        """What the database makes of them, by the id of the entry; of those without such SQL, nothing.

        Args:
            project: What was read, without credentials.
            commands: Its catalog.
            chosen: Which commands are of interest.
        """


@dataclass(frozen=True, slots=True)
class Means:
    """What proves commands.

    Attributes:
        tried: The highest level that can be reached with it.
        rehearse: What rehearses a runbook; ``None`` where nothing is to run, or can.
        missing: What was wanted and is not tried, and why; empty where there is nothing.
        execute: What runs it for real, where counterparts are declared; ``None`` as with `rehearse`.
        prepare: What gives SQL to a database to be prepared; ``None`` where none is to be asked.
    """

    tried: ProofLevel
    rehearse: Run[Rehearsal] | None = None
    missing: str = ""
    execute: Run[Execution] | None = None
    prepare: Prepare | None = None


def means_to(wanted: ProofLevel, postgres: str = "") -> Means:
    """What there is to prove commands up to a level.

    Args:
        wanted: The level.
        postgres: Address of a server that SQL is given to be prepared; one in a sandbox where it is empty.
    """
    if wanted < READING:
        return Means(wanted)
    asking = partial(prepare, address=postgres)
    if wanted is READING:
        return Means(wanted, prepare=asking)
    try:
        best()
    except SandboxError as error:
        return Means(READING, missing=f"rehearsed and executed were not tried: {error}", prepare=asking)
    execute = _execute if wanted is ProofLevel.EXECUTED else None
    return Means(wanted, _rehearse, execute=execute, prepare=asking)


def _rehearse(project: Project, runbook: RunbookSnippets, entries: Sequence[Entry]) -> Iterable[Rehearsal]:
    service = project.library.service(runbook.document.service).service
    declared = declared_for(runbook, service)
    with opened(declared) as session:
        return rehearse(runbook, entries, session, service=service, values=declared.values, files=declared.files)


def _execute(project: Project, runbook: RunbookSnippets, entries: Sequence[Entry]) -> Iterable[Execution]:
    return execute(runbook, entries, project.library.service(runbook.document.service).service)
