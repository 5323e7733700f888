"""A PostgreSQL server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.proofs.counterparts.counterpart import Needs, Standing
from runbook_site.proofs.counterparts.postgres_data import DATA, USER, kept_data, make_data
from runbook_site.proofs.counterparts.postgres_programs import postgres_programs
from runbook_site.proofs.counterparts.programs import without_loopback
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.snippets.tool import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.model.counterparts import Counterparts, PostgresServer
    from runbook_site.proofs.counterparts.postgres_programs import PostgresPrograms
    from runbook_site.proofs.sandbox.service import Service
    from runbook_site.proofs.sandbox.session import Session

_PORT = 5432
SOCKETS = "/run/postgresql"
_READY = b"ready to accept connections"
CLIENTS = words_of(
    "clusterdb createdb createuser dropdb dropuser pg_amcheck pg_basebackup pg_dump pg_dumpall pg_isready pg_restore "
    "pgbench psql reindexdb vacuumdb vacuumlo"
)
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "port": str(_PORT),
    "unix_socket_directories": SOCKETS,
    # nothing has to outlive the sandbox
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "min_wal_size": "32MB",
    "max_wal_size": "64MB",
    # what goes wrong, with its code, and no statement: there may be a secret in one
    "lc_messages": "C",
    "log_line_prefix": "%e ",
    "log_min_messages": "error",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}
_COMPLAINT = re.compile(rb"^([0-9A-Z]{5}) (?:ERROR|FATAL|PANIC):  ([^\n]*)$", re.MULTILINE)
_ERROR = re.compile(rb"(?:ERROR|FATAL|error): [^\n]*")
_SHUT_DOWN = b"57P01"
_ON_REQUEST = b"canceling statement due to user request"
"""What another session was told that a command ended on purpose."""
_MOST_SAID = 300
_MOST_COMPLAINTS = 3


def missing(declared: Counterparts) -> str:
    """What this machine lacks for it, and what to install."""
    if declared.postgres is None:
        return ""
    if _programs(declared) is None:
        return "there is no PostgreSQL server: install 'runbook-site[postgres]', or PostgreSQL of the system"
    return without_loopback()


def needs(declared: Counterparts) -> Needs:
    """Its programs, and a data folder that was made before."""
    programs = _programs(declared)
    if declared.postgres is None or programs is None:
        return Needs()
    kept = kept_data(programs)
    return Needs(programs.shown if kept is None else (*programs.shown, kept))


def start(session: Session, declared: Counterparts) -> Standing:
    """Start it, with the roles, databases, tables and rows that are declared.

    Raises:
        SandboxError: It does not start, or does not take what is declared, with the end of what it said.
    """
    programs = _programs(declared)
    if declared.postgres is None or programs is None:
        return Standing()
    make_data(session, programs, kept_data(programs))
    server = _started(session, programs)
    database = declared.postgres.databases[0] if declared.postgres.databases else USER
    environment = {"PGHOST": "127.0.0.1", "PGPORT": str(_PORT), "PGUSER": USER, "PGDATABASE": database}
    psql = [str(programs.folder / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", SOCKETS, "-U", USER]
    _run_sql(session, [*psql, "-d", USER], _beginning(declared.postgres))
    if declared.postgres.set_up is not None:
        _run_sql(session, [*psql, "-d", database], declared.postgres.set_up)
    complaints = Complaints(server)
    complaints()
    return Standing(
        environment=environment,
        folders=(str(programs.folder),),
        tools=frozenset(name for name in CLIENTS if (programs.folder / name).is_file()),
        versions=(("postgresql", programs.version),),
        complaints=complaints,
    )


class Complaints:
    """What the server says went wrong; psql, fed by a file, ends with 0 all the same."""

    def __init__(self, server: Service) -> None:
        """Take the server."""
        self._server = server
        self._before = b""

    def __call__(self) -> Sequence[str]:
        """What it said since it was last asked; that it has ended, from then on each time.

        Raises:
            SandboxError: The sandbox is spent.
        """
        if self._server.status() is not None:
            return ("the PostgreSQL server has ended",)
        said = self._server.output()
        # Of much output the end is kept, so that all of it may be new.
        new = said.removeprefix(self._before)
        self._before = said
        found = dict.fromkeys(
            f"PostgreSQL said: {message.decode('utf-8', 'replace')[:_MOST_SAID]}"
            for code, message in _COMPLAINT.findall(new)
            if code != _SHUT_DOWN and message != _ON_REQUEST
        )
        return tuple(found)[:_MOST_COMPLAINTS]


def _programs(declared: Counterparts) -> PostgresPrograms | None:
    return postgres_programs(declared.postgres.version if declared.postgres is not None else None)


def _started(session: Session, programs: PostgresPrograms) -> Service:
    settings = dict(_SETTINGS)
    if programs.has_statistics:
        settings["shared_preload_libraries"] = "pg_stat_statements"
    session.run(["mkdir", "-p", SOCKETS])
    words = (word for name, value in settings.items() for word in ("-c", f"{name}={value}"))
    server = [str(programs.folder / "postgres"), "-D", DATA, *words]
    return session.start(server, ready=lambda service: _READY in service.output())


def _beginning(declared: PostgresServer) -> str:
    """The SQL that makes roles and databases."""
    roles = (f"CREATE ROLE {_quoted(name)} LOGIN;" for name in declared.roles)
    databases = (f"CREATE DATABASE {_quoted(name)};" for name in declared.databases if name != USER)
    return "\n".join((*roles, *databases))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _run_sql(session: Session, psql: list[str], sql: str) -> None:
    outcome = session.run(psql, stdin=sql.encode())
    if outcome.status != 0:
        # The line below the error quotes the statement, in which there may be a secret.
        found = _ERROR.search(outcome.errors)
        said = found[0].decode("utf-8", "replace")[:_MOST_SAID] if found else f"psql ended with {outcome.status}"
        message = f"PostgreSQL does not take what 'postgres' declares: {said}"
        raise SandboxError(message)
