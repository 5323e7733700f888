"""Databases by their command lines; SQL itself is judged by statement.

Sources: PostgreSQL client and server applications, MySQL programs, mongosh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import (
    CODE,
    READ,
    SHELL,
    Effect,
    Tool,
    by_word,
    changers,
    changes,
    destroyers,
    destroys,
    has_option,
    readers,
    reads,
    same,
)

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation


def _judge_client(invocation: Invocation) -> Effect | None:
    """A client of which the SQL, where any stands here, is among the statements."""
    files = has_option(invocation, "-f", "--file", "--init-file") or any(
        r.operator == "<" for r in invocation.redirects
    )
    if files:
        return Effect("unknown", "runs SQL that does not stand here")
    given = has_option(invocation, "-c", "--command", "-e", "--execute", "-l", "--list", "-V")
    fed = any(r.heredoc is not None or r.operator == "<<<" for r in invocation.redirects)
    if invocation.position and not given and not fed:
        return Effect("unknown", "runs SQL that does not stand here")
    return READ if given or fed else SHELL


def _judge_restore(invocation: Invocation) -> Effect | None:
    if has_option(invocation, "-l", "--list"):
        return READ
    if has_option(invocation, "-c", "--clean", "-C", "--create"):
        return Effect("destructive", "drops what is there and puts the backup in its place")
    if has_option(invocation, "-d", "--dbname"):
        return Effect("change", "writes the backup into the database")
    return READ


def _judge_mongo(invocation: Invocation) -> Effect | None:
    return CODE if has_option(invocation, "--eval", "-f", "--file") else SHELL


def _judge_export(invocation: Invocation) -> Effect | None:
    return Effect("change", "writes a file") if has_option(invocation, "-o", "--out") else READ


def _judge_dump(invocation: Invocation) -> Effect | None:
    return Effect("change", "writes a file") if has_option(invocation, "-f", "--file", "-r", "--result-file") else READ


DATABASES = {
    **same(
        "psql, mysql, mariadb, sqlite3, sqlcmd, pgcli, mycli, cockroach, clickhouse-client, cqlsh",
        Tool(judge=_judge_client),
    ),
    **readers(
        "pg_isready, pg_config, pg_controldata, pg_waldump, pg_verifybackup, pg_amcheck, pg_activity, pgbadger, pg_top"
    ),
    **same("pg_dump, pg_dumpall, mysqldump, mongodump, mariadb-dump", Tool(judge=_judge_dump)),
    "pg_restore": Tool(judge=_judge_restore),
    **changers("createdb, createuser, mysqlimport, mongoimport, mongorestore, pgloader", "changes the database"),
    **changers("vacuumdb, reindexdb, clusterdb, pg_repack", "rewrites or measures tables"),
    "mysqlcheck": Tool(
        default=READ,
        options=dict.fromkeys(
            ("-o", "--optimize", "-r", "--repair", "--auto-repair", "-a", "--analyze", "-g", "--check-upgrade"),
            Effect("change", "rewrites or measures tables"),
        ),
    ),
    **changers("pg_upgrade, mysql_upgrade", "changes the server's files to a new version"),
    **changers("pg_basebackup, pg_receivewal", "writes a copy of the server's files"),
    "mongoexport": Tool(judge=_judge_export),
    "initdb": Tool(default=Effect("change", "makes a new data directory")),
    "pgbench": Tool(default=Effect("change", "puts the database under load")),
    **destroyers("dropdb", "drops the database"),
    **destroyers("dropuser", "drops the role"),
    **destroyers("pg_resetwal, pg_rewind, pg_archivecleanup", "rewrites or deletes the server's files"),
    "pg_ctl": Tool(
        reads("status")
        | changes("start, restart, reload, promote, logrotate", "changes the server")
        | changes("stop", "stops the server")
        | changes("kill", "ends or signals processes")
        | changes("init, initdb", "makes a new data directory")
    ),
    "pg_ctlcluster": Tool(default=Effect("change", "changes the server")),
    "patronictl": Tool(
        reads("list, topology, history, show-config, dsn, version")
        | changes("restart, reload, pause, resume, edit-config, flush", "changes the cluster")
        | changes("switchover, failover", "makes another node the leader")
        | destroys("reinit", "deletes the node's data and copies it anew")
        | destroys("remove", "removes the cluster's state")
    ),
    "pgbackrest": Tool(
        judge=by_word(
            reads("info, check, verify")
            | changes("backup, stanza-create, start, stop", "makes backups or changes where they are kept")
            | destroys("restore", "overwrites the server's files")
            | destroys("expire, stanza-delete", "deletes backups")
        )
    ),
    "mysqladmin": Tool(
        judge=by_word(
            reads("status, extended-status, processlist, ping, variables, version")
            | changes("reload, refresh, flush-hosts, flush-logs, flush-privileges, flush-tables", "changes the server")
            | changes("start-replica, stop-replica, start-slave, stop-slave", "changes replication")
            | changes("shutdown", "stops the server")
            | changes("kill", "ends connections")
            | changes("create", "makes a database")
            | changes("password", "changes a password")
            | destroys("drop", "drops the database")
        )
    ),
    **same("redis-server, postgres, mysqld, mongod, memcached", Tool(default=Effect("change", "starts a server"))),
    **same("mongo, mongosh", Tool(judge=_judge_mongo)),
}
