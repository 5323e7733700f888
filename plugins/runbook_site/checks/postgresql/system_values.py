"""Texts that a column of PostgreSQL's own can hold.

Source: PostgreSQL documentation, "The Cumulative Statistics System", "System Views", "System Catalogs", of versions 12
to 18.
"""

from __future__ import annotations

from runbook_site.checks.postgresql.names import Complaint
from runbook_site.checks.postgresql.spelling import misspelt, suggestion
from runbook_site.snippets.vocabulary import word_set

_STATES = word_set("active idle disabled starting") | {
    "idle in transaction",
    "idle in transaction (aborted)",
    "fastpath function call",
}
_VALUES: dict[tuple[str, str], frozenset[str]] = {
    ("pg_stat_activity", "state"): _STATES,
    ("pg_stat_activity", "wait_event_type"): word_set(
        "Activity BufferPin Buffer Client Extension InjectionPoint IO IPC Lock LWLock Timeout"
    ),
    ("pg_locks", "mode"): word_set(
        "AccessShareLock RowShareLock RowExclusiveLock ShareUpdateExclusiveLock ShareLock ShareRowExclusiveLock "
        "ExclusiveLock AccessExclusiveLock SIReadLock"
    ),
    ("pg_locks", "locktype"): word_set(
        "relation extend frozenid page tuple transactionid virtualxid spectoken object userlock advisory "
        "applytransaction"
    ),
    ("pg_stat_replication", "state"): word_set("startup catchup streaming backup stopping"),
    ("pg_stat_replication", "sync_state"): word_set("async potential sync quorum"),
    ("pg_stat_wal_receiver", "status"): word_set("stopped starting connecting streaming waiting restarting stopping"),
    ("pg_replication_slots", "slot_type"): word_set("physical logical"),
    ("pg_replication_slots", "wal_status"): word_set("reserved extended unreserved lost"),
    ("pg_settings", "context"): word_set("internal postmaster sighup superuser-backend backend superuser user"),
    ("pg_settings", "vartype"): word_set("bool enum integer real string"),
    ("pg_stat_progress_vacuum", "phase"): frozenset(
        {
            *("initializing", "scanning heap", "vacuuming indexes", "vacuuming heap", "cleaning up indexes"),
            *("truncating heap", "performing final cleanup"),
        }
    ),
}
_BACKENDS = frozenset(
    {
        *("autovacuum launcher", "autovacuum worker", "logical replication launcher", "logical replication worker"),
        *(
            "parallel worker",
            "background writer",
            "client backend",
            "checkpointer",
            "archiver",
            "startup",
            "walreceiver",
        ),
        *("walsender", "walwriter", "walsummarizer", "slotsync worker", "standalone backend", "io worker", "logger"),
        *("logical replication apply worker", "logical replication tablesync worker", "background worker"),
        *("logical replication parallel worker", "logical replication parallel apply worker"),
    }
)
"""Extensions bring types of their own: only what is a slip away from one of these is wrong."""
_LETTERS: dict[tuple[str, str], frozenset[str]] = {
    ("pg_class", "relkind"): frozenset("riStvmcfpI"),
    ("pg_class", "relpersistence"): frozenset("put"),
    ("pg_constraint", "contype"): frozenset("cfnputx"),
}
_SHOWN = 9


def never_complaint(relation: str, column: str, said: str) -> Complaint | None:
    """What is wrong with a text that a column is compared with: nothing where the column may hold it."""
    if (relation, column) == ("pg_stat_activity", "backend_type"):
        near = "" if said in _BACKENDS else misspelt(said, sorted(_BACKENDS))
        return Complaint(f"backend_type is never '{said}'; did you mean '{near}'?") if near else None
    letters = _LETTERS.get((relation, column))
    if letters is not None:
        return _never(column, said, letters) if len(said) == 1 and said not in letters else None
    values = _VALUES.get((relation, column))
    return None if values is None or said in values else _never(column, said, values)


def _never(column: str, said: str, values: frozenset[str]) -> Complaint:
    near = next((each for each in values if each.lower() in {said.lower(), f"{said}lock".lower()}), "")
    hint = f"; did you mean '{near}'?" if near else suggestion(said, values)
    one_of = ", ".join(sorted(values)) if len(values) <= _SHOWN else ""
    return Complaint(f"{column} is never '{said}'{hint or (f'; it is one of {one_of}' if one_of else '')}")
