"""Calls of psql that carry out a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.checks.commands import findings_of

if TYPE_CHECKING:
    from pathlib import Path

RULE = "missing-on-error-stop"
GIVEN = (
    "CALL < dump.sql",
    '< "$dump" CALL',
    "CALL -f dump.sql",
    "CALL --file=dump.sql",
    "cat a.sql b.sql | CALL",
    "gunzip -c dump.sql.gz | CALL",
    "bzcat dump.bz2 | sed s/a/b/ | CALL",
    "pg_dump old | CALL",
    "curl -s https://shop.example.com/dump.sql | CALL",
)
CALLS = (
    "psql",
    'psql "$DATABASE_URL"',
    "psql -h db -U shop shop",
    "sudo -u postgres psql shop",
    "/usr/bin/psql -X shop",
)
STOPS = ("-v ON_ERROR_STOP=1", "--set ON_ERROR_STOP=on", "--variable=ON_ERROR_STOP=1", "-vON_ERROR_STOP=1")
SOUND = (
    *("psql shop", "psql -l", "psql shop < /dev/null", "psql -c 'SELECT 1' shop", "echo 'SELECT 1' | psql shop"),
    *("psql shop < slow_queries.sql", "psql -f sql/check-locks.sql", "psql -1 -f dump.sql", "mysql shop < dump.sql"),
    *("psql $PSQL_OPTIONS < dump.sql", "psql -c 'SELECT 1' > dump.sql", "psql --single-transaction --file dump.sql"),
    *("pg_restore -d shop shop.dump", "psql -Atc 'SELECT 1' shop | cat > a.sql", "kubectl apply -f dump.sql"),
)


def _found(commands: list[str], folder: Path) -> list[bool]:
    return [any(each.rule == RULE for each in of) for of in findings_of(commands, {"sql"}, folder)]


def test_a_file_is_found_however_it_is_given(tmp_path: Path) -> None:
    """By redirection, option or pipe, and whoever calls psql."""
    commands = [given.replace("CALL", call) for given in GIVEN for call in CALLS]
    found = _found(commands, tmp_path)
    assert [command for command, each in zip(commands, found, strict=True) if not each] == []


def test_a_call_that_stops_is_left_alone(tmp_path: Path) -> None:
    """Each spelling of the setting counts."""
    commands = [given.replace("CALL", f"{call} {stop}") for given in GIVEN for call in CALLS for stop in STOPS]
    assert not any(_found(commands, tmp_path))


def test_other_calls_are_left_alone(tmp_path: Path) -> None:
    """What carries out no file, one transaction, or a file that only looks."""
    found = _found(list(SOUND), tmp_path)
    assert [command for command, each in zip(SOUND, found, strict=True) if each] == []
