"""What it costs to prove commands."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from runbook_site.catalog.build import build_catalog
from runbook_site.model.counterparts import Counterparts, PostgresServer
from runbook_site.proofs.counterparts import postgres
from runbook_site.proofs.execution.execute import execute
from runbook_site.proofs.preparation.prepare import prepare
from runbook_site.proofs.rehearsal.rehearse import LIMITS, rehearse
from runbook_site.proofs.sandbox.sandbox import open_session
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from runbook_site.catalog.entry import Entry
    from runbook_site.snippets.project import Project, RunbookSnippets

_STATEMENTS = 200
_MILLI = 1000


@dataclass(frozen=True, slots=True)
class ProofSpeed:
    """What it costs to prove commands, in milliseconds.

    Attributes:
        rehearsed: One command of shell, its share of the runbook's sandbox included.
        commands: Of how many that is the mean.
        ready: From a sandbox without PostgreSQL to one that answers; the median.
        prepared: One statement of SQL that is prepared, with a table that has to be stubbed.
        statement: One statement of SQL that is executed by a psql of its own, and only reads.
    """

    rehearsed: float
    commands: int
    ready: float
    prepared: float
    statement: float

    def describe(self) -> str:
        """In lines."""
        return (
            f"  rehearsal of a command, mean of {self.commands:<16} {self.rehearsed:6.1f} ms   aim: 15\n"
            f"  PostgreSQL, until it answers                  {self.ready:6.0f} ms   aim: 1000\n"
            f"  preparation of a statement, mean of {_STATEMENTS:<9} {self.prepared:6.1f} ms   aim: 10\n"
            f"  execution of a statement, mean of {_STATEMENTS:<11} {self.statement:6.1f} ms   aim: 10"
        )


def measure_proofs(source: Path, work: Path, runs: int) -> ProofSpeed | str:
    """Rehearse every runbook of a folder, and execute statements that read.

    Args:
        source: The runbooks.
        work: An empty folder to work in.
        runs: How often PostgreSQL is started.

    Returns:
        The costs; why there are none where a program is missing.
    """
    declared = Counterparts(postgres=PostgresServer(databases=("shop",)))
    if why := postgres.missing(declared):
        return why
    project = read_project([source], source.parent)
    runbooks = list(_runbooks(project))
    commands, began = 0, time.perf_counter()
    for runbook, entries in runbooks:
        with open_session(LIMITS) as session:
            service = project.library.service(runbook.document.service).service
            commands += len(rehearse(runbook, entries, session, service=service))
    rehearsed = (time.perf_counter() - began) / max(commands, 1)
    ready = [_start(declared) for _ in range(runs)]
    costs = [
        (measure(work / f"{name}-many", 1 + _STATEMENTS) - measure(work / f"{name}-few", 1)) / _STATEMENTS * _MILLI
        for name, measure in (("prepared", _preparation), ("executed", _execution))
    ]
    return ProofSpeed(rehearsed * _MILLI, commands, median(ready) * _MILLI, *costs)


def _runbooks(project: Project) -> Iterator[tuple[RunbookSnippets, list[Entry]]]:
    entries = iter(build_catalog(project).entries)
    for runbook in project.runbooks:
        yield runbook, [next(entries) for _ in runbook.chunks]


def _start(declared: Counterparts) -> float:
    needs = postgres.needs(declared)
    with open_session(LIMITS, programs=needs.programs) as session:
        began = time.perf_counter()
        postgres.start(session, declared)
        return time.perf_counter() - began


def _preparation(folder: Path, statements: int) -> float:
    """How long it takes to have a database look at so many statements."""
    queries = [f"SELECT count(*) + {number} FROM orders WHERE customer = 'c{number}'" for number in range(statements)]  # noqa: S608 - numbers
    project = _count(folder, "", queries)
    commands = build_catalog(project)
    began = time.perf_counter()
    done = prepare(project, commands)
    seconds = time.perf_counter() - began
    taken = [each for each in done.values() if each.ways and each.stubbed and not (each.refused or each.untried)]
    if len(taken) != statements:
        message = f"{statements - len(taken)} statements were not prepared"
        raise RuntimeError(message)
    return seconds


def _execution(folder: Path, statements: int) -> float:
    """How long it takes to execute a runbook of so many statements."""
    queries = [f"SELECT count(*) + {number} FROM pg_class" for number in range(statements)]  # noqa: S608 - a number
    project = _count(folder, "counterparts: {postgres: {databases: [shop]}}\n", queries)
    (runbook, entries), *_ = _runbooks(project)
    began = time.perf_counter()
    done = execute(runbook, entries)
    seconds = time.perf_counter() - began
    if failed := [each.why_not for each in done if each.why_not]:
        message = f"a statement was not executed: {failed[0]}"
        raise RuntimeError(message)
    return seconds


def _count(folder: Path, declared: str, queries: Sequence[str]) -> Project:
    """A project of one runbook, with a command for each query."""
    (folder / "shop").mkdir(parents=True)
    commands = "".join(
        f'      - {{title: Count {number}, sql: "{query};", risk: read}}\n' for number, query in enumerate(queries)
    )
    (folder / "shop" / "count.yml").write_text(
        f"title: Count\n{declared}diagnosis:\n  - title: Count\n    commands:\n{commands}", encoding="utf-8"
    )
    return read_project([folder], folder)
