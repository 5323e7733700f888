"""PostgreSQL in the sandbox: whichever there is, and whatever became of what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.model.counterparts import Counterparts, PostgresServer
from runbook_site.proofs.counterparts import postgres
from runbook_site.proofs.counterparts.postgres_data import kept_data
from runbook_site.proofs.counterparts.postgres_programs import PostgresPrograms, installed, postgres_programs
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.limits import Limits
from runbook_site.proofs.sandbox.sandbox import open_session
from tests.proofs.sandbox.outside import soon

if TYPE_CHECKING:
    from runbook_site.proofs.sandbox.outcome import Outcome
    from runbook_site.proofs.sandbox.session import Session

DECLARED = Counterparts(postgres=PostgresServer(databases=("shop",), set_up="CREATE TABLE orders (id int);"))
QUESTION = "SELECT count(*), current_user, current_database() FROM orders"
LIMITS = Limits(disk=512 << 20)
SERVERS = {f"postgresql-{each.version}": each for each in installed()}


@pytest.fixture(params=SERVERS or ["none"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> PostgresPrograms:
    """Each PostgreSQL of this machine, as if it were the only one."""
    if request.param not in SERVERS:
        pytest.skip(reason="there is no PostgreSQL server on this machine")
    found = SERVERS[request.param]
    monkeypatch.setattr(postgres, "postgres_programs", lambda _: found)
    if why := postgres.missing(DECLARED):
        pytest.skip(reason=why)
    return found


def ask(session: Session, server: PostgresPrograms, sql: str, *options: str) -> Outcome:
    """What psql answers."""
    environment = {"PGHOST": "127.0.0.1", "PGUSER": "postgres", "PGDATABASE": "shop"}
    return session.run([str(server.folder / "psql"), "-XAt", *options], stdin=sql.encode(), env=environment)


def test_it_stands(server: PostgresPrograms) -> None:
    """Its own programs find it, by what the environment says and on its socket; its version is told."""
    needs = postgres.needs(DECLARED)
    with open_session(LIMITS, programs=needs.programs) as session:
        standing = postgres.start(session, DECLARED)
        assert standing.versions == (("postgresql", server.version),)
        assert standing.folders == (str(server.folder),)
        assert {"psql", "pg_dump", "pg_restore", "createdb", "dropdb"} <= standing.tools
        psql = [str(server.folder / "psql"), "-XAtc", QUESTION]
        for environment in (standing.environment, {**standing.environment, "PGHOST": "/run/postgresql"}):
            assert session.run(psql, env=environment).output == b"0|postgres|shop\n"


def test_complaints(server: PostgresPrograms) -> None:
    """An error is told once, wherever its client put it; what was ended on purpose is none; an end is told always."""
    with open_session(LIMITS, programs=postgres.needs(DECLARED).programs) as session:
        standing = postgres.start(session, DECLARED)
        assert standing.complaints() == ()
        assert ask(session, server, "SELECT nope; SELECT 1;", "-o", "/dev/null").status == 0
        assert standing.complaints() == ('PostgreSQL said: column "nope" does not exist at character 8',)
        assert standing.complaints() == ()
        sleep = "{0} -c 'SELECT pg_sleep(60)' & sleep 0.3; {0} -c \"SELECT {1}(pid) FROM pg_stat_activity {2}\"; wait"
        for how in ("pg_cancel_backend", "pg_terminate_backend"):
            where = "WHERE query LIKE '%sleep(60)%' AND pid <> pg_backend_pid()"
            psql = f"{server.folder}/psql -X"
            session.run(["bash", "-c", sleep.format(psql, how, where)], env=standing.environment)
            assert standing.complaints() == ()
        session.run(["bash", "-c", "kill -9 -1"])
        for _ in range(2):
            assert soon(lambda: standing.complaints() == ("the PostgreSQL server has ended",))


def test_a_kept_folder_that_is_damaged(server: PostgresPrograms) -> None:
    """It is made anew in the sandbox then; nothing else depends on it."""
    kept = kept_data(server)
    assert kept is not None
    whole = kept.read_bytes()
    try:
        for content in (b"", whole[:100_000], b"no archive"):
            kept.write_bytes(content)
            with open_session(LIMITS, programs=postgres.needs(DECLARED).programs) as session:
                standing = postgres.start(session, DECLARED)
                assert ask(session, server, QUESTION).output == b"0|postgres|shop\n"
                assert standing.complaints() == ()
    finally:
        kept.write_bytes(whole)


def test_it_does_not_start(server: PostgresPrograms, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it said is told, for example of a setting that it does not know."""
    monkeypatch.setitem(postgres._SETTINGS, "no_such_setting", "1")
    with (
        open_session(LIMITS, programs=postgres.needs(DECLARED).programs) as session,
        pytest.raises(SandboxError, match="no_such_setting"),
    ):
        postgres.start(session, DECLARED)
    assert server.version


def test_which_is_taken() -> None:
    """The version that is wanted where there is one like it; the first of all where there is none."""
    for each in installed():
        assert postgres_programs(each.version) == postgres_programs(each.version.partition(".")[0]) == each
    for wanted in (None, "9", "none"):
        assert postgres_programs(wanted) == next(iter(installed()), None)


def test_a_statement_is_not_quoted(server: PostgresPrograms) -> None:
    """Of a set-up that fails the error is told, and not what stands around: there may be a secret in it."""
    secret = Counterparts(postgres=PostgresServer(set_up="SELECT nope, 'password of somebody';"))
    with (
        open_session(LIMITS, programs=postgres.needs(secret).programs) as session,
        pytest.raises(SandboxError, match=r'declares: ERROR: {1,2}column "nope" does not exist$'),
    ):
        postgres.start(session, secret)
    assert server.version
