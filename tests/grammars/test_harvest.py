"""What is written down by hand for the grammars: the facts, and the tools that are not asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from harvest.__main__ import main
from harvest.by_hand import BY_HAND, FACTS, Written, by_hand
from harvest.facts import with_facts
from parts.knowledge import grammars
from runbook_site.grammars.encoding import dump
from runbook_site.grammars.grammar import Command, Option
from runbook_site.grammars.pack import SHIPPED, Pack
from runbook_site.grammars.verdict import judge
from tests.grammars.shell import words_of_shell

if TYPE_CHECKING:
    from pathlib import Path

PACK = Pack()
FILES = sorted(FACTS.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_facts_name_what_they_were_held_against(path: Path) -> None:
    """Nobody can hold a fact against anything that is not named: each file begins with it, version included."""
    lines = path.read_text("utf-8").splitlines()
    head = " ".join(line for line in lines[: next(at for at, line in enumerate(lines) if line[:1] != "#")])
    assert head.startswith(("# Held against ", "# Read from "))
    assert re.search(r"\d", head)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_facts_belong_to_a_grammar_of_the_pack(path: Path) -> None:
    """A file of facts whose name is no tool's would be read by nobody."""
    written = {each.facts for each in BY_HAND}
    assert path.name in written or path.stem == "compose" or path.stem in PACK.by_tool


@pytest.mark.parametrize("written", BY_HAND, ids=lambda written: f"{written.tool}-{written.version}")
def test_the_pack_says_what_is_written(written: Written) -> None:
    """Of a tool that is not asked, the shipped grammar is made of its file as it stands."""
    path = SHIPPED / f"{written.tool}-{written.version}.json.xz"
    assert path.read_bytes() == dump(by_hand(written)), "run 'make grammars'"


def test_facts_of_a_tool_that_was_asked_do_not_close_what_it_did_not_tell() -> None:
    """A command that only the facts know has options that they do not list; of a whole file they are all there are."""
    text = "shopctl ship\n  --fast\n"
    asked = with_facts(Command(), text).commands["ship"]
    whole = with_facts(Command(), text, whole=True).commands["ship"]
    assert (asked.loose, whole.loose) == (True, False)
    assert asked.options == whole.options == {"--fast": Option()}


def test_words_are_taken_as_they_are_written() -> None:
    """A sign in such an option joins no value."""
    assert with_facts(Command(), "shopctl\n  word --trace=all -SEGV\n").options == {
        "--trace=all": Option(),
        "-SEGV": Option(),
    }


def test_options_whose_value_is_a_command() -> None:
    """Their words go on to the end of that command."""
    told = with_facts(Command(), "shopctl\n  command -each -all\n").options
    assert told == dict.fromkeys(("-each", "-all"), Option("required", kind="command"))


def test_options_behind_whose_value_all_is_another_programs() -> None:
    """They take a value, and are the last that is read."""
    told = with_facts(Command(), "shopctl\n  last -c -m\n").options
    assert told == dict.fromkeys(("-c", "-m"), Option("required", kind="last"))


def test_a_line_that_is_no_fact_is_refused() -> None:
    """A slip in a file of facts stops the harvest."""
    with pytest.raises(ValueError, match="'operand 1 2' is no fact"):
        with_facts(Command(), "shopctl\n  operand 1 2\n")


def test_the_reference_names_every_version() -> None:
    """The table of the reference has a row for each tool, with every version that its grammars were made from."""
    rows = [line for line in grammars() if line.startswith("| `")]
    assert len(rows) == len(PACK.by_tool)
    for row, (tool, packed) in zip(rows, PACK.by_tool.items(), strict=True):
        assert row.startswith(f"| `{tool}` | {', '.join(each.version for each in packed)} | ")
        assert all(each.version != "0" for each in packed)


def test_a_name_that_is_no_tool_stops_the_harvest(capsys: pytest.CaptureFixture[str]) -> None:
    """``make grammars TOOLS=kubctl`` says so, and does not end well."""
    assert main(["kubctl"]) == 2
    assert "no grammar is made of kubctl" in capsys.readouterr().out


def kinds(line: str, version: str | None = None) -> set[str]:
    """What is wrong with a command, by the grammars of the pack; how sure that is, is the matching's to say."""
    words = words_of_shell(line)
    verdict = judge(PACK, words[0].text, version, words)
    assert verdict.covered
    return {each.kind.replace("unlisted-", "unknown-") for each in verdict.problems}


@pytest.mark.parametrize(
    "line",
    [
        "kubectl run probe --image=busybox --dry-run --restart=Never",
        "kubectl annotate pod cart-0 a=b --dry-run --overwrite",
        "kubectl create priorityclass low --description=x",
        "kubectl create poddisruptionbudget cart --selector=app=cart --min-available=1",
        "pkill -SEGV cart",
        "pkill -hup nginx",
        "ssh -Q cipher",
        "jq --debug-trace=all . in.json",
        "terraform plan -state-out=x",
        "railway up --service api --detach",
        "railway variables --set A=b",
        "railway run npm start --anything",
        "railway scale --us-west 2",
        "railway environment production",
        "prisma migrate deploy --schema=./prisma/schema.prisma",
        "prisma migrate resolve --applied 20260101000000_first",
        "prisma migrate diff --from-empty --to-schema a.prisma --script",
        "vercel --prod --yes",
        "vercel env pull .env.local --environment=production",
        "vercel alias set shop-1.vercel.app shop.example",
        "vercel rollback https://shop-1.vercel.app",
        "vercel ./some-folder",
        "etcdctl --endpoints=https://10.0.0.1:2379 endpoint health --cluster",
        "etcdctl member list -w table",
        "sudo -u postgres -i psql -c 'select 1'",
        "sudo -E --preserve-env=HOME env",
    ],
)
def test_sound_commands_are_left_alone(line: str) -> None:
    """What the tools take, and their documentation shows, draws nothing."""
    assert kinds(line) == set()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("kubectl create clusterrole reader", "missing-option"),
        ("kubectl create service nodeport cart", "missing-option"),
        ("jq --argfile a a.json . in.json", "removed-option"),
        ("railway rollback", "unknown-subcommand"),
        ("railway logs --folow", "unknown-option"),
        ("railway volume lst", "unknown-subcommand"),
        ("prisma migrate deply", "unknown-subcommand"),
        ("prisma migrate deploy --shema=a", "unknown-option"),
        ("prisma migrate resolve", "missing-option"),
        ("prisma migrate diff --from-url a --to-empty", "removed-option"),
        ("vercel env lst", "unknown-subcommand"),
        ("vercel pull --no-such", "unknown-option"),
        ("etcdctl endpoint helth", "unknown-subcommand"),
        ("sudo --no-such id", "unknown-option"),
    ],
)
def test_mistakes_are_found(line: str, kind: str) -> None:
    """What the tools refuse is found."""
    assert kind in kinds(line)


def test_what_a_version_lost_is_told_with_the_version() -> None:
    """Prisma 7 takes the source of a comparison from its configuration; earlier versions took an address."""
    line = "prisma migrate diff --from-url a --to-empty"
    assert kinds(line, "6.19") == set()
    assert kinds(line, "7") == {"removed-option"}
