"""What is read of the help that tools print."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.grammars.readers.command_lines import read_aliases, read_commands
from runbook_site.grammars.readers.execute import Asker
from runbook_site.grammars.readers.harvest import harvest, version_of
from runbook_site.grammars.readers.manual import read_manual
from runbook_site.grammars.readers.option_lines import options_of, read_options
from runbook_site.grammars.readers.synopsis import read_synopsis
from runbook_site.grammars.readers.usage import operands_of
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("  -o, --output=FILE          write there", {"-o": "required", "--output": "required"}),
        ("      --color[=WHEN]         colour it", {"--color": "optional"}),
        ("  -I[FMT], --iso[=FMT]       a date", {"-I": "optional", "--iso": "optional"}),
        ("  -a, --attach list          Attach to it", {"-a": "required", "--attach": "required"}),
        ("  -d, --detach               Run behind", {"-d": "none", "--detach": "none"}),
        ("  -h --help              Show this help", {"-h": "none", "--help": "none"}),
        (" -E, --cert <file[:password]> Client certificate", {"-E": "required", "--cert": "required"}),
        ("     --http2 Use it", {"--http2": "none"}),
        ("    --[no-]verbose        say more", {"--verbose": "none", "--no-verbose": "none"}),
        ("  -NUM                       same as --context=NUM", {"-#": "none"}),
        ("    -f, --follow=false:", {"-f": "optional", "--follow": "optional"}),
        ("      --since=0s: Only newer ones.", {"--since": "required"}),
        ("  -d,  --debug                Debug mode", {"-d": "none", "--debug": "none"}),
        ("  -target=resource       Limit to it.", {"-target": "required"}),
    ],
)
def test_layouts_of_options(line: str, expected: dict[str, str]) -> None:
    """Every layout that tools print says the same thing."""
    assert {name: option.value for name, option in options_of(read_options(line)).items()} == expected


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("      --limit int     how many", "integer"),
        ("      --wait duration how long", ""),
        ("      --wait duration   how long", "duration"),
        ("    --tail=-1:", "integer"),
        ("    --timeout=20s:", "duration"),
        ("    --watch=false:", "boolean"),
        ("    --name='':", ""),
    ],
)
def test_kinds_of_values(line: str, kind: str) -> None:
    """A type or a default tells what a value has to be."""
    assert {option.kind for option in options_of(read_options(line)).values()} == {kind}


def test_choices_of_a_description() -> None:
    """A closed list is one where the help writes it as one."""
    text = '  -s, --state string   Filter by state: {open|closed|all} (default "open")'
    assert options_of(read_options(text))["--state"].choices == ("open", "closed", "all")


HELP = """\
Usage:  shopctl [OPTIONS] COMMAND

Runs the shop

Management Commands:
  orders      Look at orders
  cart, carts  See carts

Commands:
  pay         Take money
              that is owed
Options:
  -v, --verbose   Say more
"""


def test_sections_of_commands() -> None:
    """Names and aliases are read from the sections of commands, and from no other."""
    assert read_commands(HELP) == [("orders",), ("cart", "carts"), ("pay",)]


def test_aliases_of_a_command() -> None:
    """Its own help tells how else it can be called."""
    assert read_aliases("Aliases:\n  docker container ls, docker ps\n", ("container", "ls")) == ()
    assert read_aliases("Aliases:\nnode, nodes, no\n\nExamples:\n", ("top", "node")) == ("nodes", "no")


@pytest.mark.parametrize(
    ("usage", "operands"),
    [
        ("[OPTIONS] CONTAINER [CONTAINER...]", (1, None)),
        ("[OPTIONS]", (0, 0)),
        ("CONTAINER NEW_NAME", (2, 2)),
        ("[OPTIONS] NAME[:TAG|@DIGEST]", (1, 1)),
        ("[SERVICE...]", (0, None)),
    ],
)
def test_operands_of_a_usage(usage: str, operands: tuple[int, int | None]) -> None:
    """The number of arguments is what the usage line shows."""
    assert operands_of(usage) == operands


def test_synopsis() -> None:
    """OpenSSH tells its options in one line of brackets."""
    options = read_synopsis("usage: ssh [-46A] [-b bind_address] [-i identity_file] destination")
    assert {name: option.value for name, option in options.items()} == {
        "-4": "none",
        "-6": "none",
        "-A": "none",
        "-b": "required",
        "-i": "required",
    }


def test_manual() -> None:
    """A paragraph of a manual page whose tag is an option describes it."""
    source = ".PP\n\\-p, \\-\\-patch\n.RS 4\nText\n.RE\n.PP\n\\-\\-format=<\\fIformat\\fR>\n.RS 4\n"
    options = options_of(read_manual(source))
    assert {name: option.value for name, option in options.items()} == {
        "-p": "none",
        "--patch": "none",
        "--format": "required",
    }


@pytest.mark.parametrize(
    ("text", "version"),
    [("psql (PostgreSQL) 15.18 (Debian 15.18-0)", "15.18"), ("tool v1.2.3-beta", "1.2.3"), ("no number", None)],
)
def test_version(text: str, version: str | None) -> None:
    """The first number with a dot is the version."""
    assert version_of(text) == version


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from("-ab=[]<>{}|,. :'\"\n()ABé"), max_size=120))
def test_no_text_brings_the_readers_down(text: str) -> None:
    """Whatever a program prints, reading it ends without an error."""
    options_of(read_options(text))
    read_commands(text)
    read_aliases(text, ("a", "b"))
    read_synopsis(text)
    read_manual(text)
    operands_of(text)


SHOPCTL = f"""\
#!{sys.executable}
import argparse
parser = argparse.ArgumentParser(prog="shopctl")
parser.add_argument("--version", action="version", version="shopctl 2.4.1")
below = parser.add_subparsers()
pay = below.add_parser("pay", help="take money")
pay.add_argument("--amount", type=int, required=True)
pay.add_argument("--currency", choices=["eur", "usd"])
parser.parse_args()
"""


@pytest.fixture
def shopctl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tool of a team's own, in the PATH."""
    program = tmp_path / "bin" / "shopctl"
    program.parent.mkdir()
    program.write_text(SHOPCTL)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    return program


@pytest.mark.usefixtures("shopctl")
def test_a_tool_of_ones_own_is_learnt() -> None:
    """A tool made with argparse tells its version, its subcommands and their options."""
    grammar = harvest("shopctl")
    assert (grammar.tool, grammar.version) == ("shopctl", "2.4.1")
    assert {"--amount", "--currency"} <= set(grammar.root.commands["pay"].options)
    assert grammar.root.commands["pay"].options["--amount"].value == "required"


def test_a_tool_that_is_not_installed() -> None:
    """The message says what is missing."""
    with pytest.raises(RunbookSiteError, match="'no-such-tool' is not installed here"):
        harvest("no-such-tool")


def test_a_program_runs_without_credentials_and_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it is asked, it cannot answer with what is the user's."""
    program = tmp_path / "nosy"
    program.write_text('#!/bin/sh\nenv; pwd; cat; echo "home $HOME"\n')
    program.chmod(0o755)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not-for-you")
    answer = Asker(str(program)).ask("--help")
    assert "not-for-you" not in answer
    assert str(tmp_path) not in answer.replace(str(program), "")
    assert "home /" in answer


def test_a_program_that_prints_without_end_is_cut(tmp_path: Path) -> None:
    """Its answer is bounded."""
    program = tmp_path / "loud"
    program.write_text("#!/bin/sh\nhead -c 3000000 /dev/zero | tr '\\0' x\n")
    program.chmod(0o755)
    assert len(Asker(str(program)).ask()) <= 2_000_000
