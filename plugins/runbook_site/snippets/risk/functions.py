"""What the functions do that an SQL statement calls.

Sources: PostgreSQL documentation, "System Administration Functions", and the chapters on its extensions.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import Effect, changes, destroys, unknown
from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

_EFFECTS: Mapping[str, Effect] = (
    changes("pg_terminate_backend", "ends other sessions")
    | changes("pg_cancel_backend", "cancels other sessions' statements")
    | changes(
        """
        pg_reload_conf, pg_rotate_logfile, pg_promote, pg_switch_wal, pg_wal_replay_pause, pg_wal_replay_resume
        pg_create_restore_point, pg_backup_start, pg_backup_stop, pg_start_backup, pg_stop_backup
        pg_log_backend_memory_contexts, pg_log_standby_snapshot, pg_logical_emit_message, pg_prewarm
        pg_sync_replication_slots, pg_buffercache_evict, pg_buffercache_evict_all, pg_buffercache_evict_relation
        """,
        "changes the server",
    )
    | changes("setval, nextval", "moves the sequence")
    | changes(
        """
        pg_create_physical_replication_slot, pg_create_logical_replication_slot
        pg_copy_physical_replication_slot, pg_copy_logical_replication_slot
        """,
        "makes a replication slot",
    )
    | changes(
        """
        pg_advisory_lock, pg_advisory_lock_shared, pg_advisory_xact_lock, pg_advisory_xact_lock_shared
        pg_try_advisory_lock, pg_try_advisory_lock_shared, pg_try_advisory_xact_lock
        pg_try_advisory_xact_lock_shared, pg_advisory_unlock, pg_advisory_unlock_shared, pg_advisory_unlock_all
        """,
        "takes or frees a lock",
    )
    | changes(
        """
        lo_import, lo_create, lo_put, lo_from_bytea, lo_export, lowrite, pg_notify, pg_import_system_collations
        pg_file_write, pg_file_rename, pg_file_sync
        """,
        "writes data",
    )
    | changes(
        """
        brin_summarize_new_values, brin_summarize_range, brin_desummarize_range, gin_clean_pending_list
        pg_truncate_visibility_map
        """,
        "rewrites a part of an index or a table",
    )
    | changes("pg_replication_origin_create, pg_replication_origin_session_setup", "changes replication")
    | changes("cron.schedule, cron.schedule_in_database, cron.unschedule, cron.alter_job", "changes the scheduled jobs")
    | destroys("drop_chunks", "drops parts of the table")
    | destroys("lo_unlink, lo_truncate, lo_truncate64", "deletes a large object")
    | destroys("pg_file_unlink", "deletes a file of the server")
    | destroys("heap_force_kill, heap_force_freeze", "rewrites rows past all checks")
    | destroys("pg_drop_replication_slot", "drops the replication slot")
    | destroys(
        "pg_replication_slot_advance, pg_replication_origin_drop, pg_replication_origin_advance",
        "moves past what was not replicated yet",
    )
    | destroys("pg_logical_slot_get_changes, pg_logical_slot_get_binary_changes", "takes changes out of the slot")
    | destroys(
        """
        pg_stat_reset, pg_stat_statements_reset, pg_stat_reset_shared, pg_stat_reset_slru
        pg_stat_reset_single_table_counters, pg_stat_reset_single_function_counters, pg_stat_reset_replication_slot
        pg_stat_reset_subscription_stats, pg_stat_reset_backend_stats, pg_clear_relation_stats
        pg_clear_attribute_stats
        """,
        "forgets statistics",
    )
    | unknown(
        "dblink_exec, dblink, dblink_send_query, query_to_xml, pg_read_server_files",
        "runs a statement that is not read here",
    )
)
_OTHER_DATABASES = word_set(
    "adddate char_length concat_ws curdate curtime database date_add date_format date_sub datediff datename "
    "dateadd day dayname find_in_set from_unixtime getdate group_concat hour if ifnull instr isnull json_contains "
    "json_extract json_unquote last_insert_id lcase len locate minute month nvl rand row_count schema sec_to_time "
    "sleep str_to_date strftime subdate substring_index sysdate time_to_sec timediff timestampdiff to_days "
    "total_changes ucase unix_timestamp user utc_timestamp uuid uuid_short version week year"
)
"""What reads in MySQL, SQLite and others: a statement may be theirs where nobody says whose it is."""
_READING_PREFIXES = ("st_", "postgis_")
_STRANGER = Effect("unknown", "is a function that is not known here")


def function_effect(name: str, *, strangers: bool) -> Effect | None:
    """What a function does; ``None`` where it reads.

    Args:
        name: As called, with or without its schema.
        strangers: Whether one that is none of PostgreSQL's may do anything.
    """
    lowered = name.lower()
    bare = lowered.rpartition(".")[2]
    effect = _EFFECTS.get(lowered) or _EFFECTS.get(bare)
    if effect is not None:
        return effect
    reads = not strangers or bare.startswith(_READING_PREFIXES) or bare in _OTHER_DATABASES or bare in _of_postgresql()
    return None if reads else _STRANGER


@cache
def _of_postgresql() -> frozenset[str]:
    """The functions that PostgreSQL and the extensions delivered with it have, in any version: one on a line."""
    return word_set(files(__package__).joinpath("postgresql_functions.txt").read_text("utf-8"))
