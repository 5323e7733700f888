"""Names in statements of PostgreSQL's, looked up where the statement looks them up."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.postgresql.catalog import catalog
from runbook_site.checks.postgresql.knowledge import Knowledge, Schema
from runbook_site.checks.postgresql.statements import name_problems

if TYPE_CHECKING:
    from collections.abc import Callable

SOUND = """
select pid, state from pg_stat_activity where query ilike '%x%' order by query_start
select a.pid from pg_stat_activity a join pg_locks l using (pid) where l.granted
select state as s, count(*) as n from pg_stat_activity group by s order by n desc
select pg_stat_activity.pid from pg_stat_activity where pg_stat_activity is not null
with long as (select pid as p from pg_stat_activity) select p from long
with recursive up(n) as (select 1 union all select n + 1 from up where n < 3) select n from up
select x.size from pg_class c cross join lateral (select pg_relation_size(c.oid) as size) x
select d.datname from pg_database d where exists (select 1 from pg_locks l where l.database = d.oid)
select key, value from jsonb_each_text('{}'::jsonb)
select v, i from unnest(array[1]) with ordinality as u(v, i)
select g from generate_series(1, 3) g
select anything, o.at_all from orders o join pg_class c on c.oid = o.relation
select count from (select count(*) from pg_class) counted
select coalesce, text from (select coalesce(1, 2), 'a'::text) x
select relname from pg_class union all select viewname from pg_views order by relname
select ctid, xmin from pg_class
select extract(epoch from now()), current_user, position('a' in 'b'), trim('x'), date(now()), regclass('pg_class')
select percentile_cont(0.5) within group (order by age(backend_xmin)) from pg_stat_activity
insert into orders as o (id) values (1) on conflict (id) do update set id = excluded.id where o.id > 0 returning id
update pg_settings s set setting = '1' from pg_roles r where s.name = 'work_mem' and r.rolsuper
delete from orders using pg_roles r where r.rolname = orders.owner
merge into orders o using pg_roles r on r.oid = o.owner when matched then delete
show work_mem
show all
set time zone 'UTC'
set app.user = 'x'
set search_path to public
reset all
alter system set shared_buffers = '1GB'
vacuum (analyze) orders
create table pg_clas (id int)
""".strip().splitlines()

WRONG = {
    "select stat from pg_stat_activity": "column stat",
    "select b.pid from pg_stat_activity a": "relation b",
    "select pg_stat_activity.pid from pg_stat_activity a": "relation pg_stat_activity",
    "select pid from pg_stat_activity where n > 1": "column n",
    "select pid as p from pg_stat_activity where p = 1": "column p",
    'select pid from pg_stat_activity where state = "active"': 'column "active"',
    "with x as (select pid as p from pg_locks) select pid from x": "column pid",
    "with recursive up as (select 1 as n union all select m from up) select n from up": "column m",
    "select d.datname from pg_database d where exists (select 1 from pg_locks l where l.datid = d.oid)": "column datid",
    "select s from pg_class c, (select c.relname as s) x": "relation c",
    "select a.pid from pg_stat_activity a join pg_locks l on l.pid = a.piid": "column piid",
    "select 1 from pg_class join pg_locks using (relname)": "column relname",
    "select h from generate_series(1, 3) g": "column h",
    "select relname from pg_class union all select viewname from pg_views order by viewname": "column viewname",
    "select nothing": "column nothing",
    "select * from pg_stat_activty": "relation pg_stat_activty",
    "select * from information_schema.tabels": "relation tabels",
    "select * from pg_catalog.orders": "relation orders",
    "select * from pgclass": "relation pgclass",
    "select * from pg_catlog.pg_class": "relation pg_class",
    "select 'pg_clas'::regclass": "relation pg_clas",
    "select 1::bigitn": "type bigitn",
    "select pg_size_prety(1)": "function pg_size_prety",
    "select date_trunc('day')": "function date_trunc",
    "select ifnull(1, 2)": "function ifnull",
    "select nulilf(1, 2)": "function nulilf",
    "select pg_catalog.nothing()": "function nothing",
    "show max_connection": "setting max_connection",
    "select current_setting('work_men')": "setting work_men",
    "select setting from pg_settings where name in ('work_mem', 'work_men')": "setting work_men",
    "set max_connections = 10": "context max_connections",
    "alter role app set shared_buffers = '1GB'": "context shared_buffers",
    "vacuum pg_clas": "relation pg_clas",
    "create index on pg_class (relnam)": "column relnam",
    "update pg_settings set seting = '1'": "column seting",
    "insert into pg_settings (nam) values ('a')": "column nam",
    "select é.relnam from pg_class é": "column relnam",
}


@pytest.mark.parametrize("text", SOUND)
def test_sound_statement(wrong: Callable[..., list[str]], text: str) -> None:
    """A statement that the server takes has no wrong name, whatever its scopes."""
    assert wrong(text) == []


@pytest.mark.parametrize(("text", "expected"), WRONG.items(), ids=WRONG)
def test_wrong_name(wrong: Callable[..., list[str]], text: str, expected: str) -> None:
    """What the server refuses is found, at the very name."""
    assert wrong(text) == [expected]


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("select total_time from pg_stat_statements", 0, 12),
        ("select total_exec_time from pg_stat_statements", 13, 99),
        ("select num_timed from pg_stat_checkpointer", 17, 99),
        ("select checkpoints_timed from pg_stat_bgwriter", 0, 16),
        ("select pg_start_backup('x')", 0, 14),
        ("select pg_backup_start('x')", 15, 99),
        ("show wal_keep_segments", 0, 12),
        ("show transaction_timeout", 17, 99),
        ("select query_id from pg_stat_activity", 14, 99),
    ],
)
def test_versions(wrong: Callable[..., list[str]], text: str, since: int, until: int) -> None:
    """A name is right in the versions that have it, and in no others."""
    for version in range(12, 19):
        assert bool(wrong(text, str(version))) is not (since <= version <= until), version


def test_without_version(wrong: Callable[..., list[str]]) -> None:
    """Where no version is named, what came is right, and what went is said to be gone."""
    assert wrong("select total_exec_time from pg_stat_statements") == []
    assert wrong("select total_time from pg_stat_statements") == ["gone column total_time"]


def test_schema_of_the_service(wrong: Callable[..., list[str]]) -> None:
    """With the DDL, the application's own names are known as well."""
    schema = Schema({"orders": {"id": -1, "state": -1}}, frozenset({"settle"}), complete=True)
    assert wrong("select id, state, settle(id) from public.orders", schema=schema) == []
    assert wrong("select stat from orders", schema=schema) == ["column stat"]
    assert wrong("select 1 from order_items", schema=schema) == ["relation order_items"]
    assert wrong("select unsettle(1)", schema=schema) == ["function unsettle"]


def test_made_by_the_runbook(wrong: Callable[..., list[str]]) -> None:
    """What a statement of the runbook makes exists for the others."""
    schema = Schema({}, complete=True)
    assert wrong("select x from copy_of_orders", schema=schema, made=frozenset({"copy_of_orders"})) == []


def test_open_text_is_never_wrong() -> None:
    """What an author left open is not held against anything."""
    known = Knowledge(catalog(), catalog().every, named=False)
    for text in ("select :col from pg_class where :x", "select * from :tables", "show :setting_", "select <func>(1)"):
        readable = text.replace(":", "a").replace("<", "a").replace(">", "a")
        assert name_problems(text, readable, known) == []


def test_nested_recursion_costs_no_more_than_its_length(wrong: Callable[..., list[str]]) -> None:
    """Recursive queries inside of recursive queries, as deep as the grammar goes, are answered at once."""
    text = "select 1"
    for _ in range(14):
        text = f"with recursive x as (({text}) union select 2) select 1"
    began = time.process_time()
    assert wrong(text) == []
    assert time.process_time() - began < 1


WORDS = """
select from where pg_class c . , ( ) * as x union all with recursive lateral join on using values 1 'a' order by
group insert into update set delete returning relname é " :: = in exists show vacuum create index
"""
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(PIECES, max_size=25))
def test_never_raises(pieces: list[str]) -> None:
    """Whatever the statement, there is an answer, and it points into the statement."""
    text = " ".join(pieces)
    known = Knowledge(catalog(), catalog().every, named=False)
    for problem in name_problems(text, text, known):
        assert 0 <= problem.start <= problem.end <= len(text)
