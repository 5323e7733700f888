"""Types of expressions, and what PostgreSQL refuses because of them.

Servers of versions 12 to 18 agree on each line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.postgresql.catalog import catalog
from runbook_site.checks.postgresql.knowledge import Knowledge, Schema
from runbook_site.checks.postgresql.statements import name_problems

if TYPE_CHECKING:
    from collections.abc import Callable

SOUND = """
select pid from pg_stat_activity where now() - query_start > '5 minutes'
select pid from pg_stat_activity where query_start < now() - '5 minutes'::interval and pid = '42'
select pid from pg_stat_activity where query_start > current_date - 1 and client_addr << '10.0.0.0/8'
select pid from pg_stat_activity where extract(epoch from now() - query_start) > 300
select pid from pg_stat_activity where pid = any('{1,2}') or 42 = any(pg_blocking_pids(pid))
select pid from pg_stat_activity where pg_blocking_pids(pid) <> '{}' and cardinality(pg_blocking_pids(pid)) > 0
select coalesce(client_addr::text, 'local'), coalesce(query_start, 'epoch'), coalesce(pid, 0) from pg_stat_activity
select case when state = 'idle' then 'x' else state end, pid || ': ' || query from pg_stat_activity
select round(total_exec_time::numeric, 2), round(mean_exec_time) from pg_stat_statements
select to_char(now() - query_start, 'HH24:MI'), date_trunc('second', now() - query_start) from pg_stat_activity
select pg_size_pretty(sum(pg_relation_size(oid))), pg_size_pretty(1024::bigint) from pg_class
select pg_total_relation_size(schemaname || '.' || relname) from pg_stat_user_tables
select application_name, pg_current_wal_lsn() - replay_lsn from pg_stat_replication where replay_lag > '1 min'
select setting::int + 1 from pg_settings where pending_restart or setting = 'on'
select setval(pg_get_serial_sequence('orders', 'id'), coalesce(max(id), 1)) from orders
select d::date, d + interval '1 day' from generate_series('2024-01-01'::date, '2024-01-31', '1 day') d
select percentile_cont(0.9) within group (order by mean_exec_time) from pg_stat_statements
select state, sum(count(*)) over () from pg_stat_activity group by state order by count(*)
select row_number() over (order by pid), lag(setting, 1, '0') over () from pg_stat_activity, pg_settings
select 'all', null from pg_locks union all select mode, pid from pg_locks
with recursive t(n) as (select 1 union all select n + 1 from t where n < 5) select sum(n) from t
select x.n > 5 from (select count(*) as n from pg_locks) x where x.n <> 0
select make_interval(mins => 5), concat_ws(',', 1, now()), format('%s', 1), most_common_vals[1] from pg_stats s
select 1 from orders where id = 'abc' and created < 5 and own(id, now())
select oid::regclass::text, relname || 'x', relkind = 'r' from pg_class where oid = 'orders'::regclass
select age(datfrozenxid), 2^31 - age(datfrozenxid) from pg_database where datname = current_database()
select pid from pg_stat_activity limit '5' offset 10 / 2
select array_append(array[1], 2), array[1, 2.5], array['a'] || 'b'::text, null::_int4
""".strip().splitlines()

WRONG = {
    "select pid from pg_stat_activity where now() - query_start > 300": "shape >",
    "select pid from pg_stat_activity where query_start < now() - 300": "shape -",
    "select pid from pg_stat_activity where query_start < now() - '5 min'": "value '5 min'",
    "select pid from pg_stat_activity where pid = 'abc'": "value 'abc'",
    "select pid from pg_stat_activity where pid in (1, 'abc')": "value 'abc'",
    "select pid from pg_stat_activity where pid like '12%'": "shape like",
    "select pid from pg_stat_activity where state": "shape state",
    "select pid from pg_stat_activity where not pid": "shape pid",
    "select pid from pg_stat_activity where pid = pg_blocking_pids(42)": "shape =",
    "select pid from pg_stat_activity where pid = any('1,2')": "value '1,2'",
    "select pid from pg_stat_activity where pid = any(usename)": "shape usename",
    "select pid from pg_stat_activity where usename in (select pid from pg_locks)": "shape in",
    "select slot_name from pg_replication_slots where active = 0": "shape =",
    "select coalesce(pid, 'none') from pg_stat_activity": "value 'none'",
    "select coalesce(usename, 0) from pg_stat_activity": "shape 0",
    "select case when granted then pid else 'waiting' end from pg_locks": "value 'waiting'",
    "select now()::int": "shape int",
    "select 'abc'::int": "value 'abc'",
    "select date_trunc(now(), 'day')": "function date_trunc",
    "select round(mean_exec_time, 2) from pg_stat_statements": "function round",
    "select pg_size_pretty(relname) from pg_class": "function pg_size_pretty",
    "select pg_size_pretty(1024)": "function pg_size_pretty",
    "select string_agg(pid, ',') from pg_stat_activity": "function string_agg",
    "select make_interval(minutes => 5)": "function make_interval",
    "select pg_terminate_backend('all')": "value 'all'",
    "select row_number() from pg_locks": "shape row_number",
    "select lower(query) over () from pg_stat_activity": "shape lower",
    "select count() from pg_locks": "shape count",
    "select percentile_cont(0.9, mean_exec_time) from pg_stat_statements": "shape percentile_cont",
    "select pid from pg_stat_activity limit 'ten'": "value 'ten'",
    "select pid from pg_stat_activity union select datname from pg_database": "shape datname",
    "select a.pid from pg_stat_activity a join pg_locks l on a.pid": "shape pid",
    "with t as (select query_start as q from pg_stat_activity) select 1 from t where q > 5": "shape >",
    "select x.n from (select count(*) as n from pg_locks) x where n > 'many'": "value 'many'",
    "select count(*) filter (where state) from pg_stat_activity": "shape state",
    "select 1 where (select pid, mode from pg_locks) = 1": "shape (select",
    "update orders set seen = now() - 30": "shape -",
    "call pg_reload_conf()": "shape pg_reload_conf",
}


@pytest.mark.parametrize("text", SOUND)
def test_sound(wrong: Callable[..., list[str]], text: str) -> None:
    """What servers take is not reported, and nothing is said of what only the database knows."""
    assert wrong(text) == []


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_wrong(wrong: Callable[..., list[str]], text: str, said: str) -> None:
    """What every server refuses is reported where it stands."""
    assert wrong(text) == [said]


def test_own_functions_and_types(wrong: Callable[..., list[str]]) -> None:
    """A function or type that the service makes is another than PostgreSQL's of that name."""
    own = Schema(functions=frozenset({"round"}), types=frozenset({"date"}))
    assert wrong("select round(now(), 'x'), 'abc'::date", schema=own) == []


def test_foreign_extension() -> None:
    """An extension may bring operators and functions for any type."""
    everything = catalog()
    text = "select now() - 300, date_trunc(now(), 'day')"
    assert name_problems(text, text, Knowledge(everything, everything.every, named=False, foreign=True)) == []


def test_what_is_left_open() -> None:
    """Of what an author left open, the type is not known."""
    everything = catalog()
    known = Knowledge(everything, everything.every, named=False)
    text = "select pg_terminate_backend(<n>), now() - '<age>', 5 + <n> from pg_locks"
    readable = "select pg_terminate_backend(_n_), now() - '_age_', 5 + _n_ from pg_locks"
    assert name_problems(text, readable, known) == []


def test_version_without_a_function(wrong: Callable[..., list[str]]) -> None:
    """Where a version has no function of a name, nothing is said of its types: extract() is grammar up to 13."""
    text = "select round(extract(epoch from now()), 2)"
    assert wrong(text) == wrong(text, "12") == wrong(text, "16") == []
    assert wrong("select round(date_part('epoch', now()), 2)", "12") == ["function round"]
