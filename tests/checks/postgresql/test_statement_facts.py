"""What statements do to transactions, tables and sessions."""

from __future__ import annotations

import pytest

from runbook_site.checks.postgresql.backends import unfiltered_call
from runbook_site.checks.postgresql.locks import long_lock
from runbook_site.checks.postgresql.meta_commands import command_problem, meta_command_name
from runbook_site.checks.postgresql.transactions import refused_in_transaction

ENDS = "select pg_terminate_backend(pid) from pg_stat_activity"
REFUSED = """
vacuum t; vacuum full; create index concurrently i on t (a); drop index concurrently i; reindex table concurrently t
reindex (concurrently) index i; reindex database shop; reindex schema public; create database x; drop database x
create tablespace ts location '/x'; alter system set work_mem = '1MB'; cluster; discard all; commit prepared 'x'
create subscription s connection 'x' publication p; alter table p detach partition p1 concurrently
alter database shop set tablespace pg_default
"""
TAKEN = """
analyze t; create index i on t (a)
drop index i; reindex table t; alter database shop set work_mem = '1MB'; cluster t using i
discard plans; refresh materialized view concurrently v; checkpoint; truncate t; alter table p detach partition p1
create subscription s connection 'x' publication p with (connect = false); reindex (concurrently false) table t; not sql
"""
LONG = """
create index i on t (a); reindex table t; vacuum full t; vacuum (full) t; cluster t using i; refresh materialized view v
lock table t; lock table t in share mode; alter table t alter column a type bigint; alter table t alter a set not null
alter table t add constraint c check (a > 0); alter table t add foreign key (a) references u (id)
alter table t add primary key (id); alter table t add column a bigserial; alter table t set unlogged
alter table t add column a uuid default gen_random_uuid(); alter table t add column b int generated always as (1) stored
"""
SHORT = """
create index concurrently i on t (a); reindex table concurrently t; vacuum t; vacuum (full false) t; reindex system shop
refresh materialized view concurrently v; lock table t in access share mode; alter table t add column a int default 0
alter table t add constraint c check (a > 0) not valid; alter table t validate constraint c; alter table t drop column a
alter table t add constraint c primary key using index i; create index i on made (a); alter table t owner to x; not sql
"""


def split(text: str) -> list[str]:
    """The statements of a text."""
    return [each.strip() for line in text.strip().splitlines() for each in line.split(";") if each.strip()]


@pytest.mark.parametrize("text", split(REFUSED))
def test_refused_in_transaction(text: str) -> None:
    """What PostgreSQL 14 to 18 refused in a transaction block is known to be refused."""
    assert refused_in_transaction(text)


@pytest.mark.parametrize("text", split(TAKEN))
def test_taken_in_transaction(text: str) -> None:
    """What they took is not spoken of."""
    assert not refused_in_transaction(text)


@pytest.mark.parametrize("text", split(LONG))
def test_long_lock(text: str) -> None:
    """A statement that works through a table under a lock is found."""
    assert long_lock(text, frozenset({"made"})) is not None


@pytest.mark.parametrize("text", split(SHORT))
def test_short_lock(text: str) -> None:
    """A statement that locks nobody out, or a table that nobody uses yet, is left in peace."""
    assert long_lock(text, frozenset({"made"})) is None


@pytest.mark.parametrize(
    "where",
    ["", "where datname = 'shop'", "where state = 'active'", "where usename = 'app'", "where pg_terminate_backend(1)"],
)
def test_own_session_is_among_them(where: str) -> None:
    """A condition that the own session meets does not spare it."""
    assert unfiltered_call(f"{ENDS} {where}") == "pg_terminate_backend"


@pytest.mark.parametrize(
    "where",
    [
        "where pid <> pg_backend_pid()",
        "where state = 'idle'",
        "where state in ('idle', 'idle in transaction')",
        "where state <> 'active'",
        "where pid = 4711",
        "where query_start < now() - interval '1 hour'",
        "where wait_event_type = 'Lock'",
        "where datname = 'shop' and application_name = 'worker'",
    ],
)
def test_own_session_is_spared(where: str) -> None:
    """A condition that leaves the own session out is enough."""
    assert unfiltered_call(f"{ENDS} {where}") == ""


def test_other_rows_are_no_sessions() -> None:
    """Sessions that are picked otherwise are not judged."""
    assert unfiltered_call("select pg_terminate_backend(4711)") == ""
    assert unfiltered_call("select pg_terminate_backend(active_pid) from pg_replication_slots") == ""
    assert unfiltered_call("select pid from pg_stat_activity") == ""


@pytest.mark.parametrize(
    "text",
    [r"\d", r"\dt+ orders", r"\dtS", r"\dtvs", r"\l+", r"\x on", r"\! ls", r"\?", r"\copy t from 'x'", r"\gset", r"\."],
)
def test_meta_command(text: str) -> None:
    """What every psql has is right, with or without its suffixes."""
    assert command_problem(meta_command_name(text), "15") == ""


@pytest.mark.parametrize("text", [r"\tming on", r"\lst", r"\x+", r"\dq", r"\describe", r"\show"])
def test_no_meta_command(text: str) -> None:
    """What no psql has is wrong."""
    assert command_problem(meta_command_name(text), "")


def test_meta_command_by_version() -> None:
    """What came later is wrong before."""
    assert command_problem(r"\bind", "15")
    assert not command_problem(r"\bind", "16")
    assert not command_problem(r"\bind", "")
