"""A PostgreSQL that is already there, given by its address."""

from __future__ import annotations

import re
import secrets
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from runbook_site.proofs.counterparts.postgres_programs import installed, libraries
from runbook_site.proofs.preparation.question import GIVEN, Question, answers, task
from runbook_site.proofs.preparation.sandboxed import ASK
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.proofs.preparation.question import Connection, Reach, Refusal

PREFIX = "runbook_site_"
"""How the names of its databases begin."""
_SECONDS = 120.0
_PATIENCE = 20.0
_AT_A_TIME = 200
_WITH_FORCE = 130000
_CONNECT = (("client_encoding", "UTF8"), ("connect_timeout", "10"), ("application_name", "runbook-site"))
_PASSWORD = re.compile(r"\bpassword\s*=", re.IGNORECASE)
_VERSION = "SELECT split_part(current_setting('server_version'), ' ', 1)"
_NUMBER = "SELECT current_setting('server_version_num')"
_SUPERUSER = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"


def has_password(address: str) -> bool:
    """Whether an address holds a password, which everybody on the machine could see on a command line."""
    if "://" not in address:
        return _PASSWORD.search(address) is not None
    parts = urlsplit(address)
    return bool(parts.password) or any(name.endswith("password") for name in parse_qs(parts.query))


@contextmanager
def addressed(address: str, first: Sequence[str]) -> Iterator[AddressedServer]:
    """A database of its own on a server, which is dropped in the end, also where this is interrupted.

    Args:
        address: As libpq takes it, without a password: that comes from ``PGPASSWORD`` or ``~/.pgpass``.
        first: Statements for the beginning of every connection.

    Raises:
        RunbookSiteError: The server cannot be reached, or lets no database be made or dropped.
    """
    at_home = ("dbname", address), *_CONNECT
    version, number, is_superuser = (_value(at_home, each) for each in (_VERSION, _NUMBER, _SUPERUSER))
    database = f"{PREFIX}{secrets.token_hex(6)}"
    try:
        _done(at_home, f"CREATE DATABASE {database} TEMPLATE template0")
        # The later name of a database counts, whatever the address has.
        there = *at_home, ("dbname", database)
        yield AddressedServer(there, first, version, "prepared" if is_superuser == "t" else "rolled back")
    finally:
        force = " WITH (FORCE)" if int(number) >= _WITH_FORCE else ""
        _done(at_home, f"DROP DATABASE IF EXISTS {database}{force}")


class AddressedServer:
    """A database of its own on a server that is already there: nothing in it is committed but extensions."""

    def __init__(self, connection: Connection, first: Sequence[str], version: str, reach: Reach) -> None:
        """Take a database that is there, and what may be asked of it."""
        self.version, self.reach = version, reach
        self._connection, self._first = connection, tuple(first)

    def ask(self, questions: Sequence[Question]) -> Sequence[Refusal | None]:
        """An answer for each.

        Raises:
            RunbookSiteError: The server can no longer be asked.
        """
        found: list[Refusal | None] = []
        for at in range(0, len(questions), _AT_A_TIME):
            found += _asked(self._connection, questions[at : at + _AT_A_TIME], self._first)
        return found


def _value(connection: Connection, query: str) -> str:
    (answer,) = _asked(connection, [Question(query, "value")])
    if answer is None or answer.code != GIVEN:
        raise RunbookSiteError(_message(answer))
    return answer.message


def _done(connection: Connection, statement: str) -> None:
    (answer,) = _asked(connection, [Question(statement, "alone")], is_short=True)
    if answer is not None:
        raise RunbookSiteError(_message(answer))


def _message(answer: Refusal | None) -> str:
    return f"the PostgreSQL of --postgres does not do its part: {answer.message if answer else 'it gave no value'}"


def _asked(
    connection: Connection, questions: Sequence[Question], first: Sequence[str] = (), *, is_short: bool = False
) -> Sequence[Refusal | None]:
    """Answers over a connection of its own, by a process of its own.

    Args:
        connection: To which server.
        questions: What to ask.
        first: Statements for the beginning.
        is_short: Whether it is let come to its end where this is interrupted: of a database that is being made
            nobody could say whether it has to be dropped.

    Raises:
        RunbookSiteError: There are no answers.
    """
    places = ["libpq.so.5", "libpq.5.dylib", *(place for each in installed() for place in libraries(each))]
    given = task(places, connection, first, questions)
    process = None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        try:
            # No signal comes between starting it and knowing of it.
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            process = _started()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            printed, errors = process.communicate(given, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            message = f"the PostgreSQL of --postgres took longer than {_SECONDS:g} s to answer"
            raise RunbookSiteError(message) from None
        finally:
            # And none while it is ended. One that came just before is raised by this very call, when they are held.
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    finally:
        if process is not None:
            _end(process, _PATIENCE if is_short else 0.0)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    found = answers(printed, len(questions)) if process.returncode == 0 else None
    if found is None:
        said = errors.decode("utf-8", "replace").strip().rpartition("\n")[2]
        message = f"the PostgreSQL of --postgres cannot be asked: {said or 'there was no answer'}"
        raise RunbookSiteError(message)
    return found


def _started() -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    argv = [sys.executable, "-I", "-S", "-c", ASK]
    # Ctrl-C is for this process, and not for that one.
    return subprocess.Popen(argv, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True)  # noqa: S603


def _end(process: subprocess.Popen[bytes], patience: float) -> None:
    """End a process, which is over unless it was interrupted, after as many seconds as it may still take."""
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    process.kill()
    with process:
        pass
