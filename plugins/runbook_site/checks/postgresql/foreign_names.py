"""Names that are not PostgreSQL's own: of other databases, of poolers, of extensions that do not come with it."""

from __future__ import annotations

from runbook_site.snippets.vocabulary import word_set

_MYSQL = "MySQL's"
_ORACLE = "Oracle's"
_TSQL = "SQL Server's"
_OLD = "PostgreSQL's up to 9.6"

FOREIGN_FUNCTIONS = {
    "ifnull": (_MYSQL, "coalesce(a, b)"),
    "isnull": (_TSQL, "coalesce(a, b)"),
    "nvl": (_ORACLE, "coalesce(a, b)"),
    "group_concat": (_MYSQL, "string_agg(text, ',')"),
    "curdate": (_MYSQL, "current_date"),
    "curtime": (_MYSQL, "current_time"),
    "date_format": (_MYSQL, "to_char(time, format)"),
    "str_to_date": (_MYSQL, "to_date(text, format)"),
    "date_add": ("MySQL's in this form", "time + interval '1 day'"),
    "date_sub": (_MYSQL, "time - interval '1 day'"),
    "datediff": (_MYSQL, "the difference of two dates"),
    "dateadd": (_TSQL, "time + interval '1 day'"),
    "timestampdiff": (_MYSQL, "extract(epoch from b - a)"),
    "unix_timestamp": (_MYSQL, "extract(epoch from time)"),
    "from_unixtime": (_MYSQL, "to_timestamp(seconds)"),
    "utc_timestamp": (_MYSQL, "now() at time zone 'utc'"),
    "getdate": (_TSQL, "now()"),
    "sysdate": (_ORACLE, "now()"),
    "rand": (_MYSQL, "random()"),
    "charindex": (_TSQL, "strpos(text, part)"),
    "instr": (_MYSQL, "strpos(text, part)"),
    "find_in_set": (_MYSQL, "value = any(string_to_array(list, ','))"),
    "last_insert_id": (_MYSQL, "RETURNING"),
    "connection_id": (_MYSQL, "pg_backend_pid()"),
    "sleep": (_MYSQL, "pg_sleep(seconds)"),
    "inet_aton": (_MYSQL, "the type inet"),
    "json_extract": (_MYSQL, "value #> path"),
    "pg_xlogfile_name": (_OLD, "pg_walfile_name(lsn)"),
    "pg_xlogfile_name_offset": (_OLD, "pg_walfile_name_offset(lsn)"),
    "pg_xlog_location_diff": (_OLD, "pg_wal_lsn_diff(a, b)"),
    "pg_current_xlog_location": (_OLD, "pg_current_wal_lsn()"),
    "pg_current_xlog_insert_location": (_OLD, "pg_current_wal_insert_lsn()"),
    "pg_last_xlog_receive_location": (_OLD, "pg_last_wal_receive_lsn()"),
    "pg_last_xlog_replay_location": (_OLD, "pg_last_wal_replay_lsn()"),
    "pg_xlog_replay_pause": (_OLD, "pg_wal_replay_pause()"),
    "pg_xlog_replay_resume": (_OLD, "pg_wal_replay_resume()"),
    "pg_is_xlog_replay_paused": (_OLD, "pg_is_wal_replay_paused()"),
    "pg_switch_xlog": (_OLD, "pg_switch_wal()"),
    "found_rows": (_MYSQL, "count(*) over ()"),
}
"""Functions of other databases: whose, and what to use instead."""

ELSEWHERE = (
    "pg_stat_monitor",
    "pg_stat_kcache",
    "pg_wait_sampling",
    "pg_qualstats",
    "pg_store_plan",
    "pg_cron",
    "pg_dist_",
    "pg_repack",
    "pg_partman",
    "pg_hint_plan",
    "pg_track_",
    "pg_query_state",
    "pg_squeeze",
    "pg_net",
    "pglogical",
    "pg_tde",
    "pg_auth_mon",
    "pg_permission",
    "pg_profile",
    "citus",
    "master_",
    "aurora_",
    "apg_",
    "rds_",
    "repmgr",
    "bdr",
    "timescaledb",
    "st_",
    "cron_",
    "edb_",
)
"""How names of well-known extensions and services begin that do not come with PostgreSQL."""

OPEN_SETTINGS = ("apg_", "aurora_", "babelfish", "rds_", "google_", "alloydb", "azure_", "yb_", "polar_", "edb_", "gp_")
"""How settings begin that only some vendor's PostgreSQL has."""

SETTING_WORDS = word_set(
    """
    all role session_authorization transaction_isolation transaction_read_only transaction_deferrable timezone time
    zone seed names snapshot transaction is_superuser trace_locks trace_userlocks trace_lwlocks trace_lock_oidmin
    trace_lock_table log_btree_build_stats wal_debug optimize_bounded_sort trace_syncscan debug_deadlocks
    """.replace("\n", " ")
) | {"session characteristics", "session authorization", "time zone"}
"""What SET and SHOW take besides the settings of pg_settings."""

POOLER_WORDS = word_set(
    """
    help pools clients servers stats stats_totals stats_averages totals lists users databases fds sockets active_sockets
    config mem dns_hosts dns_zones version state peers peer_pools pool_nodes pool_processes pool_status pool_version
    pool_pools pool_cache pool_health_check_stats pool_backend_stats
    """
)
"""What the consoles of PgBouncer, and Pgpool-II, show."""

POOLER_VERBS = word_set("PAUSE RESUME RELOAD RECONNECT KILL DISABLE ENABLE SUSPEND SHUTDOWN WAIT_CLOSE IDENTIFY_SYSTEM")
"""How commands begin that a pooler's console takes, or the replication protocol."""

TYPE_WORDS = word_set(
    """
    serial bigserial smallserial serial2 serial4 serial8 decimal varchar character dec national bigint integer smallint
    boolean real double timestamp time interval numeric char
    """
)
"""Types that the grammar knows and the catalog does not."""
