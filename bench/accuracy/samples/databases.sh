psql --host db.internal --username shop --dbname shop --command 'SELECT pid, state, query FROM pg_stat_activity'

psql -X -v ON_ERROR_STOP=1 -h db.internal -U shop -d shop -f fix.sql

psql --no-psqlrc --single-transaction --file=fix.sql shop

psql --tuples-only --no-align --command "SELECT pg_size_pretty(pg_database_size('shop'))" shop

psql "$DATABASE_URL" --command "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"

psql "$DATABASE_URL" -c "SELECT relname, n_dead_tup, last_autovacuum FROM pg_stat_user_tables ORDER BY n_dead_tup DESC LIMIT 10"

psql "$DATABASE_URL" -c 'VACUUM (ANALYZE, VERBOSE) orders'

psql "$DATABASE_URL" -c 'CREATE INDEX CONCURRENTLY orders_created_at ON orders (created_at)'

psql "$DATABASE_URL" -c 'REINDEX INDEX CONCURRENTLY orders_created_at'

psql "$DATABASE_URL" -c "ALTER SYSTEM SET log_min_duration_statement = '500ms'"

psql "$DATABASE_URL" -c "UPDATE jobs SET state = 'queued' WHERE state = 'running' AND heartbeat_at < now() - interval '10 minutes'"

psql "$DATABASE_URL" -c "DELETE FROM sessions WHERE expires_at < now() - interval '7 days'"

psql "$DATABASE_URL" --csv --output activity.csv --command 'SELECT * FROM pg_stat_activity'

psql "$DATABASE_URL" -c '\dt+ public.*'

psql "$DATABASE_URL" --set=ON_ERROR_STOP=on <<'SQL'
BEGIN;
UPDATE accounts SET locked = true WHERE id = 42;
COMMIT;
SQL

psql "$DATABASE_URL" -At <<'SQL' | sort > blocked.txt
SELECT pid, pg_blocking_pids(pid)
FROM pg_stat_activity
WHERE cardinality(pg_blocking_pids(pid)) > 0;
SQL

psql -h db.internal -U shop -c "SELECT slot_name, active, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) FROM pg_replication_slots" shop

PGPASSWORD="$DB_PASSWORD" psql --host=db.internal --username=shop --command='SELECT now()' shop

PGCONNECT_TIMEOUT=5 psql --host db.internal --list --no-align

pg_dump --format=custom --compress=6 --no-owner --file=shop.dump shop

pg_dump --host db.internal --username shop --schema-only --table=orders shop > orders.sql

pg_dump -Fd -j 4 -f shop.dir -h db.internal -U shop shop

pg_dump --data-only --column-inserts --table=flags shop | gzip > flags.sql.gz

pg_dumpall --globals-only --no-role-passwords --file=roles.sql

pg_restore --list shop.dump | grep --ignore-case 'TABLE DATA'

pg_restore --dbname=shop_drill --jobs=4 --no-owner --exit-on-error shop.dump

pg_restore --dbname=shop --table=flags --data-only --single-transaction shop.dump

pg_isready --host=db.internal --port=5432 --timeout=5

pg_basebackup --pgdata=/srv/standby --wal-method=stream --checkpoint=fast --progress --host=db.internal

createdb --owner=shop --template=template0 --encoding=UTF8 shop_drill

dropdb --if-exists shop_drill

createuser --no-superuser --no-createdb --login reporter

vacuumdb --analyze-only --jobs=4 --dbname=shop

vacuumdb --analyze --verbose --table=orders shop

reindexdb --concurrently --table=orders shop

psql postgresql://shop@db.internal:5432/shop --command 'SHOW max_connections'

psql service=shop -c 'SELECT pg_reload_conf()'

psql "$DATABASE_URL" -c 'SELECT pg_cancel_backend(4242)'

psql "$DATABASE_URL" -c "SELECT datname, xact_commit, xact_rollback, blks_hit FROM pg_stat_database WHERE datname = 'shop'"

psql "$DATABASE_URL" --expanded --command 'SELECT * FROM pg_stat_replication'

psql "$DATABASE_URL" --variable=day=2026-11-20 --file=report.sql --echo-errors

export PGPASSWORD="$DB_PASSWORD"
psql -h db.internal -U shop -c 'SELECT 1' shop

export AWS_SECRET_ACCESS_KEY="$DEPLOY_SECRET"
aws s3 ls s3://shop-backups

redis-cli -h cache.internal -a "$REDIS_PASSWORD" --no-auth-warning info stats

psql "postgresql://shop:$DB_PASSWORD@db.internal:5432/shop" -c 'SELECT 1'

curl --silent --header "Authorization: token $GITHUB_TOKEN" https://api.example.com/repos/shop/checkout/releases

psql "host=db.internal user=shop password=$DB_PASSWORD dbname=shop" -c 'SELECT 1'

PGPASSWORD="${DB_PASSWORD}" pg_dump --host=db.internal --username=shop --format=custom --file=shop.dump shop

curl --silent --fail --header "X-Api-Key: $STATUS_API_KEY" https://status.example.com/api/components

curl -fsS -u "deploy:$REGISTRY_PASSWORD" https://registry.example.com/v2/_catalog

export GITHUB_TOKEN="$DEPLOY_TOKEN"
gh run list --limit 3

docker run --rm --env PGPASSWORD="$DB_PASSWORD" postgres:16 pg_isready --host=db.internal

export STRIPE_API_KEY="$PAYMENT_API_KEY"
node scripts/refund.js

git clone "https://deploy:$GIT_TOKEN@git.example.com/shop/checkout.git"

redis-cli -u "redis://default:$REDIS_PASSWORD@cache.internal:6379" ping

curl --silent -X POST -H 'Content-Type: application/json' -d "{\"token\":\"$HOOK_TOKEN\"}" https://hooks.example.com/drill

psql "$DATABASE_URL" -c "DELETE FROM jobs WHERE state = 'done' AND finished_at < now() - interval '90 days'"

psql "$DATABASE_URL" -c "UPDATE flags SET enabled = false WHERE name = 'checkout'"

kubectl exec -n shop db-0 -- psql --username shop --command "UPDATE carts SET locked = false WHERE id = 42" shop

docker exec db psql --username shop --command "DELETE FROM locks WHERE holder = 'report'" shop

ssh db1.example.com "psql --dbname shop --command \"DELETE FROM sessions WHERE user_id = 42\""

docker compose exec -T db psql --username shop --dbname shop <<'SQL'
DELETE FROM outbox WHERE sent_at IS NOT NULL;
SQL

psql "$DATABASE_URL" -c 'DROP INDEX CONCURRENTLY orders_state_old_idx'

psql --dbname shop --command 'VACUUM orders'

psql -d postgres -c 'CREATE DATABASE shop_drill OWNER shop'
