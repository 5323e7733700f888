"""An execution raises a proof only where it carries it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from runbook_site.model.counterparts import Counterparts
from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.counterparts import postgres
from runbook_site.proofs.execution.execution import Execution
from runbook_site.proofs.means import Means, means_to
from runbook_site.proofs.rehearsal.rehearsal import Call, Rehearsal
from tests.proofs.execution.conftest import DECLARED, SHOP, files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.proofs.proven import Proven
    from runbook_site.snippets.project import Project, RunbookSnippets
    from tests.proofs.conftest import ProveFiles

COMMANDS = ("uptime", "sql: SELECT 1;", "./own.sh")
SHELL, SQL, OWN = range(3)


def run(prove_files: ProveFiles, execution: Execution | None, *, rehearsed: bool = True) -> list[Proven]:
    """What a rehearsal and an execution prove that say the same of every command."""

    def rehearse(_: Project, __: RunbookSnippets, entries: Sequence[Entry]) -> Iterable[Rehearsal]:
        why_not = () if rehearsed else ("no",)
        return [Rehearsal(entry.id, 0, why_not=why_not) for entry in entries if entry.language == "shell"]

    def execute(_: Project, __: RunbookSnippets, entries: Sequence[Entry]) -> Iterable[Execution]:
        return [] if execution is None else [replace(execution, entry=entry.id) for entry in entries]

    return list(prove_files(files(*COMMANDS), Means(ProofLevel.EXECUTED, rehearse, execute=execute)).values())


@pytest.mark.parametrize("rehearsed", [True, False])
def test_executed(prove_files: ProveFiles, *, rehearsed: bool) -> None:
    """What ran for real is executed, rehearsed or not; what no grammar accepts is not, however well it ran."""
    done = Execution("", 0, (Call("psql", ("-l",)),), ("a.sql",), ("its output holds '1'",), (("postgresql", "18.6"),))
    proven = run(prove_files, done, rehearsed=rehearsed)
    assert [each.proof.level for each in proven] == [ProofLevel.EXECUTED, ProofLevel.EXECUTED, ProofLevel.LINTED]
    assert {each.tried for each in proven} == {ProofLevel.EXECUTED}
    shell = proven[SHELL].proof
    assert shell.short_of == ""
    assert dict(shell.against)["postgresql"] == "18.6"
    assert shell.evidence[-4:] == (
        "it ran for real, with postgresql 18.6, and ended with 0",
        "for real it called: psql -l",
        "for real it wrote: a.sql",
        "as expected its output holds '1'",
    )
    assert "by default its transactions could only read" in proven[SQL].proof.evidence


def test_not_executed(prove_files: ProveFiles) -> None:
    """What did not stays where it was, and says why; what kept it from being rehearsed is told as well."""
    failed = Execution("", 1, why_not=("it ended with 1 and not with 0",))
    shell, sql, own = (each.proof for each in run(prove_files, failed))
    assert (shell.level, shell.short_of) == (ProofLevel.REHEARSED, "its execution: it ended with 1 and not with 0")
    assert (sql.level, sql.short_of) == (ProofLevel.ACCEPTED, "its execution: it ended with 1 and not with 0")
    assert own.short_of == "'./own.sh' is a program of its own, and 'scripts' in service.yml has no usage of it"
    shell, *_ = (each.proof for each in run(prove_files, failed, rehearsed=False))
    assert (shell.level, shell.short_of) == (
        ProofLevel.ACCEPTED,
        "its rehearsal: no; its execution: it ended with 1 and not with 0",
    )


def test_what_this_machine_lacks(prove_files: ProveFiles) -> None:
    """It was not tried, so that a proof of another machine stays; where nothing is declared, none can do better."""
    lacking = run(prove_files, Execution("", why_not=("there is no server",), untried=True))
    assert [each.tried for each in lacking] == [ProofLevel.REHEARSED, ProofLevel.ACCEPTED, ProofLevel.REHEARSED]
    assert lacking[SQL].proof.short_of == "it was not executed: there is no server"
    nothing = run(prove_files, None)
    assert {each.tried for each in nothing} == {ProofLevel.EXECUTED}
    assert [each.proof.level for each in nothing] == [ProofLevel.REHEARSED, ProofLevel.ACCEPTED, ProofLevel.LINTED]


def test_the_whole_way(prove_files: ProveFiles) -> None:
    """From files to proofs, with all that this machine has; up to `rehearsed`, no counterpart starts."""
    if why := postgres.missing(DECLARED):
        pytest.skip(reason=why)
    commands = ("psql \"$DATABASE_URL\" -c 'SELECT 1'", "sql: SELECT count(*) FROM orders;")
    real = prove_files(files(*commands), means_to(ProofLevel.EXECUTED))
    assert {each.proof.level for each in real.values()} == {ProofLevel.EXECUTED}
    broken = SHOP.replace("CREATE TABLE", "CREATE NOTHING")
    given = {"own": "values: {who: customer 7}\n", "head": "variables:\n  who: {description: whose}\n"}
    commands = ('psql -v who="$who"', "sql: SELECT count(*) FROM orders;")
    less = prove_files(files(*commands, service=broken, **given), means_to(ProofLevel.REHEARSED))
    assert "it called: psql -v who=customer 7" in next(iter(less.values())).proof.evidence
    assert [each.proof.level for each in less.values()] == [ProofLevel.REHEARSED, ProofLevel.ACCEPTED]
    assert not any("counterparts" in each.proof.short_of for each in less.values())


def test_without_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that lacks something for a counterpart says what, and tries nothing."""
    monkeypatch.setattr(postgres, "postgres_programs", lambda _: None)
    assert postgres.missing(Counterparts()) == ""
    assert "runbook-site[postgres]" in postgres.missing(DECLARED)
