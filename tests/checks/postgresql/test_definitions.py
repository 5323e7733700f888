"""Options, values, shapes and comparisons that PostgreSQL refuses, or that are never true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.postgresql.catalog import catalog
from runbook_site.checks.postgresql.intervals import wrong_unit
from runbook_site.checks.postgresql.knowledge import Knowledge
from runbook_site.checks.postgresql.meta_commands import is_cut
from runbook_site.checks.postgresql.setting_values import value_complaint

if TYPE_CHECKING:
    from collections.abc import Callable

EVERYTHING = catalog()
ANY_VERSION = Knowledge(EVERYTHING, EVERYTHING.every, named=False)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        *(
            ("work_mem", said)
            for said in ("64 kB", " 64MB ", "0.1GB", ".5GB", "64.", "0x40", "+64", "2047GB", "default")
        ),
        *(("statement_timeout", said) for said in ("0", "1us", "20d", "1.5h", "30 s")),
        *(("enable_seqscan", said) for said in ("y", "of", "No", "1", "TRUE")),
        *(("wal_level", said) for said in ("replica", "hot_standby", "Logical")),
        *(("synchronous_commit", said) for said in ("local", "yes", "remote_apply")),
        *(("wal_compression", said) for said in ("lz4", "on")),
        ("log_min_messages", "debug"),
        ("search_path", "anything, at all"),
        ("no_such_setting", "1"),
    ],
)
def test_values_that_the_server_takes(name: str, said: str) -> None:
    """A value that a real server takes is left alone, in whatever form it is written."""
    assert value_complaint(ANY_VERSION, name, said) is None


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("work_mem", "64mb", "write MB"),
        ("work_mem", "64K", "units are B, kB"),
        ("work_mem", "1kB", "from 64"),
        ("work_mem", "", "not ''"),
        ("statement_timeout", "5MIN", "write min"),
        ("statement_timeout", "10 minutes", "units are us, ms, s, min, h, d"),
        ("lock_timeout", "-1", "from 0"),
        ("default_statistics_target", "100kB", "it takes none"),
        ("enable_seqscan", "o", "on or off"),
        ("enable_seqscan", "2", "on or off"),
        ("session_replication_role", "slave", "it takes local, origin, replica"),
        ("wal_level", "replicas", "did you mean 'replica'"),
    ],
)
def test_values_that_the_server_refuses(name: str, said: str, told: str) -> None:
    """A value that a real server refuses is told, with what would do."""
    complaint = value_complaint(ANY_VERSION, name, said)
    assert complaint is not None
    assert told in complaint.message


def test_ranges_are_those_of_the_newest_version() -> None:
    """Of another version that the service names, a range is not told: it may be another one. Units and words are."""
    named = Knowledge(EVERYTHING, EVERYTHING.bits("14"), named=True)
    assert value_complaint(named, "work_mem", "1kB") is None
    assert value_complaint(named, "work_mem", "64XB") is not None
    assert value_complaint(named, "wal_level", "replicas") is not None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("5 minuts", "minuts"),
        ("3 dayz 2 hours", "dayz"),
        ("5mn", "mn"),
        ("5 minutes", ""),
        ("1 hr 30 mins ago", ""),
        ("90 milliseconds", ""),
        ("1 decade, 2 days", ""),
        ("P1DT2H", ""),
        ("1 mon 02:00", ""),
        ("1-2", ""),
        ("infinity", ""),
    ],
)
def test_units_of_intervals(text: str, word: str) -> None:
    """A word that is no unit is found in an interval of numbers and units; other forms are left alone."""
    assert wrong_unit(text) == word


@pytest.mark.parametrize(
    ("statement", "version", "found"),
    [
        ("EXPLAIN (MEMORY) SELECT 1", "16", ["option MEMORY"]),
        ("EXPLAIN (MEMORY) SELECT 1", "17", []),
        ("EXPLAIN (MEMORY) SELECT 1", "", []),
        ("EXPLAIN (RANGE_TABLE) SELECT 1", "", []),
        ("COPY orders TO STDOUT CSV HEADER DELIMITER ';'", "", []),
        ("VACUUM (INDEX_CLEANUP auto, PARALLEL 2) orders", "", []),
        ("VACUUM (INDEX_CLEANUP atuo) orders", "", ["value atuo"]),
        ("VACUUM (PARALLEL on) orders", "", ["value on"]),
        ("ALTER SUBSCRIPTION orders SET (slot_name = NONE)", "", []),
        ("ALTER SUBSCRIPTION orders SKIP (lsn = '0/3000000')", "", []),
        ("ALTER SUBSCRIPTION orders SET (synchronized_commit = off)", "", ["option synchronized_commit"]),
        ("GRANT USAGE ON orders_id_seq TO app", "", []),
        ("GRANT SELECT, EXECUTE ON orders TO app", "", ["option EXECUTE"]),
        ("GRANT SELECT ON SCHEMA public TO app", "", ["option SELECT"]),
        ("SELECT a FROM b UNION ALL SELECT c, d FROM e", "", ["shape c"]),
        ("SELECT * FROM b UNION ALL SELECT c, d FROM e", "", []),
        ("WITH w AS (SELECT a FROM b WHERE sum(c) > 1) SELECT 1", "", ["shape sum"]),
        ("SELECT a FROM b WHERE EXISTS (SELECT 1 FROM c GROUP BY d HAVING sum(e) > 1)", "", []),
        ("SELECT 'x', count(*) FROM b", "", []),
        ("SELECT my_aggregate(a), count(*) FROM b", "", []),
        ("UPDATE b SET c = NULL WHERE d = NULL", "", ["never ="]),
        ("SELECT pid FROM pg_locks WHERE mode IN ('ShareLock', 'Share')", "", ["never Share"]),
    ],
)
def test_statements(wrong: Callable[..., list[str]], statement: str, version: str, found: list[str]) -> None:
    """What is certain is found, for the version that the service names; what only the database knows is not."""
    kinds = ("option", "value", "shape", "never")
    assert [each for each in wrong(statement, version) if each.startswith(kinds)] == found


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (r"\copy (", True),
        (r"\copy (SELECT 1", True),
        (r"\copy (SELECT '(') TO STDOUT", False),
        (r"\copy orders TO orders.csv", False),
        ("\\copy (\nSELECT 1) TO STDOUT", False),
        (r"\d (", False),
    ],
)
def test_commands_cut_by_the_end_of_a_line(text: str, *, cut: bool) -> None:
    """A query that goes on in the next line is found; one behind ``-c``, which has several lines, is none."""
    assert is_cut(text) is cut
