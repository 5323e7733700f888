"""How far every command of a project can be proven, here and now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.catalog.build import build_catalog
from runbook_site.checks.secret.credentials import MOST, Redactor, credentials_of, redactor_for, secret_texts
from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.execution.proof import proof_of as proof_by_execution
from runbook_site.proofs.means import READING
from runbook_site.proofs.preparation.proof import proof_of as proof_by_preparation
from runbook_site.proofs.proof import Proof
from runbook_site.proofs.proven import Proven, shown
from runbook_site.proofs.reading import proofs_by_reading
from runbook_site.proofs.rehearsal.proof import proof_of as proof_by_rehearsal
from runbook_site.sources.parallel import parallel_map

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from runbook_site.catalog.entry import Catalog, Entry
    from runbook_site.checks.runner import Report
    from runbook_site.proofs.means import Means
    from runbook_site.snippets.project import Project

_NOTHING_SHOWN = Redactor(re.compile(r"\S"))
"""For projects with more credentials than can be looked for."""
_FEWEST = 4
"""How many runbooks are worth another process."""


@dataclass(frozen=True)
class Sources:
    """What is proven, in two readings.

    Attributes:
        read: As it stands in the files.
        published: With its credentials masked; the same object where there are none. What is run, shown and recorded
            comes from here.
    """

    read: Project
    published: Project


class Prover:
    """Proves runbooks, one at a time. What reading tells of all of them is found out once."""

    def __init__(
        self,
        sources: Sources,
        report: Report,
        today: date,
        means: Means,
        chosen: Callable[[Entry], bool] = lambda _: True,
    ) -> None:
        """Read, and have a database look at the SQL.

        Args:
            sources: What was read.
            report: What all rules found in it.
            today: The day that dates are held against.
            means: What there is to prove commands with.
            chosen: Which commands are of interest.

        Raises:
            GrammarError: A grammar's file is damaged.
        """
        self.means = means
        self.catalog = build_catalog(sources.published)
        self._project = sources.published
        self._by_reading = _by_reading(sources, report, today, self.catalog)
        self._prepared = means.prepare(self._project, self.catalog, chosen) if means.prepare is not None else {}
        for entry, preparation in self._prepared.items():
            self._by_reading[entry] = proof_by_preparation(preparation, self._by_reading[entry])
        self._redactor, self._folder = _redactor(sources.read), str(Path.cwd())
        self._entries = {
            key: tuple(group)
            for key, group in groupby(self.catalog.entries, key=lambda entry: (entry.service, entry.runbook))
        }
        self._runbooks = {(each.document.service, each.document.id): each for each in self._project.runbooks}

    def prove(self, service: str, runbook: str) -> tuple[Proven, ...]:
        """Prove the commands of a runbook as far as that goes, in the order of the file.

        Args:
            service: Id of its service.
            runbook: Its id.

        Raises:
            SandboxError: A sandbox could not be made, or broke.
        """
        entries = self._entries.get((service, runbook), ())
        proofs = {entry.id: self._by_reading[entry.id] for entry in entries}
        tried = dict.fromkeys(proofs, min(self.means.tried, READING))
        source = self._runbooks.get((service, runbook))
        if source is not None and self.means.rehearse is not None:
            for rehearsal in self.means.rehearse(self._project, source, entries):
                proofs[rehearsal.entry] = proof_by_rehearsal(rehearsal, proofs[rehearsal.entry])
                tried[rehearsal.entry] = ProofLevel.REHEARSED
        if source is not None and self.means.execute is not None:
            executions = {each.entry: each for each in self.means.execute(self._project, source, entries)}
            for entry in entries:
                execution = executions.get(entry.id)
                if execution is not None:
                    proofs[entry.id] = proof_by_execution(execution, entry, proofs[entry.id])
                if execution is None or not execution.untried:
                    tried[entry.id] = ProofLevel.EXECUTED
        return tuple(self._proven(entry, proofs[entry.id], tried[entry.id]) for entry in entries)

    def _proven(self, entry: Entry, proof: Proof, tried: ProofLevel) -> Proven:
        preparation = self._prepared.get(entry.id)
        untold = self._redactor.text(preparation.untried) if preparation is not None else ""
        return Proven(entry, shown(_no_higher(proof, tried), self._redactor.text, self._folder), tried, untold)


def prove(
    sources: Sources,
    report: Report,
    today: date,
    means: Means,
    chosen: Callable[[Entry], bool] = lambda _: True,
) -> tuple[Proven, ...]:
    """Prove commands as far as that goes; runbook by runbook, on all processors.

    Args:
        sources: What was read.
        report: What all rules found in it.
        today: The day that dates are held against.
        means: What there is to prove them with.
        chosen: Which commands are of interest. The others of their runbooks run too, as they may be needed.

    Raises:
        GrammarError: A grammar's file is damaged.
        SandboxError: A sandbox could not be made, or broke.
    """
    prover = Prover(sources, report, today, means, chosen)
    runbooks = list(dict.fromkeys((entry.service, entry.runbook) for entry in prover.catalog.entries if chosen(entry)))
    proven = parallel_map(lambda key: prover.prove(*key), runbooks, fewest=_FEWEST)
    return tuple(each for of_runbook in proven for each in of_runbook if chosen(each.entry))


def _by_reading(sources: Sources, report: Report, today: date, published: Catalog) -> dict[str, Proof]:
    """How far reading proves each published command; the files as they are were read for that."""
    if sources.read is sources.published:
        return proofs_by_reading(sources.read, published, report, today)
    catalog = build_catalog(sources.read)
    proofs = proofs_by_reading(sources.read, catalog, report, today)
    # Masked or not, everything stands at its place; names may be made of what is masked.
    by_place = {_place(entry): proofs[entry.id] for entry in catalog.entries}
    other = Proof(ProofLevel.UNPROVEN, short_of="with its credentials masked it is another command")
    return {entry.id: by_place.get(_place(entry), other) for entry in published.entries}


def _place(entry: Entry) -> tuple[str, int, int]:
    return entry.location.path, entry.location.line, entry.location.column


def _no_higher(proof: Proof, tried: ProofLevel) -> Proof:
    """The proof, cut down to what was to be tried: reading sees more in one go."""
    return proof if proof.level < tried or tried >= READING else Proof(tried, short_of="no higher level was tried")


def _redactor(project: Project) -> Redactor:
    values = {value for file in credentials_of(project) for value in secret_texts(file)}
    return redactor_for(values) if len(values) <= MOST else _NOTHING_SHOWN
