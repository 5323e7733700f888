"""Closed and full streams are told, and are no defect of the tool."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHOP = Path(__file__).parent.parent / "shop"
TOOL = Path(sys.executable).parent / "runbook-site"
COMMANDS = (
    "check",
    "rules",
    "build --out pages",
    "schema --out schemas",
    "new shop/other --title Other --kind procedure",
    "--help",
    "--version",
)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A copy of the shop's project."""
    shutil.copytree(SHOP, tmp_path / "shop")
    return tmp_path / "shop"


def bash(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in which ``runbook-site`` is the installed command."""
    environment = {**os.environ, "PATH": f"{TOOL.parent}:{os.environ['PATH']}"}
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_standard_output_is_told(shop: Path, command: str) -> None:
    """What nobody could read was not done well, and one line says why."""
    done = bash(f"runbook-site {command} >&-", shop)
    assert done.stderr == "runbook-site: cannot write to standard output: it is closed\n"
    assert done.returncode == 2


@pytest.mark.parametrize("command", ["check", "rules", "--help"])
def test_a_full_standard_output_is_told(shop: Path, command: str) -> None:
    """A report that was cut off by a full disk never looks whole."""
    # No file may grow: what the tool writes besides goes where there is room, or is said to fail as well.
    done = bash(f"ulimit -f 0; runbook-site {command} > full", shop)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "File too large" in done.stderr


def test_nothing_but_standard_output_is_needed_for_a_file(shop: Path) -> None:
    """A report that goes to a file does not need the streams."""
    done = bash("runbook-site catalog --output catalog.json <&- >&- 2>&-", shop)
    assert (done.returncode, done.stderr) == (0, "")
    assert (shop / "catalog.json").read_bytes().startswith(b"{")


@pytest.mark.parametrize("closed", ["2>&-", "2>full"])
def test_the_exit_code_tells_what_standard_error_cannot(shop: Path, closed: str) -> None:
    """Without standard error, complaints go nowhere, and not among the data."""
    for command, code in (("explain nothing", 2), ("check --jsn", 2), ("rules", 0)):
        done = bash(f"(ulimit -f 0; runbook-site {command} {closed})", shop)
        assert done.returncode == code, command
        assert done.stderr == ""
        assert bool(done.stdout) == (code == 0)


def test_without_any_stream_the_tool_still_ends_well(shop: Path) -> None:
    """A file that is read does not get the number of a stream."""
    assert bash("runbook-site check <&- >&- 2>&-", shop).returncode == 2
    done = bash("runbook-site new <&-", shop)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_reader_who_has_seen_enough_does_not_change_the_verdict(shop: Path) -> None:
    """`check | head` with `pipefail` fails where there are findings, and `catalog | head` does not."""
    runbook = shop / "runbook_src/shop/checkout-down.yml"
    runbook.write_text(runbook.read_text().replace("step: restart", "step: restrat"))
    for command, code in (("check", 1), ("catalog", 0)):
        done = bash(f"set -o pipefail; runbook-site {command} | true", shop)
        assert (done.returncode, done.stderr) == (code, ""), command


def test_a_reader_of_errors_who_is_gone_is_no_crash(shop: Path) -> None:
    """Nor is a traceback written where nobody reads."""
    done = bash("set -o pipefail; runbook-site explain nothing 2>&1 >/dev/null | true", shop)
    assert (done.returncode, done.stderr) == (2, "")


def test_what_was_typed_is_not_echoed_raw(shop: Path) -> None:
    """A name with an escape sequence in it, pasted from somewhere, does nothing to the terminal."""
    for command in ("show", "explain", "check", "check --format", "check --x", "build --out x"):
        done = bash(f"runbook-site {command}$'\\e[2J\\u202e' $'\\e[2Jy'", shop)
        assert done.returncode == 2, command
        assert "\x1b" not in done.stderr
        assert "\u202e" not in done.stderr
        assert "\\x1b[2J" in done.stderr


def test_a_mistake_shows_the_usage_of_its_command(shop: Path) -> None:
    """Not the usage of the tool as a whole."""
    for command in ("check", "catalog", "show"):
        done = bash(f"runbook-site {command} --jsn", shop)
        assert done.returncode == 2
        assert done.stderr.startswith(f"usage: runbook-site {command} ")
        assert done.stderr.endswith(f"runbook-site {command}: error: unrecognized arguments: --jsn\n")
