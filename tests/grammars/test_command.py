"""``runbook-site grammar``, and what a damaged grammar does to a run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from runbook_site.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

SHOPCTL = f"""\
#!{sys.executable}
import argparse
parser = argparse.ArgumentParser(prog="shopctl")
parser.add_argument("--version", action="version", version="shopctl 2.4.1")
parser.add_subparsers().add_parser("orders", help="see orders").add_argument("--failed", action="store_true")
parser.parse_args()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a runbook, and a tool of its own in the PATH."""
    program = tmp_path / "bin" / "shopctl"
    program.parent.mkdir()
    program.write_text(SHOPCTL)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "orders.md").write_text("# Orders\n\n```bash\nshopctl orders --faild\n```\n")
    return tmp_path


def test_a_tool_that_was_added_is_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is run is said, the grammar lies in the repository, and the next check knows the tool."""
    assert main(["check", "docs"]) == 0
    assert main(["grammar", "add", "shopctl"]) == 0
    out = capsys.readouterr().out
    assert out.index("shopctl --help") < out.index("shopctl-2.4.1.json.xz")
    assert (folder / ".runbook-site" / "grammars" / "shopctl-2.4.1.json.xz").is_file()
    assert main(["check", "docs"]) == 1
    assert "'shopctl orders' has no option '--faild'; did you mean '--failed'?" in capsys.readouterr().out
    assert main(["grammar", "list"]) == 0
    assert "shopctl" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments",
    [
        ["add"],
        ["add", "no-such-tool"],
        ["add", "../bin/shopctl"],
        ["add", "shopctl", "--version", "x/y"],
        ["list", "a"],
    ],
)
def test_what_cannot_be_added_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong call ends with exit code 2 and one sentence."""
    assert main(["grammar", *arguments]) == 2
    assert capsys.readouterr().err.startswith("runbook-site: ")


def test_a_damaged_grammar_is_no_clean_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing can be said of the tool's commands then, and the run says so."""
    damaged = folder / ".runbook-site" / "grammars" / "shopctl-2.4.1.json.xz"
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b"rubbish")
    assert main(["check", "docs"]) == 2
    told = capsys.readouterr()
    assert "shopctl-2.4.1.json.xz cannot be used: it is damaged" in told.out + told.err
