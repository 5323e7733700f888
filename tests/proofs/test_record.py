"""The record of proofs: what it keeps, what falls, and what it refuses to be read as."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import runbook_site
from runbook_site.model.proof_file import read_record, record_json
from runbook_site.model.proof_level import ProofLevel
from runbook_site.model.proof_record import Record, RecordedProof, record_of, record_schema
from runbook_site.model.schemas import schema_file
from runbook_site.sources.error import RunbookSiteError

DAY = date(2026, 11, 21)


def recorded(level: str = "accepted", on: date = DAY, **fields: object) -> RecordedProof:
    """A proof of a command of the shop."""
    values: dict[str, object] = {
        "service": "shop",
        "runbook": "checkout-down",
        "command": "restart",
        "fingerprint": "0123456789abcdef",
        "against": {"aws": "2"},
        "evidence": ("its words are accepted by the grammar of aws",),
        "short_of": "it has not run",
    }
    return RecordedProof.model_validate({**values, "level": level, "on": on, **fields})


PROOFS = st.builds(
    recorded,
    level=st.sampled_from([level.word for level in ProofLevel]),
    on=st.dates(DAY, DAY + timedelta(days=2)),
    service=st.sampled_from(["shop", "billing"]),
    runbook=st.sampled_from(["a", "b"]),
    command=st.text(max_size=3),
    fingerprint=st.sampled_from(["0" * 16, "f" * 16]),
    against=st.dictionaries(st.sampled_from(["aws", "git"]), st.sampled_from(["1", "2"])),
    evidence=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    short_of=st.text(max_size=5),
)
RECORDS = st.lists(PROOFS, max_size=8).map(record_of)


def joined(*records: Record) -> Record:
    """Records of several runs as one."""
    return record_of(proof for record in records for proof in record.proofs)


@given(RECORDS, RECORDS, RECORDS)
def test_the_order_of_runs_does_not_matter(one: Record, two: Record, three: Record) -> None:
    """Parallel runs may end as they like: together they always make the same file, to the byte."""
    whole = record_json(joined(one, two, three))
    assert record_json(joined(three, two, one)) == whole
    assert record_json(joined(joined(one, two), three)) == whole
    assert record_json(joined(one, joined(two, three))) == whole


@given(RECORDS, RECORDS)
def test_taking_a_record_in_twice_changes_nothing(one: Record, two: Record) -> None:
    """A job that runs again does no harm."""
    assert joined(one, one) == one
    assert joined(one, two, one, two) == joined(one, two)


@given(RECORDS, RECORDS)
def test_of_two_proofs_the_better_of_the_latest_day_counts(one: Record, two: Record) -> None:
    """A proof of a later day replaces a higher one of an earlier day, and nothing replaces it on its own day."""
    both = joined(one, two).by_key()
    for key, proof in both.items():
        rivals = [record.by_key()[key] for record in (one, two) if key in record.by_key()]
        assert (proof.on, proof.rung) == max((each.on, each.rung) for each in rivals)


@given(RECORDS)
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, record: Record) -> None:
    """Any text survives the file: quotes, line ends and characters of every script."""
    path = tmp_path_factory.mktemp("record") / "proofs.json"
    path.write_text(record_json(record), encoding="utf-8")
    assert read_record(path) == record
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), dict(record_schema()))


def test_a_change_of_one_proof_is_a_change_of_its_lines() -> None:
    """A review of the file sees which command rose or fell, and nothing else moves."""
    others = [recorded(fingerprint=f"{number:016x}") for number in range(20)]
    before = record_json(record_of([*others, recorded()])).splitlines()
    after = record_json(record_of([recorded("rehearsed"), *reversed(others)])).splitlines()
    changed = [line for line in after if line not in before]
    assert len(before) == len(after)
    assert changed == ['   "fingerprint": "0123456789abcdef", "level": "rehearsed", "on": "2026-11-21",']


def test_a_proof_ages() -> None:
    """It holds for the time given, the last day included."""
    assert not recorded().is_old(DAY + timedelta(days=90), "90d")
    assert recorded().is_old(DAY + timedelta(days=91), "90d")
    assert not recorded().is_old(date.max, "99999999999d")


SOUND = record_json(record_of([recorded()]))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "it is no JSON"),
        (SOUND[:-20], "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", 'it has no "schema_version"'),
        (SOUND.replace('version": 1', 'version": 2'), "is of version 2, and this runbook-site reads version 1"),
        (SOUND.replace('version": 1', 'version": true'), "is of version true"),
        (SOUND.replace('version": 1', 'version": "1"'), 'is of version "1"'),
        (SOUND.replace('"accepted"', '"certain"'), "proofs.0.level"),
        (SOUND.replace("2026-11-21", "2026-02-30"), "proofs.0.on"),
        (SOUND.replace('"2026-11-21"', "1795219200"), "proofs.0.on"),
        (SOUND.replace("0123456789abcdef", "0123"), "proofs.0.fingerprint"),
        (SOUND.replace('"it has not run"', "null"), "proofs.0.short_of"),
        (SOUND.replace('"short_of"', '"notes": "", "short_of"'), "proofs.0.notes"),
        (SOUND.replace("it has not run", "x" * 401), "proofs.0.short_of"),
    ],
)
def test_what_is_no_record_is_refused(tmp_path: Path, content: str, said: str) -> None:
    """A damaged record is an error that says what to do, and never a record without proofs."""
    assert content != SOUND
    path = tmp_path / "proofs.json"
    path.write_text(content)
    with pytest.raises(RunbookSiteError, match="remove it and prove everything anew") as caught:
        read_record(path)
    assert said in str(caught.value)


def test_two_proofs_of_one_command_are_refused(tmp_path: Path) -> None:
    """What a merge by hand left is told, and none of the two is taken."""
    path = tmp_path / "proofs.json"
    path.write_text(record_json(Record(proofs=(recorded(), recorded("executed")))))
    with pytest.raises(RunbookSiteError, match="several proofs of one command"):
        read_record(path)


def test_no_file_is_no_record(tmp_path: Path) -> None:
    """Whoever reads a record that is not there is told so."""
    with pytest.raises(RunbookSiteError, match="cannot be read: No such file"):
        read_record(tmp_path / "proofs.json")


def test_schema_of_the_package_is_that_of_the_record() -> None:
    """Scripts that read `proofs.json` can rely on the schema that comes with the package."""
    made = (json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n").encode()
    if os.environ.get("RENEW_GOLDEN"):
        (Path(runbook_site.__file__).parent / "schemas" / "proofs.schema.json").write_bytes(made)
    jsonschema.Draft202012Validator.check_schema(dict(record_schema()))
    assert schema_file("proofs") == made
