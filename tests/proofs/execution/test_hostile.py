"""Commands that mean harm, counterparts that do not stand, and runs that are broken off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.counterparts import postgres
from tests.proofs.execution.conftest import DECLARED, files
from tests.proofs.sandbox.outside import soon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import WriteFiles
    from tests.proofs.execution.conftest import Execute

QUESTION = "sql: SELECT count(*) FROM orders;"


@pytest.mark.parametrize(
    ("command", "why", "after"),
    [
        ("awk 'BEGIN { system(\"kill -9 -1\") }'", "", "server"),
        ("psql -c \"COPY (SELECT 1) TO PROGRAM 'kill -9 -1'\"", "it ended with -9", "server"),
        ("dropdb --force shop", "", 'database "shop" does not exist'),
        ("rm -rf /dev/shm/* /tmp/* /run/*", "", "it ended with 2"),
        ("while :; do :; done", "it did not end within 6 s", ""),
        ("psql -c 'SELECT pg_sleep(600)' & disown; exec sleep 600", "it did not end within 6 s", ""),
        ("yes", "it prints more than it may", ""),
        ("psql -Atc \"SELECT repeat('x', 3000000)\"", "it prints more than it may", ""),
        ('psql -c "CREATE TABLE t AS SELECT repeat(md5(i::text), 100) FROM generate_series(1, 500000) i"', "", ""),
        ('rm -rf "${BASH_ENV%/*}"', "it changed what was set up for it", ""),
        ("printf '#!/bin/sh\\n' >\"${BASH_ENV%/*}/bin/psql\"; psql", "it changed what was set up for it", ""),
        ("psql postgresql://169.254.169.254/shop?connect_timeout=2", "Network is unreachable", ""),
    ],
)
def test_harm(executed: Execute, command: str, why: str, after: str) -> None:
    """What a command breaks costs itself, and those behind it that need what is broken; none passes for executed."""
    bad, good = executed(f"run: |-\n  {command}\ntimeout: 6s", QUESTION)
    assert any(why in reason for reason in bad.why_not) or not why, bad.why_not
    assert any(after in reason for reason in good.why_not) if after else not good.why_not, good.why_not


def test_fork_bomb(executed: Execute) -> None:
    """What ends the sandbox is named by those behind it."""
    bad, good = executed(":(){ :|:& };:", QUESTION)
    assert bad.why_not
    assert good.why_not == () or "was ended" in good.why_not[0] or "server" in good.why_not[0]


@pytest.mark.parametrize(
    ("service", "why"),
    [
        ("postgres:\n  set_up: SELECT nothing;\n", 'column "nothing" does not exist'),
        ("postgres:\n  roles: [postgres]\n", 'role "postgres" already exists'),
        ("postgres: {}\nset_up: |\n  echo begun\n  psql -c 'SELECT nothing'\n", 'column "nothing" does not exist'),
        ("postgres: {}\nset_up: if\n", "syntax error"),
        ("postgres: {}\nset_up: exit 3\n", "ended with 3"),
    ],
)
def test_counterparts_that_do_not_stand(executed: Execute, service: str, why: str) -> None:
    """What cannot be set up executes nothing, and every command says why."""
    for each in executed(QUESTION, "true", service=service):
        assert each.why_not[0].startswith("its counterparts could not be set up: ")
        assert why in each.why_not[0]
        assert not each.untried


def test_a_secret(executed: Execute) -> None:
    """A value that must not be seen is in no sentence: neither in what was called nor in what went wrong."""
    secret = "s3cr3t-9Xv2"  # noqa: S105 - made up
    service = f"postgres: {{}}\nenvironment: {{DATABASE_URL: {secret}}}\n"
    commands = ('psql "$DATABASE_URL"', 'echo >"$DATABASE_URL"', 'test -e "$DATABASE_URL" && cat "/tmp/$DATABASE_URL"')
    for each in executed(*commands, service=service):
        assert secret not in repr(each)
        assert "$DATABASE_URL" in repr(each)
    for set_up in ('echo "$DATABASE_URL"; false', 'psql "$DATABASE_URL"', 'cat "$DATABASE_URL"'):
        (one,) = executed("true", service=service, own=f"set_up: {set_up}\n")
        assert secret not in repr(one)
        assert "its counterparts could not be set up" in one.why_not[0]


def test_a_secret_that_begins_with_another(executed: Execute) -> None:
    """Each is told by its own name, and nothing is left of the longer one."""
    service = "postgres: {}\nenvironment: {DATABASE_URL: postgres, OTHER_URL: postgres_other}\n"
    (one,) = executed('psql -d "$DATABASE_URL" -v other="$OTHER_URL"', service=service)
    assert one.calls[0].words == ("-d", "$DATABASE_URL", "-v", "other=$OTHER_URL")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("until", ["postgres", "pg_sleep"])
def test_nothing_is_left(write_files: WriteFiles, tmp_path: Path, number: signal.Signals, until: str) -> None:
    """However a run is broken off, while the server starts or while a command runs: no process and no file is left."""
    if why := postgres.missing(DECLARED):
        pytest.skip(reason=why)
    made = files("psql -c 'SELECT pg_sleep(600)'")
    # Several runbooks: they are proven by several processes.
    others = {f"runbook_src/shop/{name}.yml": made["runbook_src/shop/a.yml"] for name in "bcdef"}
    folder = write_files(made | others)
    (tmp_path / "tmp").mkdir()
    command = subprocess.Popen(
        [sys.executable, "-m", "runbook_site.cli.main", "prove"],
        cwd=folder,
        env=os.environ | {"TMPDIR": str(tmp_path / "tmp"), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert soon(lambda: any(until in line for _, line in _below(command.pid)), 60)
        below = [pid for pid, _ in _below(command.pid)]
        began = {pid: _began(pid) for pid in below}
    finally:
        # Ctrl-C is for the whole group, what kills for one process.
        (os.killpg if number is signal.SIGINT else os.kill)(command.pid, number)
        command.wait(30)
    assert soon(lambda: not any(began[pid] and _began(pid) == began[pid] for pid in below))
    assert soon(lambda: not list((tmp_path / "tmp").iterdir()))


def _below(pid: int) -> Iterator[tuple[int, str]]:
    """The processes that come from one, with their command lines; those that end meanwhile are left out."""
    children: list[str] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += (task / "children").read_text().split()
    for child in children:
        with suppress(OSError):
            yield int(child), Path(f"/proc/{child}/cmdline").read_bytes().decode("utf-8", "replace")
        yield from _below(int(child))


def _began(pid: int) -> str:
    """When a process began, which tells it from another one of the same number; empty where it is gone."""
    with suppress(OSError):
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return "" if state == "Z" else fields[18]
    return ""
