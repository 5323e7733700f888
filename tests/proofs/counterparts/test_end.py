"""However a run ends, nothing of its counterparts is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from runbook_site.model.counterparts import Counterparts
from runbook_site.proofs.counterparts import aws, git, http, redis
from runbook_site.proofs.counterparts.programs import found
from runbook_site.proofs.sandbox.offer import tried
from tests.proofs.sandbox.outside import soon

CALLER = """
import sys
from runbook_site.cli.signals import ending_signals
from runbook_site.model.counterparts import Counterparts
from runbook_site.proofs.counterparts import aws, files, git, http, redis
from runbook_site.proofs.sandbox.sandbox import open_session
declared = Counterparts.model_validate_json(sys.argv[1])
with ending_signals(), open_session(hosts=http.needs(declared).hosts) as session:
    for each in (git, files, http, redis, aws):
        each.start(session, declared)
    print("runs", flush=True)
    session.run(["sleep", "600"])
"""
DECLARED = {
    "http": [{"url": "https://shop.example/health", "body": "well"}],
    "git": [{"path": "app", "commits": [{"message": "First"}]}],
    "files": {"run.sh": "#!/bin/sh\n"},
    "aws": {},
}


def below(pid: int) -> set[tuple[str, str]]:
    """Every process that comes from one: its number, and when it started."""
    stats = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            stats[path.parent.name] = (fields[1], fields[19])
    found, open_ = set(), [str(pid)]
    while open_:
        above = open_.pop()
        for number, (parent, started) in stats.items():
            if parent == above:
                found.add((number, started))
                open_.append(number)
    return found


def is_there(number: str, started: str) -> bool:
    """Whether a process is still the one that it was."""
    with suppress(OSError):
        stat = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
        return stat.rpartition(")")[2].split()[19] == started
    return False


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_nothing_outlives_the_caller(number: signal.Signals, tmp_path: Path) -> None:
    """Servers, files and folders are gone with the process that started them, also when that is killed."""
    if not tried("bubblewrap").usable:
        pytest.skip(reason=f"bubblewrap is not offered here: {tried('bubblewrap').why}")
    servers: dict[str, dict[str, int]] = (
        {"redis": {}} if found(["redis-server", "redis-cli"]) == {"redis-server", "redis-cli"} else {}
    )
    declared = Counterparts.model_validate({**DECLARED, **servers}).model_dump_json(by_alias=True)
    caller = subprocess.Popen(
        [sys.executable, "-c", CALLER, declared],
        env=os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert caller.stdout is not None
    assert caller.stdout.readline() == b"runs\n"
    assert soon(lambda: len(below(caller.pid)) >= 5 + len(servers))  # bubblewrap, supervisor, two servers, sleep
    processes = below(caller.pid)
    os.killpg(caller.pid, number)
    caller.wait(30)
    caller.stdout.close()
    assert soon(lambda: not any(is_there(*each) for each in processes))
    assert not list(tmp_path.iterdir())


def test_without_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the other sandbox can be had, servers say what they need; what needs no network is not concerned."""
    declared = Counterparts.model_validate({**DECLARED, "redis": {}})
    monkeypatch.setenv("PATH", "/nowhere")
    tried.cache_clear()
    try:
        lacking = {each.missing(declared) for each in (http, aws)}
        if found(["redis-server", "redis-cli"]):
            lacking.add(redis.missing(declared))
        assert not git.missing(declared)
    finally:
        tried.cache_clear()
    (said,) = lacking
    assert said.startswith("a server needs a sandbox by bubblewrap")
    assert "apt-get install bubblewrap" in said
