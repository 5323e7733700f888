"""Runs: what reading and running say together, what is kept of it, and what falls."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.runner import run_checks
from runbook_site.model.proof_file import record_json
from runbook_site.model.proof_level import ProofLevel
from runbook_site.model.proof_record import LONGEST, Record, record_of
from runbook_site.proofs.ladder import by_service, reasons, table
from runbook_site.proofs.means import READING, Means, means_to
from runbook_site.proofs.proof import Proof
from runbook_site.proofs.prove import Sources, prove
from runbook_site.proofs.proven import shown
from runbook_site.proofs.rehearsal.rehearsal import Call, Rehearsal
from runbook_site.proofs.renewal import renewed
from runbook_site.snippets.project import read_project
from tests.proofs.conftest import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.proofs.proven import Proven
    from runbook_site.snippets.project import Project, RunbookSnippets
    from tests.proofs.conftest import ProveFiles

OWN = "'./try.sh' is a program of its own, and 'scripts' in service.yml has no usage of it"
SECRET = "q7" + "Rw9ZkT2vLx4Nc8Bd"
TWO = "# Restart\n\n## See\n\n```bash\nkubectl get pods\n```\n\n## Try\n\n```bash\n./try.sh\n```\n"
FILES = {
    "runbook_src/shop/service.yml": "name: Shop\nsummary: Sells.\nowner: shop\n",
    "runbook_src/shop/restart.md": TWO,
    "runbook_src/shop/look.md": "# Look\n\n```bash\nuptime\n```\n",
}


def means(**fields: Any) -> Means:  # noqa: ANN401 - of every field its own type
    """Something that says the same of every shell command that it is given."""

    def rehearse(project: Project, runbook: RunbookSnippets, entries: Sequence[Entry]) -> Iterable[Rehearsal]:
        assert runbook in project.runbooks
        assert {entry.runbook for entry in entries} == {runbook.document.id}
        return [Rehearsal(entry.id, **fields) for entry in entries if entry.language == "shell"]

    return Means(ProofLevel.REHEARSED, rehearse)


def test_a_run_lifts_only_what_was_accepted(prove_files: ProveFiles) -> None:
    """Each level holds those below it: a script that no grammar covers is seen to run, and stays where it is."""
    run = prove_files(FILES, means(status=0, calls=(Call("kubectl", ("get", "pods")),)))
    levels = {name: each.proof.level for name, each in run.items()}
    assert levels == {
        "shop/look/uptime": ProofLevel.REHEARSED,
        "shop/restart/kubectl-get": ProofLevel.REHEARSED,
        "shop/restart/try-sh": ProofLevel.LINTED,
    }
    assert "it called: kubectl get pods" in run["shop/restart/kubectl-get"].proof.evidence
    assert "it called: kubectl get pods" in run["shop/restart/try-sh"].proof.evidence
    assert run["shop/restart/try-sh"].proof.short_of == OWN


def test_a_run_that_failed_takes_nothing_from_reading(prove_files: ProveFiles) -> None:
    """What was accepted stays accepted, with what the run complains of."""
    run = prove_files(FILES, means(why_not=("it reads 'backup.sql', which nobody made",)))
    proof = run["shop/look/uptime"].proof
    assert proof.level is ProofLevel.ACCEPTED
    assert "it reads 'backup.sql', which nobody made" in proof.short_of


def test_what_cannot_run_was_not_tried(prove_files: ProveFiles) -> None:
    """A rehearsal is for the shell: of SQL it says nothing, so that no proof of SQL falls by it."""
    files = {"runbook_src/shop/ask.md": "# Ask\n\n```sql\nSELECT 1;\n```\n\n```bash\nuptime\n```\n"}
    tried = {each.entry.language: each.tried for each in prove_files(files, means(status=0)).values()}
    assert tried == {"sql": ProofLevel.ACCEPTED, "shell": ProofLevel.REHEARSED}


@pytest.mark.parametrize("level", [ProofLevel.PARSED, ProofLevel.LINTED])
def test_no_higher_level_is_given_than_was_tried(prove_files: ProveFiles, level: ProofLevel) -> None:
    """Whoever asks for less gets less, and is told that more was not tried."""
    for each in prove_files(FILES, Means(level)).values():
        assert (each.proof.level, each.tried) == (level, level)
        assert each.proof.short_of == "no higher level was tried"


def test_a_credential_is_nowhere(prove_files: ProveFiles) -> None:
    """Neither what is shown nor what is kept holds it, not even as the fingerprint of a text that does."""
    commands = f"kubectl scale deploy web --replicas={SECRET}\ncurl -u admin:{SECRET} https://shop.example.com/"
    text = f"# Ask\n\n```bash\n{commands}\n```\n"
    (proven,) = prove_files({"runbook_src/shop/ask.md": text}).values()
    kept = record_json(record_of([proven.recorded(DAY)]))
    assert proven.proof.level is ProofLevel.PARSED
    assert "and not '****" in proven.proof.short_of
    assert SECRET not in repr(proven) + kept
    (other,) = prove_files({"runbook_src/shop/ask.md": text.replace(SECRET, SECRET[::-1])}).values()
    assert other.entry.fingerprint == proven.entry.fingerprint


def test_what_is_shown_is_short_and_plain() -> None:
    """No control character, line end, path of this machine or endless text comes through."""
    folder = str(Path.cwd())
    proof = Proof(ProofLevel.LINTED, (f"{folder}/a.md\n\x1b[2J\u202e \ud800", "x" * 5000), ((f"{folder}/b", "1"),), "é")
    plain = shown(proof, lambda text: text, folder)
    assert plain.evidence == (r"a.md \x1b[2J\u202e \ud800", "x" * (LONGEST - 2) + " …")
    assert plain.against == (("b", "1"),)
    assert plain.short_of == "é"


@pytest.mark.parametrize(
    ("seen", "kept"),
    [
        ("aws --start-time 2026-11-21T18:13:20Z --end", "aws --start-time TIME --end"),
        ("it wrote: backup-20261121-181320.sql; b_20261121_1813.gz", "it wrote: backup-TIME.sql; b_TIME.gz"),
        ("psql at 18:13:20, 20261121181320", "psql at TIME, TIME"),
        ("--since 1795285000 1795285000123", "--since TIME TIME"),
        ("it wrote: /tmp/tmp.a8Xk2PqR01", "it wrote: /tmp/tmp.RANDOM"),
        (
            "day 2026-11-21, port 5432, ::1, account 123456789012",
            "day 2026-11-21, port 5432, ::1, account 123456789012",
        ),
    ],
)
def test_what_differs_from_run_to_run_is_not_kept(seen: str, kept: str) -> None:
    """The same commands give the same file, at whatever time of the day."""
    assert shown(Proof(ProofLevel.LINTED, (seen,)), lambda text: text, "/").evidence == (kept,)


# --- the record ------------------------------------------------------------------------------------------------------


def with_level(run: Mapping[str, Proven], level: ProofLevel, tried: ProofLevel = ProofLevel.EXECUTED) -> list[Proven]:
    """A run in which every command came to a level."""
    return [replace(each, proof=replace(each.proof, level=level), tried=tried) for each in run.values()]


@pytest.fixture
def run(prove_files: ProveFiles) -> Mapping[str, Proven]:
    """Three commands of two runbooks."""
    return prove_files(FILES)


EVERY = frozenset({"shop"})


def test_a_proof_falls(run: Mapping[str, Proven]) -> None:
    """A newer run that proves less takes the place of the older one, on the same day too."""
    high = with_level(run, ProofLevel.EXECUTED)
    former = renewed(Record(), high, DAY, EVERY, everything=True).record
    for day in (DAY, DAY + timedelta(days=1)):
        low = renewed(former, with_level(run, ProofLevel.REHEARSED), day, EVERY, everything=True)
        assert {proof.level for proof in low.record.proofs} == {"rehearsed"}
        assert (len(low.fallen), low.kept, low.dropped) == (3, (), ())


def test_what_was_not_tried_does_not_fall(run: Mapping[str, Proven]) -> None:
    """A laptop without a sandbox keeps what the server proved, with the day of that; but not what it finds wrong."""
    high = with_level(run, ProofLevel.EXECUTED)
    former = renewed(Record(), high, DAY, EVERY, everything=True).record
    later = DAY + timedelta(days=9)
    less = renewed(former, with_level(run, READING, tried=READING), later, EVERY, everything=True)
    assert less.record == former
    assert (less.fallen, less.kept) == ((), former.proofs)
    wrong = renewed(former, with_level(run, ProofLevel.PARSED, tried=READING), later, EVERY, everything=True)
    assert {(proof.level, proof.on) for proof in wrong.record.proofs} == {("parsed", later)}


def test_a_text_that_has_changed_has_no_proof(prove_files: ProveFiles) -> None:
    """Its fingerprint is another one: the former proof goes, and is not handed on."""
    before = prove_files(FILES)
    former = renewed(Record(), with_level(before, ProofLevel.EXECUTED), DAY, EVERY, everything=True).record
    after = prove_files({**FILES, "runbook_src/shop/look.md": "# Look\n\n```bash\nuptime -p\n```\n"})
    now = renewed(former, list(after.values()), DAY, EVERY, everything=True)
    (dropped,) = now.dropped
    assert (dropped.command, dropped.level) == ("uptime", "executed")
    assert {proof.level for proof in now.record.proofs if proof.runbook == "look"} == {"accepted"}


def test_only_a_run_over_the_whole_drops(run: Mapping[str, Proven]) -> None:
    """Who looked at a part knows nothing of the rest."""
    former = renewed(Record(), list(run.values()), DAY, EVERY, everything=True).record
    one = [each for each in run.values() if each.entry.runbook == "look"]
    assert renewed(former, one, DAY, frozenset(), everything=False).record == former
    assert [p.runbook for p in renewed(former, one, DAY, EVERY, everything=False).record.proofs] == ["look"]
    assert renewed(former, [], DAY, frozenset(), everything=False).record == former
    assert renewed(former, [], DAY, frozenset(), everything=True).record == Record()


def test_the_same_text_counts_as_its_worst_place(prove_files: ProveFiles) -> None:
    """In one runbook it may work at one place and fail at the next: the record says that it fails."""
    twice = "# Look\n\n```bash\nuptime\n```\n\n## Again\n\n```bash\nuptime\n```\n"
    first, second = prove_files({"look.md": twice}).values()
    low = replace(second, proof=replace(second.proof, level=ProofLevel.PARSED))
    for order in ([first, low], [low, first]):
        (proof,) = renewed(Record(), order, DAY, EVERY, everything=True).record.proofs
        assert proof.level == "parsed"


@given(st.data())
def test_parts_of_a_run_make_the_whole(data: st.DataObject) -> None:
    """Runs over parts, in any order and one of them twice, leave what one run over all of it leaves."""
    whole = PARTS[0]
    parts = data.draw(st.permutations(PARTS[1]))
    record = Record()
    for part in (*parts, parts[0]):
        record = renewed(record, part, DAY, frozenset(), everything=False).record
    assert record == renewed(Record(), whole, DAY, EVERY, everything=True).record


def _parts() -> tuple[list[Proven], list[list[Proven]]]:
    """A run over the project's own example, and the same by runbook."""
    folder = Path(__file__).parent.parent / "shop"
    project = read_project([folder / "runbook_src"], folder)
    proven = prove(Sources(project, project), run_checks(project, DAY), DAY, Means(READING))
    return list(proven), [list(group) for _, group in groupby(proven, key=lambda each: each.entry.runbook)]


PARTS = _parts()


# --- the ladder ------------------------------------------------------------------------------------------------------


def test_the_ladder_counts_every_command_once(run: Mapping[str, Proven]) -> None:
    """The numbers of a service are those of its commands, and a share is never rounded up to all of them."""
    assert by_service(run.values()) == {"shop": {ProofLevel.ACCEPTED: 2, ProofLevel.LINTED: 1}}
    head, shop = table(by_service(run.values()))
    assert head.split() == ["service", "commands", *(level.word for level in ProofLevel)]
    assert shop.split() == ["shop", "3", "-", "-", "1", "33", "%", "2", "66", "%", "-", "-"]
    *_, last = table({"shop": {ProofLevel.ACCEPTED: 999, ProofLevel.LINTED: 1}, "billing": {}})
    assert last.split() == ["all", "1,000", "-", "-", "1", "0", "%", "999", "99", "%", "-", "-"]


def test_the_most_frequent_reason_comes_first(run: Mapping[str, Proven]) -> None:
    """Whoever wants to prove more sees where to begin."""
    assert reasons(run.values()) == [
        (2, ProofLevel.ACCEPTED, "it has not run"),
        (1, ProofLevel.LINTED, OWN),
    ]


def test_with_a_real_sandbox(prove_files: ProveFiles) -> None:
    """What ran in the order of the file is rehearsed; a file that no step makes is told."""
    real = means_to(ProofLevel.REHEARSED)
    if real.tried is not ProofLevel.REHEARSED:
        pytest.skip(reason=real.missing)
    steps = ("kubectl get pods -o json > pods.json", "jq -r . pods.json", "gzip -t backup.sql.gz")
    text = "# Look\n" + "".join(f"\n## Step {n}\n\n```bash\n{step}\n```\n" for n, step in enumerate(steps, 1))
    one, two, three = (each.proof for each in prove_files({"look.md": text}, real).values())
    assert (one.level, two.level, three.level) == (ProofLevel.REHEARSED, ProofLevel.REHEARSED, READING)
    assert any("kubectl get pods -o json" in line for line in one.evidence)
    assert "backup.sql.gz" in three.short_of
