"""The log is deleted that a database cannot start without.

## What it does

Reports the deletion of what lies in `pg_wal`, `pg_xlog`, `pg_xact` or `pg_clog` of PostgreSQL, of `ib_logfile…` and
`ibdata1` of InnoDB, of MySQL's binary logs and of etcd's `member/wal`, and `pg_resetwal`, which throws the log away;
unless the command is declared as `destructive` with its `effect`. Where the runbook puts a base backup in its place
(`recovery.signal`, `pg_basebackup`, `initdb`), and in a folder of backups, it is left alone.

## Why it hurts

The folder is full, the files look like logs, and they are the only place where the last changes stand. Without them
the database does not start, or starts with tables and indexes that contradict each other.

## Example

````markdown title="runbook_src/shop/disk.md"
# The disk of the shop's database is full

```bash
rm -rf /var/lib/postgresql/16/main/pg_wal/*
```
````

## Use instead

````markdown title="runbook_src/shop/disk.md"
# The disk of the shop's database is full

Find what keeps the log: a slot that nobody reads, or an archive that does not answer. Then it is freed by itself.

```bash
psql -c "SELECT slot_name, active, restart_lsn FROM pg_replication_slots"
psql -c "SELECT last_failed_wal, last_failed_time FROM pg_stat_archiver"
```
````

## When to leave it

Where a copy of the whole data folder was made, and there is no backup to go back to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.snippets.calls import is_announced
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call

_LOG = re.compile(
    r"(?:^|/)(?P<name>pg_wal|pg_xlog|pg_xact|pg_clog|member/wal|ib_?logfile[\w*?.-]*|ibdata1|#innodb_redo|"
    r"(?:mysql-bin|mariadb-bin|binlog)\.[\d*?\[\]{}.-]+)(?=/|$)"
)
_BINARY_LOG = re.compile(r"(?:mysql-bin|mariadb-bin|binlog)\..*")
_COPY = re.compile(r"back|archiv|(?:^|/)te?mp/|\.old|old/|copy", re.IGNORECASE)
_PUT_BACK = re.compile(
    r"recovery\.(?:signal|conf)|standby\.signal|restore_command|pg_basebackup|\binitdb\b|backup-fetch|barman recover|"
    r"pgbackrest[^\n]{0,80}restore|xtrabackup|snapshot restore|pg_rewind|innodb_log_file_size",
    re.IGNORECASE,
)
_DELETES = frozenset({"rm", "unlink", "shred", "truncate"})
_ASKS_ONLY = ("-n", "--dry-run", "-V", "--version", "-?", "--help")


def check(subject: Subject) -> Iterator[Finding]:
    """Deletions of what a database writes ahead."""
    for call in subject.project.calls:
        name = _deleted(call)
        if name and not is_announced(call) and not _PUT_BACK.search(call.runbook.document.source.text):
            yield Finding(RULE.name, _told(name), call.span)


def _told(name: str) -> str:
    if _BINARY_LOG.fullmatch(name):
        return f"replicas that have not read '{name}' have to be built anew; use PURGE BINARY LOGS"
    told = f"without its '{name}' a database does not start, or starts with data that contradict each other"
    return f"{told}; find what keeps it from being removed, such as a replication slot or a failing archive"


def _deleted(call: Call) -> str:
    """The log that a command throws away; empty where it is none."""
    if call.tool in {"pg_resetwal", "pg_resetxlog"}:
        return "" if call.has(*_ASKS_ONLY) else "pg_wal"
    if call.tool in _DELETES:
        return _log(text for _, text in call.operands())
    if call.tool == "find" and ("-delete" in call.words or any(each.tool in _DELETES for each in call.inside())):
        return _log(text for _, text in list(call.operands())[:1])
    return ""


def _log(paths: Iterator[str]) -> str:
    found = (_LOG.search(path) for path in paths if not _COPY.search(path))
    return next((each["name"] for each in found if each is not None), "")


RULE = Rule("deletes-database-log", "safety", Level.WARNING, "0.1.0", check)
