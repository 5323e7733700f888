"""``prove``: what it prints, what it keeps, and how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbook_site.checks import runner
from runbook_site.checks.runner import RuleCrash, run_checks
from runbook_site.cli.main import main
from runbook_site.model.proof_file import read_record
from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs import means
from runbook_site.proofs.means import Means
from runbook_site.proofs.preparation.preparation import Preparation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from runbook_site.catalog.entry import Catalog, Entry
    from runbook_site.proofs.rehearsal.rehearsal import Rehearsal
    from runbook_site.snippets.project import Project

SHOP = Path(__file__).parent.parent / "shop"
TODAY = "2026-11-21"
SECRET = "q7" + "Rw9ZkT2vLx4Nc8Bd"
READ_ONLY = Means(ProofLevel.ACCEPTED, None, "rehearsed and executed were not tried: there is no sandbox here")


@pytest.fixture(autouse=True)
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shop's project as the working directory, on a machine without a sandbox."""
    shutil.copytree(SHOP, tmp_path / "shop")
    monkeypatch.chdir(tmp_path / "shop")
    monkeypatch.setattr(means, "means_to", _reading)
    return tmp_path / "shop"


def _reading(wanted: ProofLevel, _postgres: str = "") -> Means:
    return Means(wanted) if wanted <= means.READING else READ_ONLY


def prove(*arguments: str) -> int:
    """The exit code of a run."""
    return main(["prove", "--today", TODAY, *arguments])


def test_the_ladder_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """A table by service, what keeps commands from more, and what was not tried."""
    assert prove() == 0
    told = capsys.readouterr()
    assert told.err == ""
    head, row, *rest = told.out.splitlines()
    assert head.split()[:2] == ["service", "commands"]
    assert row.split()[0] == "shop"
    assert "What keeps commands from the next level:" in rest
    assert rest[-1] == READ_ONLY.missing


def test_json_has_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """A program gets all that people get, and each command with its evidence."""
    assert prove("--format", "json") == 0
    document = json.loads(capsys.readouterr().out)
    assert main(["catalog"]) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    assert [(each["id"], each["fingerprint"]) for each in document["commands"]] == [
        (each["id"], each["fingerprint"]) for each in entries
    ]
    assert document["tried"] == "accepted"
    assert document["notes"] == [READ_ONLY.missing]
    assert sum(document["services"]["shop"].values()) == len(entries)
    assert sum(each["commands"] for each in document["reasons"]) == len(entries)


@pytest.mark.parametrize(
    "arguments",
    [("--fail-under", "rehearsed"), ("--only", "executed"), ("--only", "rehearsed", "--fail-under", "parsed")],
)
def test_what_cannot_be_tried_fails(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Where a level is asked for that nothing here can give, that is no success and no finding."""
    assert prove(*arguments) == 2
    assert READ_ONLY.missing in capsys.readouterr().err


def test_a_level_is_demanded(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 and the places, for the risks that are named."""
    (shop / "runbook_src/shop/more.md").write_text("# More\n\n```bash\n./look.sh\n```\n")
    assert prove("--fail-under", "linted") == 0
    capsys.readouterr()
    assert prove("--fail-under", "accepted") == 1
    assert "runbook_src/shop/more.md:4  shop/more/look-sh  linted: './look.sh' is a" in capsys.readouterr().out
    assert prove("--fail-under", "accepted", "--risk", "destructive") == 0
    assert prove("--fail-under", "accepted", "--risk", "destructive", "--risk", "unknown") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--risk", "read"), "--risk goes with --fail-under"),
        (("--merge", "a.json"), "--merge goes with --record"),
        (("runbook_src", "--merge", "a.json", "--record", "b.json"), "--merge joins records and proves nothing"),
        (("--explain", "a/b/c", "--record", "proofs.json"), "leave out --record"),
        (("--only", "parsed", "--fail-under", "linted"), "tries less than"),
    ],
)
def test_options_that_contradict_each_other(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The usage says what goes with what."""
    with pytest.raises(SystemExit) as caught:
        prove(*arguments)
    assert caught.value.code == 2
    assert said in capsys.readouterr().err


def test_one_command_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """Its text, what was seen, the versions, and what it is short of; and of no other command."""
    assert prove("--explain", "shop/checkout-down/force-deployment") == 0
    told = capsys.readouterr().out
    assert told.startswith("shop/checkout-down/force-deployment: accepted\n  Start new tasks\n")
    assert "  aws ecs update-service --cluster shop" in told
    assert "  against   aws " in told
    assert f"  short of  it has not run\n\n{READ_ONLY.missing}\n" in told
    assert prove("--explain", "shop/checkout-down/nothing") == 2
    assert "there is no command 'shop/checkout-down/nothing'" in capsys.readouterr().err
    assert prove("--explain", "shop/checkout-down/force-deploymnet") == 2
    assert "did you mean shop/checkout-down/force-deployment?" in capsys.readouterr().err
    assert prove("--explain", "shop/checkout-down") == 2
    assert "name one of its commands:\n  shop/checkout-down/" in capsys.readouterr().err


def test_a_service_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt name is told, with those that there are."""
    assert prove("--service", "shp") == 2
    assert "there is no service 'shp'; there are shop" in capsys.readouterr().err
    assert prove("--service", "shop") == 0


def test_nothing_to_prove_is_no_success(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong path that happens to exist is not a proof of everything."""
    (shop / "empty").mkdir()
    assert prove("empty", "--fail-under", "linted") == 2
    assert "no command found in 'empty'" in capsys.readouterr().err


def test_a_run_that_found_nothing_empties_no_record(shop: Path) -> None:
    """Where all runbooks are gone at once, the path is wrong, or somebody has to say so by removing the file."""
    assert prove("--record", "proofs.json") == 0
    before = (shop / "proofs.json").read_bytes()
    shutil.rmtree(shop / "runbook_src/shop")
    assert prove("--record", "proofs.json") == 2
    assert (shop / "proofs.json").read_bytes() == before


# --- the record ------------------------------------------------------------------------------------------------------


def levels(path: Path) -> Mapping[str, str]:
    """The levels in a record, by command."""
    return {each.command: each.level for each in read_record(path).proofs}


def test_a_run_is_recorded(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two runs of the same day write the same file; a command that has gone is dropped by a run over the whole."""
    record = shop / "proofs.json"
    more = shop / "runbook_src/shop/more.md"
    more.write_text("# More\n\n```bash\nuptime\n```\n")
    assert prove("--record", "proofs.json") == 0
    first = record.read_bytes()
    assert prove("--record", "proofs.json") == 0
    assert record.read_bytes() == first
    more.unlink()
    capsys.readouterr()
    assert prove("runbook_src/shop/checkout-down.yml", "--record", "proofs.json") == 0
    assert "2 kept from earlier runs" in capsys.readouterr().out
    assert record.read_bytes() == first
    assert prove("--record", "proofs.json") == 0
    assert "1 dropped with their texts" in capsys.readouterr().out
    assert "uptime" not in levels(record)


def test_a_service_that_has_gone(shop: Path) -> None:
    """Only who reads the folder of `site.yml` knows that there is no such service any more."""
    record = shop / "proofs.json"
    other = shop / "runbook_src/billing"
    other.mkdir()
    (other / "look.md").write_text("# Look\n\n```bash\nuptime\n```\n")
    assert prove("--record", "proofs.json") == 0
    shutil.rmtree(other)
    assert prove("runbook_src/shop", "--record", "proofs.json") == 0
    assert prove("--service", "shop", "--record", "proofs.json") == 0
    assert "uptime" in levels(record)
    assert prove("--record", "proofs.json") == 0
    assert "uptime" not in levels(record)


def test_an_old_proof_is_told(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `prove_every` says decides."""
    site = shop / "runbook_src/site.yml"
    site.write_text(f"{site.read_text()}check:\n  prove_every: 30d\n")
    assert prove("--record", "proofs.json") == 0
    capsys.readouterr()
    (shop / "runbook_src/more").mkdir()
    (shop / "runbook_src/more/look.md").write_text("# Look\n\n```bash\nuptime\n```\n")
    later = ["prove", "--service", "more", "--record", "proofs.json", "--today"]
    assert main([*later, "2026-12-21"]) == 0
    assert "older than" not in capsys.readouterr().out
    assert main([*later, "2026-12-22"]) == 0
    assert " older than 30d)" in capsys.readouterr().out


def test_a_damaged_record_stops_the_run(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told before the work, and the file stays as it is."""
    record = shop / "proofs.json"
    record.write_text('{"schema_version": 7}')
    assert prove("--record", "proofs.json") == 2
    assert "is of version 7" in capsys.readouterr().err
    assert record.read_text() == '{"schema_version": 7}'


def test_a_run_that_could_not_look_at_all_records_nothing(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a rule could not do its work, nothing is proven that others could rely on."""
    crashes = (RuleCrash("shellcheck", "no ShellCheck", is_defect=False),)
    monkeypatch.setattr(runner, "run_checks", lambda *given: replace(run_checks(*given), crashes=crashes))
    assert prove("--record", "proofs.json") == 2
    told = capsys.readouterr()
    assert "'proofs.json' is not written" in told.err
    assert "the rule shellcheck could not do its work" in told.out
    assert not (shop / "proofs.json").exists()


def test_what_has_errors_is_no_success(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without what a service says, proofs would fall: it is told, and the record stays as it is."""
    assert prove("--record", "proofs.json") == 0
    before = (shop / "proofs.json").read_bytes()
    with (shop / "runbook_src/shop/service.yml").open("a", encoding="utf-8") as file:
        file.write("bogus: 1\n")
    capsys.readouterr()
    assert prove("--record", "proofs.json") == 2
    told = capsys.readouterr().err
    assert "shop/service.yml has errors, so what depends on that is not proven: runbook-site check tells them" in told
    assert "'proofs.json' is not written" in told
    assert (shop / "proofs.json").read_bytes() == before


def test_a_runbook_with_errors_is_told(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its commands are not in the table, and the exit code says that something is missing."""
    (shop / "runbook_src/shop/late.yml").write_text("title: Late\nbogus: 1\nowner: shop\n", encoding="utf-8")
    assert prove() == 2
    assert "shop/late.yml has errors" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["late", "checkout-down"])
def test_no_drill_without_what_it_needs(shop: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A drill of a runbook with errors, or of a service with errors, is not begun."""
    (shop / "runbook_src/shop/late.yml").write_text("title: Late\nbogus: 1\nowner: shop\n", encoding="utf-8")
    with (shop / "runbook_src/shop/service.yml").open("a", encoding="utf-8") as file:
        file.write("bogus: 1\n")
    assert prove("--drill", f"shop/{name}") == 2
    assert "has errors" in capsys.readouterr().err


def test_records_of_parallel_runs_become_one(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each part has its own file; together they are what one run over the whole writes."""
    (shop / "runbook_src/billing").mkdir()
    (shop / "runbook_src/billing/look.md").write_text("# Look\n\n```bash\nuptime\n```\n")
    assert prove("--record", "whole.json") == 0
    assert prove("--service", "shop", "--record", "one.json") == 0
    assert prove("--service", "billing", "--record", "two.json") == 0
    assert prove("--record", "proofs.json", "--merge", "one.json", "--merge", "two.json") == 0
    assert (shop / "proofs.json").read_bytes() == (shop / "whole.json").read_bytes()
    assert prove("--record", "proofs.json", "--merge", "three.json") == 2
    assert "three.json' cannot be read" in capsys.readouterr().err


def test_runs_at_once_lose_nothing(shop: Path) -> None:
    """Two that write into one record at the same time both find their place in it."""
    for name in ("one", "two", "three"):
        (shop / "runbook_src" / name).mkdir()
        (shop / f"runbook_src/{name}/look.md").write_text(f"# Look\n\n```bash\nuptime # {name}\nuptime\n```\n")
    run = [sys.executable, "-m", "runbook_site.cli.main", "prove", "--only", "accepted", "--record", "proofs.json"]
    running = [subprocess.Popen([*run, "--service", name]) for name in ("one", "two", "three")]
    assert [each.wait(timeout=120) for each in running] == [0, 0, 0]
    assert {each.service for each in read_record(shop / "proofs.json").proofs} == {"one", "two", "three"}
    assert sorted(path.name for path in shop.iterdir()) == ["proofs.json", "runbook_src"]


def test_interrupted_it_writes_nothing(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C in the middle leaves the record as it was."""

    def rehearse(project: object, runbook: object, entries: object) -> Iterable[Rehearsal]:  # noqa: ARG001 - as called
        raise KeyboardInterrupt

    monkeypatch.setattr(means, "means_to", lambda *_: Means(ProofLevel.REHEARSED, rehearse))
    assert prove("--record", "proofs.json") == 130
    assert "interrupted" in capsys.readouterr().err
    assert not (shop / "proofs.json").exists()


def test_a_credential_is_told_nowhere(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever form the report has, and in the record, it is masked."""
    commands = f"kubectl scale deploy web --replicas={SECRET}\ncurl -u admin:{SECRET} https://shop.example.com/"
    text = f"# Ask\n\n```bash\n{commands}\n```\n"
    (shop / "runbook_src/shop/ask.md").write_text(text)
    assert prove("--record", "proofs.json") == 0
    assert prove("--format", "json") == 0
    told = capsys.readouterr()
    assert "1 credential masked" in told.err
    name = next(each for each in levels(shop / "proofs.json") if each.startswith("kubectl"))
    assert prove("--explain", f"shop/ask/{name}", "--format", "text") == 0
    assert SECRET not in told.out + told.err + "".join(capsys.readouterr()) + (shop / "proofs.json").read_text()


def test_a_record_in_a_folder_that_is_not_there(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told what is missing; no folder is made."""
    assert prove("--record", "one.json") == 0
    for arguments in (("--record", "no/proofs.json"), ("--record", "no/proofs.json", "--merge", "one.json")):
        assert prove(*arguments) == 2
        assert "cannot write 'no/proofs.json': there is no folder 'no'" in capsys.readouterr().err
    assert not (shop / "no").exists()


def test_what_postgresql_does_not_tell_is_counted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of how many commands, and why: the most frequent reasons first, and no reason is lost."""

    def prepare(_: Project, commands: Catalog, chosen: Callable[[Entry], bool]) -> Mapping[str, Preparation]:
        entries = [each for each in commands.entries if chosen(each)]
        reasons = ["there is no server"] * 2 + [f"reason {number}" for number in range(len(entries) - 2)]
        return {each.id: Preparation(each.id, untried=why) for each, why in zip(entries, reasons, strict=True)}

    monkeypatch.setattr(means, "means_to", lambda *_: Means(means.READING, prepare=prepare))
    blocks = "".join(
        f"\n```bash\nuptime {option}\n```\n" for option in ("-p", "-s", "-h", "-V", "", "--pretty", "-r", "--since")
    )
    Path("many.md").write_text(f"# Many\n{blocks}", encoding="utf-8")
    assert prove("many.md", "--only", "accepted", "--format", "json") == 0
    document = json.loads(capsys.readouterr().out)
    first, *others, last = document["notes"]
    assert first == "PostgreSQL does not tell of the SQL of 2 commands: there is no server"
    assert len(others) == 4
    assert last == (
        f"Nor of that of {len(document['commands']) - 6} commands, for other reasons; --format json has them all"
    )


@pytest.mark.parametrize("options", [("--only", "linted"), ("--drill", "all")])
def test_an_address_is_for_sql_that_is_prepared(options: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing would be asked of it, that is said, and not passed over."""
    with pytest.raises(SystemExit) as ended:
        prove("--postgres", "postgresql://db/x", *options)
    assert ended.value.code == 2
    assert "--postgres" in capsys.readouterr().err
