"""What ORDER BY, GROUP BY and DISTINCT name, and names that mean two things in FROM."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SOUND = """
select state, count(*) from pg_stat_activity group by 1 order by 2
select * from pg_locks order by 3
select * from orders order by 99
select distinct state as s from pg_stat_activity order by state
select distinct on (state) state, pid from pg_stat_activity order by state, query_start
select distinct a.state, upper(a.query) from pg_stat_activity a order by a.state, upper(a.query)
select pid, mode from pg_stat_activity join pg_locks using (pid)
select pid, mode from pg_stat_activity natural join pg_locks
select a.pid, id from pg_stat_activity a join pg_locks l on l.pid = a.pid join orders on true
select a.pid as pid from pg_stat_activity a, pg_locks l order by pid
select a.relname from pg_class a, pg_class b where a.oid = b.oid
select leader_pid from pg_stat_activity, pg_stat_progress_vacuum
select f.x from unnest(array[1]) with ordinality f(x, n)
select usename, max(query_start) from pg_stat_activity group by usename having count(*) > 1 order by max(query_start)
select state, count(*) as n from pg_stat_activity group by state order by n
select n from (select row_number() over () as n from pg_locks) x where n < 5
""".strip().splitlines()

WRONG = {
    "select pid from pg_stat_activity order by 2": "2",
    "select pid from pg_stat_activity order by 0": "0",
    "select state, count(*) from pg_stat_activity group by 3": "3",
    "select state, count(*) from pg_stat_activity group by 2": "2",
    "select pid from pg_locks union select pid from pg_locks order by 2": "2",
    "select pid from pg_stat_activity order by 'pid'": "'pid'",
    "select distinct state from pg_stat_activity order by pid": "pid",
    "select pid, mode from pg_stat_activity a join pg_locks l on l.pid = a.pid": "pid",
    "select relname from pg_class join pg_namespace on relnamespace = oid": "oid",
    "select 1 from pg_stat_activity a, pg_locks a": "pg_locks",
    "select 1 from pg_blocking_pids(42) b(pid, blocker)": "pg_blocking_pids",
    "select usename, count(*) from pg_stat_activity group by usename having state = 'idle'": "state",
    "select count(*) from pg_stat_activity order by query_start": "query_start",
    "select max(count(*)) from pg_stat_activity group by state": "count",
    "select pid from pg_stat_activity where row_number() over (order by pid) < 5": "row_number",
}


@pytest.mark.parametrize("text", SOUND)
def test_sound(wrong: Callable[..., list[str]], text: str) -> None:
    """What servers take is not reported."""
    assert wrong(text) == []


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_wrong(wrong: Callable[..., list[str]], text: str, said: str) -> None:
    """What every server refuses is reported where it stands."""
    assert wrong(text) == [f"shape {said}"]
