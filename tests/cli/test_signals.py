"""Whatever ends the tool, nothing half made is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SHOP = Path(__file__).parent.parent / "shop"

SLOW = """
import pathlib, signal, sys, time
from runbook_site.cli.main import main
if "as inherited" not in sys.argv:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
write = pathlib.Path.write_bytes
def slowly(path, content):
    if path.name == "index.md" and path.parent.name == "shop":
        print("here", flush=True)
        time.sleep(30)
    return write(path, content)
pathlib.Path.write_bytes = slowly
sys.exit(main(["build", "--out", "pages"]))
"""
"""A build that stops while it writes, and says so; whoever runs the tests may have had signals ignored."""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A copy of the shop's project."""
    shutil.copytree(SHOP, tmp_path / "shop")
    return tmp_path / "shop"


def slow_build(shop: Path, *, nohup: bool = False) -> subprocess.Popen[str]:
    """Start a build that stops while it writes."""
    build = [sys.executable, "-c", SLOW]
    command = ["nohup", *build, "as inherited"] if nohup else build
    return subprocess.Popen(command, cwd=shop, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for_writing(*builds: subprocess.Popen[str]) -> None:
    """Until each is in the midst of writing."""
    for build in builds:
        assert build.stdout is not None
        assert build.stdout.readline() == "here\n"


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (signal.SIGTERM, "runbook-site: ended by SIGTERM\n"),
        (signal.SIGHUP, "runbook-site: ended by SIGHUP\n"),
        (signal.SIGINT, "\nrunbook-site: interrupted\n"),
    ],
)
def test_a_signal_ends_a_build_and_leaves_nothing(shop: Path, number: signal.Signals, line: str) -> None:
    """A job that is cancelled cleans up, says one line, and has the shell's exit code for it."""
    process = slow_build(shop)
    wait_for_writing(process)
    process.send_signal(number)
    _, error = process.communicate(timeout=20)
    assert error == line
    assert process.returncode == 128 + number
    assert [path.name for path in shop.iterdir()] == ["runbook_src"]


def test_after_a_kill_the_next_build_clears_up(shop: Path) -> None:
    """What could not be cleaned up then is cleaned up now; a build at work meanwhile is left in peace."""
    killed, alive = slow_build(shop), slow_build(shop)
    wait_for_writing(killed, alive)
    assert len(list(shop.iterdir())) == 3
    killed.kill()
    killed.communicate(timeout=20)
    tool = Path(sys.executable).parent / "runbook-site"
    done = subprocess.run(
        [tool, "build", "--out", "pages"], cwd=shop, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr.count("cleared away") == 1
    assert len(list(shop.iterdir())) == 3
    alive.terminate()
    alive.communicate(timeout=20)
    assert sorted(path.name for path in shop.iterdir()) == ["pages", "runbook_src"]


def test_a_signal_that_the_caller_ignores_is_ignored(shop: Path) -> None:
    """`nohup runbook-site build` outlives its terminal."""
    process = slow_build(shop, nohup=True)
    wait_for_writing(process)
    process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    assert process.poll() is None
    process.terminate()
    process.communicate(timeout=20)
    assert process.returncode == 128 + signal.SIGTERM


def test_handlers_of_the_caller_come_back() -> None:
    """A program that calls the tool keeps its own signals."""
    code = (
        "import os, signal; from runbook_site.cli.main import main; main(['rules']);"
        "assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL; os.kill(os.getpid(), signal.SIGTERM)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60, env=os.environ)
    assert done.returncode == -signal.SIGTERM
