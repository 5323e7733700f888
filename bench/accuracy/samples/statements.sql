SELECT pid, usename, state, query FROM pg_stat_activity WHERE state <> 'idle' ORDER BY query_start;

SELECT pid, now() - query_start AS running_for, left(query, 80) AS query
FROM pg_stat_activity
WHERE state = 'active' AND now() - query_start > interval '1 minute'
ORDER BY running_for DESC;

SELECT state, count(*) FROM pg_stat_activity GROUP BY state ORDER BY count(*) DESC;

SELECT datname, numbackends, deadlocks, temp_bytes FROM pg_stat_database WHERE datname = current_database();

SELECT blocked.pid, blocking.pid AS blocking_pid, blocked.query
FROM pg_stat_activity AS blocked
JOIN pg_stat_activity AS blocking ON blocking.pid = ANY (pg_blocking_pids(blocked.pid));

SELECT locktype, relation::regclass, mode, granted FROM pg_locks WHERE NOT granted;

SELECT relname, seq_scan, idx_scan, n_live_tup FROM pg_stat_user_tables WHERE seq_scan > 1000 ORDER BY seq_scan DESC LIMIT 20;

SELECT indexrelname, idx_scan, pg_size_pretty(pg_relation_size(indexrelid)) FROM pg_stat_user_indexes WHERE idx_scan = 0;

SELECT relname, last_vacuum, last_autovacuum, n_dead_tup FROM pg_stat_all_tables WHERE schemaname = 'public';

SELECT client_addr, state, sent_lsn, replay_lsn, replay_lag FROM pg_stat_replication;

SELECT pg_is_in_recovery(), pg_last_wal_receive_lsn(), pg_last_xact_replay_timestamp();

SELECT slot_name, slot_type, active, restart_lsn FROM pg_replication_slots WHERE NOT active;

SELECT name, setting, unit, source FROM pg_settings WHERE name IN ('max_connections', 'shared_buffers');

SELECT datname, age(datfrozenxid) FROM pg_database ORDER BY age(datfrozenxid) DESC;

SELECT nspname, relname, pg_total_relation_size(c.oid) AS bytes
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE relkind = 'r' ORDER BY bytes DESC LIMIT 10;

SELECT conname, contype, convalidated FROM pg_constraint WHERE conrelid = 'orders'::regclass;

SELECT rolname, rolsuper, rolconnlimit, rolvaliduntil FROM pg_roles WHERE rolcanlogin;

SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'orders';

SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'report' AND state = 'idle in transaction';

SELECT checkpoints_timed, checkpoints_req FROM pg_stat_bgwriter;

SELECT archived_count, failed_count, last_failed_wal FROM pg_stat_archiver;

SELECT extname, extversion FROM pg_extension ORDER BY extname;

SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'orders';

SELECT setting::int - (SELECT count(*) FROM pg_stat_activity) AS free FROM pg_settings WHERE name = 'max_connections';

WITH waiting AS (
  SELECT pid, wait_event_type, wait_event FROM pg_stat_activity WHERE wait_event IS NOT NULL
)
SELECT wait_event_type, wait_event, count(*) FROM waiting GROUP BY wait_event_type, wait_event HAVING count(*) > 1;

SELECT date_trunc('hour', created_at) AS hour, count(*) FROM orders WHERE created_at > now() - interval '1 day' GROUP BY hour ORDER BY hour;

SELECT o.id, o.total, c.email FROM orders AS o LEFT JOIN customers AS c ON c.id = o.customer_id WHERE o.state = 'failed' LIMIT 50;

SELECT coalesce(sum(total), 0), max(created_at) FROM orders WHERE state = 'paid' AND created_at >= date '2026-11-01';

SELECT CASE WHEN count(*) = 0 THEN 'clean' ELSE 'duplicates' END FROM (SELECT email FROM customers GROUP BY email HAVING count(*) > 1) AS twice;

UPDATE jobs SET state = 'queued', attempts = 0 WHERE state = 'failed' AND queue = 'mail';

UPDATE accounts SET locked_until = NULL WHERE id = 42 RETURNING id, locked_until;

UPDATE flags SET enabled = false WHERE name = 'new-checkout';

DELETE FROM sessions WHERE expires_at < now() - interval '30 days';

DELETE FROM carts WHERE id IN (SELECT id FROM carts WHERE updated_at < now() - interval '1 year' LIMIT 1000);

INSERT INTO flags (name, enabled) VALUES ('read-only', true) ON CONFLICT (name) DO UPDATE SET enabled = EXCLUDED.enabled;

INSERT INTO jobs (queue, payload) SELECT 'mail', jsonb_build_object('order', id) FROM orders WHERE state = 'paid' AND mailed_at IS NULL;

BEGIN;
UPDATE orders SET state = 'cancelled' WHERE id = 4711;
INSERT INTO order_events (order_id, event) VALUES (4711, 'cancelled by on-call');
COMMIT;

VACUUM (VERBOSE, ANALYZE) orders;

VACUUM (FREEZE) events;

CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state) WHERE state <> 'paid';

DROP INDEX CONCURRENTLY IF EXISTS orders_state_old_idx;

REINDEX TABLE CONCURRENTLY orders;

CREATE DATABASE shop_drill TEMPLATE template0;

ALTER SYSTEM SET log_min_duration_statement = 250;

ALTER DATABASE shop SET statement_timeout = '30s';

ALTER ROLE reporter CONNECTION LIMIT 5;

ALTER TABLE orders ADD COLUMN note text;

ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO reporter;

REVOKE CONNECT ON DATABASE shop FROM reporter;

SET statement_timeout = '5min';
ANALYZE orders;

EXPLAIN (ANALYZE, BUFFERS) SELECT count(*) FROM orders WHERE state = 'open';

CREATE TABLE orders_copy AS SELECT * FROM orders WHERE created_at >= '2026-11-01';

SELECT pg_size_pretty(sum(pg_relation_size(oid))) FROM pg_class WHERE relkind IN ('i', 't');

SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute AS a WHERE a.attrelid = 'orders'::regclass AND a.attnum > 0 AND NOT a.attisdropped;

SELECT schemaname, relname, heap_blks_read, heap_blks_hit FROM pg_statio_user_tables ORDER BY heap_blks_read DESC;

SELECT usename, count(*) FILTER (WHERE state = 'active') AS active FROM pg_stat_activity GROUP BY usename;

SELECT pid, phase, heap_blks_scanned, heap_blks_total FROM pg_stat_progress_vacuum;

SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) AS lag_bytes FROM pg_stat_replication;

SELECT string_agg(quote_ident(tablename), ', ' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public';

UPDATE subscriptions SET state = 'paused' WHERE customer_id = 42;

UPDATE products SET price = price * 0.9 WHERE category = 'clearance';

DELETE FROM audit_log WHERE created_at < '2025-11-21';

DELETE FROM jobs WHERE state = 'dead' RETURNING id;

DELETE FROM api_keys WHERE revoked;

REINDEX INDEX CONCURRENTLY orders_pkey;

DROP DATABASE IF EXISTS shop_drill;

CREATE UNIQUE INDEX CONCURRENTLY customers_email_key ON customers (email);
