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
from runbook_site.proofs.means import READING
from runbook_site.proofs.proof import Proof
from runbook_site.proofs.proven import Proven, shown
from runbook_site.proofs.reading import proofs_by_reading
from runbook_site.proofs.rehearsal.proof import proof_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from runbook_site.catalog.entry import Catalog, Entry
    from runbook_site.checks.runner import Report
    from runbook_site.proofs.means import Means
    from runbook_site.snippets.project import Project

_NOTHING_SHOWN = Redactor(re.compile(r"\S"))
"""For projects with more credentials than can be looked for."""


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


def prove(
    sources: Sources,
    report: Report,
    today: date,
    means: Means,
    chosen: Callable[[Entry], bool] = lambda _: True,
) -> tuple[Proven, ...]:
    """Prove commands as far as that goes.

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
    catalog = build_catalog(sources.published)
    entries = catalog.entries
    proofs = _by_reading(sources, report, today, catalog)
    ran: set[str] = set()
    if means.rehearse is not None:
        runbooks = {(each.document.service, each.document.id): each for each in sources.published.runbooks}
        for key, group in groupby(entries, key=lambda entry: (entry.service, entry.runbook)):
            of_runbook = tuple(group)
            if not any(map(chosen, of_runbook)):
                continue
            for rehearsal in means.rehearse(sources.published, runbooks[key], of_runbook):
                proofs[rehearsal.entry] = proof_of(rehearsal, proofs[rehearsal.entry])
                ran.add(rehearsal.entry)
    redactor, folder = _redactor(sources.read), str(Path.cwd())

    def proven(entry: Entry) -> Proven:
        tried = means.tried if entry.id in ran else min(means.tried, READING)
        return Proven(entry, shown(_no_higher(proofs[entry.id], tried), redactor.text, folder), tried)

    return tuple(proven(entry) for entry in entries if chosen(entry))


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
