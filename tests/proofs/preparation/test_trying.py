"""What a real PostgreSQL takes, what it refuses for good, and what only the application's database can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.proofs.preparation.question import Question
from runbook_site.proofs.preparation.sandboxed import sandboxed
from tests.proofs.preparation.conftest import asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.proofs.preparation.question import Server
    from tests.proofs.preparation.conftest import Ask

REFUSED = {
    "SELECT mean_time FROM pg_stat_statements": 'column "mean_time" does not exist',
    "SELECT * FROM pg_stat_activty": 'relation "pg_stat_activty" does not exist',
    "SELECT * FROM pg_catalog.pg_foo": 'relation "pg_catalog.pg_foo" does not exist',
    "SELECT * FROM information_schema.table": 'relation "information_schema.table" does not exist',
    "SELECT pg_current_xlog_location()": "function pg_current_xlog_location() does not exist",
    "SELECT pg_foo(id) FROM orders": "function pg_foo(text) does not exist",
    "SELECT pg_terminate_backend()": "function pg_terminate_backend() does not exist",
    "SELECT round(random(), 2)": "function round(double precision, integer) does not exist",
    "SELECT 1 FROM pg_database WHERE datname = 5": "operator does not exist: name = integer",
    "SELECT interval '5 minuts'": 'invalid input syntax for type interval: "5 minuts"',
    "SELECT s.total_time FROM pg_stat_statements s JOIN orders o ON o.query = s.queryid": "column s.total_time",
    "SELECT o.id FROM orders p": 'missing FROM-clause entry for table "o"',
    "SELECT customer, count(*) FROM orders": 'column "orders.customer" must appear in the GROUP BY clause',
    "SELECT customer FROM orders WHERE sum(total) > 5": "aggregate functions are not allowed in WHERE",
    "INSERT INTO orders (id, n) VALUES (1)": "INSERT has more target columns than expressions",
    "EXPLAIN ANALYZE SELECT waiting FROM pg_stat_activity": 'column "waiting" does not exist',
    "COPY (SELECT waiting FROM pg_stat_activity) TO STDOUT": 'column "waiting" does not exist',
    "DO $$ BEGIN SELCT 1; END $$": 'syntax error at or near "SELCT"',
    "SHOW max_connection": 'unrecognized configuration parameter "max_connection"',
    "SET max_connections = 5": 'parameter "max_connections" cannot be changed without restarting the server',
    "VACUUM (FULLL) orders": 'unrecognized VACUUM option "fulll"',
    "ALTER TABLE orders SET (fillfactr = 5)": 'unrecognized parameter "fillfactr"',
    "REINDEX TABLE pg_clas": 'relation "pg_clas" does not exist',
    "SELECT stat FROM pg_stat_activity WHERE usename = '<user>'": 'column "stat" does not exist',
}
TAKEN = {
    "SELECT 1": [],
    "SELECT count(*) FROM orders WHERE id = 5": [("table", "orders")],
    'SELECT count(*) FROM "User"': [("table", "User")],
    "SELECT * FROM billing.invoices WHERE due_on < current_date": [("table", "billing.invoices")],
    "SELECT sum(t.total) FROM (SELECT * FROM orders WHERE paid) t": [("table", "orders")],
    "SELECT date_trunc('day', at) AS day, count(*) FROM orders GROUP BY day": [("table", "orders")],
    "SELECT o.*, count(*) FROM orders o JOIN items i ON i.o = o.id GROUP BY o.id": [
        ("table", "orders"),
        ("table", "items"),
    ],
    "WITH late AS (SELECT * FROM orders WHERE at < now() - interval '1 day') SELECT who FROM late": [
        ("table", "orders")
    ],
    "WITH moved AS (DELETE FROM orders RETURNING *) INSERT INTO archive (id, who) SELECT id, who FROM moved": [
        ("table", "orders"),
        ("table", "archive"),
    ],
    "WITH RECURSIVE t AS (SELECT * FROM nodes UNION SELECT n.* FROM nodes n JOIN t ON n.up = t.id) SELECT x FROM t": [
        ("table", "nodes")
    ],
    "SELECT j.who FROM (orders JOIN items USING (id)) AS j WHERE j.paid": [("table", "orders"), ("table", "items")],
    "SELECT who, o.total FROM orders o TABLESAMPLE SYSTEM (1)": [("table", "orders")],
    "MERGE INTO stock s USING new n ON s.id = n.id WHEN MATCHED THEN UPDATE SET a = s.a + n.a "
    "WHEN NOT MATCHED THEN INSERT (id, a) VALUES (n.id, n.a)": [("table", "stock"), ("table", "new")],
    "SELECT u.name, (SELECT max(at) FROM orders WHERE who = u.id AND paid) FROM users u": [
        ("table", "users"),
        ("table", "orders"),
    ],
    "SELECT v.n, o.id FROM orders o JOIN (VALUES (1, 'a')) AS v (id, n) ON v.id = o.id": [("table", "orders")],
    "SELECT e->>'k' FROM docs d, jsonb_array_elements(d.items) e": [("table", "docs")],
    "SELECT row_to_json(u) FROM users u WHERE u.id = 5": [("table", "users")],
    "SELECT data->>'a' FROM users WHERE data @> '{}' AND 'x' = ANY(tags)": [("table", "users")],
    "UPDATE orders SET tries = tries + 1 WHERE id IN (SELECT id FROM queue WHERE until < now())": [
        ("table", "orders"),
        ("table", "queue"),
    ],
    "INSERT INTO log VALUES (1, now(), true)": [("table", "log")],
    "INSERT INTO log (a) VALUES ('x') ON CONFLICT (a) DO UPDATE SET n = log.n + 1": [("table", "log")],
    "DELETE FROM a USING b WHERE a.b_id = b.id AND b.gone": [("table", "a"), ("table", "b")],
    "SELECT setval('ids', (SELECT max(id) FROM orders))": [("table", "orders"), ("table", "ids")],
    "SELECT pg_size_pretty(pg_total_relation_size('orders'))": [("table", "orders")],
    "SELECT * FROM orders WHERE id = <id> AND at > now() - interval '<n> days' LIMIT <most>": [("table", "orders")],
    "SELECT * FROM <table> WHERE at::date = '<day>'::date": [("table", "<table>")],
    "SELECT pg_terminate_backend(<pid>)": [],
    "COPY orders (id, total) FROM STDIN": [("table", "orders")],
    "COPY orders TO PROGRAM 'gzip'": [("table", "orders")],
    "DROP INDEX CONCURRENTLY by_day": [("index", "by_day")],
    "DROP TABLE old": [("table", "old")],
    "REINDEX TABLE orders": [("table", "orders")],
    "REINDEX (VERBOSE) DATABASE CONCURRENTLY shop": [],
    "VACUUM (VERBOSE, ANALYZE) orders": [("table", "orders")],
    "CREATE INDEX CONCURRENTLY ON orders (who) WHERE paid": [("table", "orders")],
    "ALTER TABLE orders ADD COLUMN who uuid REFERENCES users (id)": [("table", "orders"), ("table", "users")],
    "ALTER TABLE orders CLUSTER ON by_day": [("table", "orders")],
    "GRANT SELECT ON orders TO reader": [("role", "reader"), ("table", "orders")],
    "ALTER DATABASE shop SET work_mem = '8MB'": [("database", "shop")],
    "CREATE DATABASE new": [],
    "ALTER SYSTEM SET max_connections = 200": [],
    "SELECT 'a'::mood": [("type", "mood")],
}
UNTOLD = {
    "SELECT ours(5)": "only its own database can: function ours(integer) does not exist",
    "SELECT * FROM pg_stat_monitor": None,
    "ALTER TABLE orders DROP CONSTRAINT positive": "only its own database can: constraint",
    "SELECT (addr).city FROM people": "no types were found for what is stubbed: column notation .city",
    "SELECT * FROM orders WHERE a = <a> AND <condition> ORDER BY <b>, 5 + 'x'": None,
    "CREATE EXTENSION nobody_has_this": "only its own database can: extension",
}


def test_what_postgresql_does_not_have_is_refused(ask: Ask) -> None:
    """A name, a type or a word that is wrong is told in the server's own words, among an application's tables too."""
    found = {text: each.verdict for text, each in zip(REFUSED, ask(list(REFUSED)), strict=True)}
    assert {each.result for each in found.values()} == {"refused"}
    assert [text for text, said in REFUSED.items() if said not in found[text].why] == []


def test_what_the_application_has_is_made_up(ask: Ask) -> None:
    """Tables get the columns that are asked of them, of types that fit; all that was made up is told."""
    found = dict(zip(TAKEN, ask(list(TAKEN)), strict=True))
    assert {text: each.verdict.why for text, each in found.items() if each.verdict.result != "taken"} == {}
    named = {text: sorted(each.stubbed()) for text, each in found.items()}
    assert named == {text: sorted(stubs) for text, stubs in TAKEN.items()}


def test_what_only_the_database_knows_is_no_mistake(ask: Ask) -> None:
    """A function, a constraint, an extension that a new database does not have says nothing against a command."""
    found = {text: each.verdict for text, each in zip(UNTOLD, ask(list(UNTOLD)), strict=True)}
    assert "refused" not in {each.result for each in found.values()}
    said = {text: why for text, why in UNTOLD.items() if why is not None}
    assert [text for text, why in said.items() if not found[text].why.startswith(why)] == []


def test_nothing_of_a_question_is_left(ask: Ask) -> None:
    """What one statement makes, outside of transactions too, the next one does not find."""
    twice = ["CREATE DATABASE new", "CREATE TABLE made (id int)", "VACUUM made", "GRANT CONNECT ON DATABASE shop TO me"]
    assert [each.verdict.result for each in ask(twice * 2)] == ["taken"] * 8
    assert ask(["SELECT 1 FROM made"])[0].question.before == ('CREATE TABLE "made" ()',)


def test_nothing_runs(ask: Ask) -> None:
    """Neither queries nor the bodies of functions do, or this would take a minute and end the server."""
    slow = ("SELECT pg_sleep(60)", "EXPLAIN ANALYZE SELECT pg_sleep(60)", "DO $$ BEGIN PERFORM pg_sleep(60); END $$")
    ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    assert [each.verdict.result for each in ask([*slow, ending, f"CREATE TABLE t AS {ending}"])] == ["taken"] * 5


def test_what_takes_too_long_or_ends_the_connection(server: Server) -> None:
    """It is no opinion of the server's, and the statements behind it are asked about."""
    texts = ("SELECT pg_sleep(60)", "SELECT pg_terminate_backend(pg_backend_pid())")
    slow, first, ending, second = server.ask(
        [question for text in texts for question in (Question(text, "run"), Question("SELECT 1", "prepare"))]
    )
    assert slow is not None
    assert ending is not None
    assert slow.code == "57014"  # query_canceled
    assert ending.code in {"", "57P01"}  # admin_shutdown
    assert (first, second) == (None, None)


def test_a_question_is_one_statement(server: Server) -> None:
    """What is smuggled in behind another one does not get through, in whatever way it is asked about."""
    two = "SELECT 1; DROP DATABASE shop"
    for how in ("prepare", "run", "alone"):
        (refusal,) = server.ask([Question(two, how)])
        assert refusal is not None
        assert "multiple commands" in refusal.message


COLUMNS = {
    "pg_stat_activity": ("pid", "usename", "state", "query", "wait_event", "backend_start"),
    "pg_stat_replication": ("application_name", "replay_lsn", "sync_state"),
    "pg_stat_user_tables": ("relname", "n_dead_tup", "last_autovacuum"),
    "pg_locks": ("locktype", "granted", "mode"),
}
TABLES = ("orders", "items", "people")
SCHEMA = [
    f"CREATE TABLE IF NOT EXISTS {name} (id int, who text, total numeric, at timestamptz, open boolean, tags text[])"
    for name in TABLES
]
TESTS = (
    *(
        "id = 5",
        "who LIKE 'a%'",
        "total > 2.5",
        "at < now() - interval '1 day'",
        "open",
        "'x' = ANY (tags)",
        "id IN (1, 2)",
    ),
    *(
        "at::date = current_date",
        "coalesce(total, 0) + 1 > id",
        "NOT open AND who IS NULL",
        "at BETWEEN '2026-01-01' AND now()",
    ),
)
VALUES = (
    *("id", "who", "total", "at", "open", "tags", "lower(who)", "at::date", "total * 2", "date_trunc('day', at)"),
    *("now() - at", "who || '-'", "CASE WHEN open THEN 1 ELSE 0 END", "array_length(tags, 1)", "round(total, 2)"),
)


AROUND = (
    "SELECT {value} FROM ({inside}) AS s WHERE {test}",
    "SELECT * FROM ({inside}) AS s WHERE {test}",
    "WITH w AS ({inside}) SELECT s.{name} FROM w AS s",
    "SELECT a.{name}, b.* FROM {table} a JOIN ({inside}) b USING (id)",
    "SELECT j.who FROM (orders o JOIN items i USING (id, who)) AS j WHERE EXISTS ({inside})",
    "SELECT {value}, count(*) FROM ({inside}) s GROUP BY 1 HAVING max(id) > 5",
    "SELECT p.who, l.* FROM people p, LATERAL ({inside}) l WHERE p.{test}",
    "UPDATE orders SET total = total + 1, open = false FROM ({inside}) s WHERE orders.id = 5 RETURNING *",
    "INSERT INTO items (id, who) SELECT id, who FROM ({inside}) s",
    "{inside} UNION ALL {inside}",
)


@st.composite
def queries(draw: st.DrawFn) -> str:
    """A query over three tables, inside of others in all ways in which names are passed on."""

    def some(*choices: str) -> str:
        return draw(st.sampled_from(choices))

    query = f"SELECT {some('*', 't.*', *VALUES)} FROM {some(*TABLES)} t WHERE {some(*TESTS)}"  # noqa: S608
    for around in draw(st.lists(st.sampled_from(AROUND), max_size=3)):
        query = around.format(
            inside=query, value=some(*VALUES), name=some(*VALUES[:6]), test=some(*TESTS), table=some(*TABLES)
        )
    return query


@pytest.fixture(scope="session")
def furnished(server: Server) -> Iterator[Server]:
    """A server that has the tables."""
    assert server.version
    with sandboxed(None, SCHEMA) as other:
        yield other


@settings(max_examples=8)
@given(st.lists(queries(), min_size=25, max_size=25))
def test_what_the_real_tables_take_is_never_refused(server: Server, furnished: Server, texts: list[str]) -> None:
    """A new database stands in for the one that a query is for: it may not know, but it does not complain."""
    real = furnished.ask([Question(text, "prepare") for text in texts])
    fine = [text for text, refusal in zip(texts, real, strict=True) if refusal is None]
    found = asked(server, fine)
    assert [(each.sentence.sql, each.verdict.why) for each in found if each.verdict.result == "refused"] == []


@settings(max_examples=5)
@given(st.lists(st.tuples(st.sampled_from(sorted(COLUMNS)), st.data()), min_size=20, max_size=20))
def test_a_column_that_is_not_there_is_always_seen(server: Server, places: list[tuple[str, st.DataObject]]) -> None:
    """Whatever letter is missing, and with an application's table beside it."""
    statements = []
    for relation, data in places:
        column = data.draw(st.sampled_from(COLUMNS[relation]))
        gone = data.draw(st.integers(0, len(column) - 1))
        wrong = f"s.{column[:gone]}{column[gone + 1 :]}q"
        beside = data.draw(st.sampled_from(["", " JOIN orders o ON o.id = 5", ", orders o"]))
        statements.append(f"SELECT {wrong} FROM {relation} s{beside}")  # noqa: S608 - nothing runs
    assert {each.verdict.result for each in asked(server, statements)} == {"refused"}
