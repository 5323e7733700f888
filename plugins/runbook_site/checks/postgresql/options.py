"""Options that stand in parentheses behind a command's word, parameters of tables and indexes, and privileges.

Source: PostgreSQL documentation, "SQL Commands": EXPLAIN, VACUUM, ANALYZE, REINDEX, CLUSTER, COPY, CREATE TABLE, CREATE
INDEX, CREATE VIEW, CREATE SUBSCRIPTION (each with its parameters), GRANT.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.postgresql.names import Complaint
from runbook_site.checks.postgresql.spelling import misspelt, suggestion
from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from runbook_site.checks.postgresql.knowledge import Knowledge

_OPTIONS = {
    "EXPLAIN": word_set(
        "analyze analyse verbose costs settings generic_plan buffers serialize wal timing summary memory format"
    ),
    "VACUUM": word_set(
        "full freeze verbose analyze analyse disable_page_skipping skip_locked index_cleanup process_main "
        "process_toast truncate parallel skip_database_stats only_database_stats buffer_usage_limit"
    ),
    "ANALYZE": word_set("verbose skip_locked buffer_usage_limit"),
    "REINDEX": word_set("verbose concurrently tablespace"),
    "CLUSTER": word_set("verbose"),
    "SUBSCRIPTION": word_set(
        "binary connect copy_data create_slot disable_on_error enabled failover lsn max_retention_duration origin "
        "password_required refresh retain_dead_tuples run_as_owner slot_name streaming synchronous_commit two_phase"
    ),
    "COPY": word_set(
        "format freeze delimiter null default header quote escape force_quote force_not_null force_null on_error "
        "log_verbosity reject_limit encoding convert_selectively"
    ),
}
_SINCE = {
    ("EXPLAIN", "wal"): 13,
    ("EXPLAIN", "generic_plan"): 16,
    ("EXPLAIN", "serialize"): 17,
    ("EXPLAIN", "memory"): 17,
    ("VACUUM", "parallel"): 13,
    ("VACUUM", "process_toast"): 14,
    ("VACUUM", "process_main"): 16,
    ("VACUUM", "skip_database_stats"): 16,
    ("VACUUM", "only_database_stats"): 16,
    ("VACUUM", "buffer_usage_limit"): 16,
    ("ANALYZE", "buffer_usage_limit"): 16,
    ("REINDEX", "concurrently"): 14,
    ("REINDEX", "tablespace"): 14,
    ("COPY", "default"): 16,
    ("COPY", "on_error"): 17,
    ("COPY", "log_verbosity"): 17,
    ("COPY", "reject_limit"): 18,
}
_WORDS = {
    ("EXPLAIN", "format"): word_set("text xml json yaml"),
    ("EXPLAIN", "serialize"): word_set("none text binary on off true false"),
    ("COPY", "format"): word_set("text csv binary"),
    ("COPY", "on_error"): word_set("stop ignore"),
    ("VACUUM", "index_cleanup"): word_set("auto on off true false yes no y n t f 1 0"),
}
_NO_BOOLEANS = frozenset({("VACUUM", "parallel"), ("VACUUM", "buffer_usage_limit"), ("ANALYZE", "buffer_usage_limit")})
_BOOLEANS = frozenset({"on", "off", "true", "false"})
_WITH_BOOLEANS = frozenset({"EXPLAIN", "VACUUM", "ANALYZE"})
_OPEN = frozenset({"EXPLAIN", "COPY"})
"""Commands to which extensions add options: there, only what is a letter off from one of the command's is wrong."""

_STORAGE = word_set(
    """
    fillfactor toast_tuple_target parallel_workers autovacuum_enabled vacuum_index_cleanup vacuum_truncate
    vacuum_max_eager_freeze_failure_rate user_catalog_table log_autovacuum_min_duration log_autoanalyze_min_duration
    autovacuum_vacuum_threshold autovacuum_vacuum_max_threshold autovacuum_vacuum_insert_threshold
    autovacuum_analyze_threshold autovacuum_vacuum_scale_factor autovacuum_vacuum_insert_scale_factor
    autovacuum_analyze_scale_factor autovacuum_vacuum_cost_delay autovacuum_vacuum_cost_limit
    autovacuum_freeze_min_age autovacuum_freeze_max_age autovacuum_freeze_table_age
    autovacuum_multixact_freeze_min_age autovacuum_multixact_freeze_max_age autovacuum_multixact_freeze_table_age
    deduplicate_items buffering fastupdate gin_pending_list_limit pages_per_range autosummarize
    check_option security_barrier security_invoker vacuum_cleanup_index_scale_factor oids
    lists m ef_construction length
    """.replace("\n", " ")
)
_OF_OBJECTS = {
    "OBJECT_TABLE": word_set("execute create connect temporary temp set"),
    "OBJECT_SCHEMA": word_set(
        "select insert update delete truncate references trigger maintain execute connect temporary temp set"
    ),
    "OBJECT_DATABASE": word_set("select insert update delete truncate references trigger maintain execute usage set"),
    "OBJECT_FUNCTION": word_set(
        "select insert update delete truncate references trigger maintain create connect temporary temp usage set"
    ),
    "OBJECT_SEQUENCE": word_set(
        "insert delete truncate references trigger maintain create connect temporary temp execute set"
    ),
}
"""Privileges that there are, and not for such an object. USAGE on what may be a sequence is taken."""
_PRIVILEGES = word_set(
    "select insert update delete truncate references trigger maintain create connect temporary temp execute usage "
    "set rule"
) | {"alter system"}


def option_complaint(known: Knowledge, command: str, name: str) -> Complaint | None:
    """What is wrong with the name of an option.

    Args:
        known: What it is held against.
        command: ``EXPLAIN`` and its like.
        name: In small letters.
    """
    options = _OPTIONS[command]
    if name in options:
        since = _SINCE.get((command, name), 0)
        newest = known.catalog.versions[known.wanted.bit_length() - 1]
        if known.named and since > int(newest):
            return Complaint(f"{command} has no option '{name}' in PostgreSQL {newest}: it came with version {since}")
        return None
    near = misspelt(name, sorted(options))
    if not near and command in _OPEN:
        return None
    hint = f"; did you mean '{near}'?" if near else suggestion(name, options)
    return Complaint(f"{command} has no option '{name}'{hint}", alternatives=(near,) if near else ())


def option_value_complaint(command: str, name: str, said: str) -> Complaint | None:
    """What is wrong with the value of an option, where it is a word."""
    folded = said.lower()
    if (command, name) == ("VACUUM", "parallel") and not folded.isdigit():
        return Complaint(f"VACUUM (PARALLEL …) takes a number of workers, and not '{said}'")
    words = _WORDS.get((command, name))
    if words is None and command in _WITH_BOOLEANS and (command, name) not in _NO_BOOLEANS:
        words = _BOOLEANS
    if words is None or folded in words:
        return None
    shown = "on or off" if words is _BOOLEANS else ", ".join(sorted(words - _BOOLEANS - set("yntf10") - {"yes", "no"}))
    return Complaint(f"{command} ({name.upper()} …) takes {shown}, and not '{said}'")


def storage_complaint(name: str) -> Complaint | None:
    """What is wrong with a parameter of a table, an index or a view: only what is a slip away from one."""
    if name in _STORAGE:
        return None
    near = misspelt(name, sorted(_STORAGE))
    return Complaint(f"there is no storage parameter '{name}'; did you mean '{near}'?") if near else None


def privilege_complaint(name: str, kind: str) -> Complaint | None:
    """What is wrong with a privilege on an object of a kind such as ``OBJECT_TABLE``."""
    if name in _OF_OBJECTS.get(kind, ()):
        return Complaint(f"there is no privilege {name.upper()} on a {kind.removeprefix('OBJECT_').lower()}")
    if name in _PRIVILEGES:
        return None
    near = misspelt(name, sorted(_PRIVILEGES))
    hint = f"; did you mean {near.upper()}?" if near else ""
    return Complaint(f"there is no privilege {name.upper()}{hint}")
