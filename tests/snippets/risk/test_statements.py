"""What SQL statements do."""

from __future__ import annotations

import pytest

from runbook_site.snippets.risk.derive import derive_risk
from runbook_site.snippets.sql import SqlSource, split_source
from runbook_site.sources.text import SourceText

CASES = {
    "read": [
        "SELECT * FROM carts",
        "SELECT 'DELETE FROM carts'",
        "SELECT 1 -- DELETE FROM carts",
        "SHOW max_connections",
        "SET work_mem = '1GB'",
        "EXPLAIN DELETE FROM carts",
        "EXPLAIN SELECT purge_carts()",
        "SELECT count(*), max(now() - query_start), string_agg(usename, ',') FROM pg_stat_activity",
        "SELECT pg_size_pretty(pg_total_relation_size(oid)) FROM pg_class",
        "SELECT IFNULL(a, 0) FROM carts",
        "EXPLAIN ANALYZE SELECT 1",
        "BEGIN",
        "ROLLBACK",
        "COPY carts TO STDOUT",
        "SELECT * FROM t FOR UPDATE",
        "\\d carts",
        "\\dt+",
        "\\x",
        "\\timing on",
        "\\watch 5",
        "\\l+",
    ],
    "change": [
        "INSERT INTO carts VALUES (1)",
        "UPDATE carts SET a = 1 WHERE id = 1",
        "DELETE FROM carts WHERE id = 1",
        "WITH d AS (DELETE FROM carts WHERE id = 1 RETURNING 1) SELECT * FROM d",
        "EXPLAIN ANALYZE INSERT INTO carts VALUES (1)",
        "SELECT 1 AS a INTO copy_of_it",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
        "SELECT pg_catalog.pg_cancel_backend(1)",
        "SELECT setval('carts_id_seq', 1)",
        "CREATE INDEX ON carts (cart_key(id))",
        "SELECT cron.unschedule('purge')",
        "SELECT pg_reload_conf()",
        "VACUUM FULL carts",
        "ANALYZE",
        "REINDEX TABLE carts",
        "CREATE INDEX CONCURRENTLY i ON carts (id)",
        "ALTER TABLE carts ADD COLUMN a int",
        "ALTER SYSTEM SET work_mem = '1GB'",
        "GRANT SELECT ON carts TO web",
        "REFRESH MATERIALIZED VIEW sums",
        "COPY carts FROM STDIN",
        "\\copy carts FROM 'x'",
        "\\o out.txt",
    ],
    "destructive": [
        "DELETE FROM carts",
        "UPDATE carts SET a = 1",
        "WITH d AS (DELETE FROM carts RETURNING 1) SELECT * FROM d",
        "DROP TABLE carts",
        "DROP DATABASE shop",
        "DROP ROLE web",
        "TRUNCATE carts",
        "ALTER TABLE carts DROP COLUMN a",
        "SELECT lo_unlink(1)",
        "SELECT pg_drop_replication_slot('s')",
        "DROP TABLE carts CASCAD",
        "\\lo_unlink 1",
    ],
    "unknown": [
        "DO $$BEGIN PERFORM 1; END$$",
        "CALL drain()",
        "SELECT shop.purge_carts()",
        "SELECT count(purge_carts(id)) FROM carts",
        "INSERT INTO carts VALUES (next_cart())",
        "EXPLAIN ANALYZE SELECT purge_carts()",
        "SELECT FROM WHERE",
        "FROBNICATE carts",
        "\\! rm x",
        "\\i fix.sql",
        "SELECT 1 \\gexec",
        "\\frobnicate",
    ],
}


def _risk(text: str, dialect: str = "postgresql") -> str:
    text_in_file = SourceText("page.md", text).whole()
    split = split_source(text_in_file, SqlSource(dialect, psql=dialect == "postgresql"))
    return derive_risk((), split.statements).risk


@pytest.mark.parametrize(("risk", "text"), [(risk, text) for risk, texts in CASES.items() for text in texts])
def test_risk_of_statements(risk: str, text: str) -> None:
    """The class of a statement, what it hides, and the functions that it calls decide."""
    assert _risk(text) == risk


@pytest.mark.parametrize(
    ("text", "dialect", "risk"),
    [
        ("SELECT * FROM carts", "mysql", "read"),
        ("SHOW PROCESSLIST", "mysql", "read"),
        ("USE shop", "mysql", "read"),
        ("SELECT cart_key(id) FROM carts", "mysql", "read"),
        ("KILL 12", "mysql", "change"),
        ("SET GLOBAL max_connections = 10", "mysql", "change"),
        ("UPDATE carts SET a = 1 WHERE id = 1", "mysql", "change"),
        ("DELETE FROM carts", "mysql", "destructive"),
        ("DROP TABLE carts", "tsql", "destructive"),
        ("TRUNCATE TABLE carts", "oracle", "destructive"),
        ("ALTER TABLE carts DROP COLUMN a", "sqlite", "destructive"),
    ],
)
def test_other_dialects(text: str, dialect: str, risk: str) -> None:
    """One table of risks serves all dialects."""
    assert _risk(text, dialect) == risk
