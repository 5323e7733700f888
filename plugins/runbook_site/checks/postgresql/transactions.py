"""Statements that PostgreSQL refuses inside of a transaction.

Source: PostgreSQL's calls of ``PreventInTransactionBlock``, and the pages of the commands that make them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from runbook_site.snippets.sql_postgresql import syntax_tree
from runbook_site.snippets.sql_tree import constant, enum_name, inner, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_DETACHES = re.compile(r"\bdetach\s+partition\s.+\bconcurrently\s*$", re.IGNORECASE | re.DOTALL)
_OFF = frozenset({"false", "off", "0"})
_ALWAYS = {
    "CreatedbStmt": "CREATE DATABASE",
    "DropdbStmt": "DROP DATABASE",
    "CreateTableSpaceStmt": "CREATE TABLESPACE",
    "DropTableSpaceStmt": "DROP TABLESPACE",
    "AlterSystemStmt": "ALTER SYSTEM",
    "DropSubscriptionStmt": "DROP SUBSCRIPTION",
}


def refused_in_transaction(text: str) -> str:
    """The command that a statement is, where PostgreSQL refuses it inside of a transaction; else empty."""
    tree = syntax_tree(text)
    if tree is None:
        return ""
    kind = kind_of(tree)
    if kind in _ALWAYS:
        return _ALWAYS[kind]
    return _by_options(kind, tree, text)


def _by_options(kind: str, tree: Any, text: str) -> str:  # noqa: ANN401, C901, PLR0911 - one answer for each kind
    match kind:
        case "VacuumStmt" if tree.is_vacuumcmd:
            return "VACUUM"
        case "IndexStmt" if tree.concurrent:
            return "CREATE INDEX CONCURRENTLY"
        case "AlterDatabaseStmt" if has_option(tree.options, "tablespace"):
            return "ALTER DATABASE … SET TABLESPACE"
        case "DropStmt" if tree.concurrent:
            return "DROP INDEX CONCURRENTLY"
        case "ReindexStmt":
            target = enum_name(tree, "kind").removeprefix("REINDEX_OBJECT_")
            if has_option(tree.params, "concurrently"):
                return "REINDEX CONCURRENTLY"
            return f"REINDEX {target}" if target in {"SCHEMA", "SYSTEM", "DATABASE"} else ""
        case "ClusterStmt" if not tree.HasField("relation"):
            return "CLUSTER of all tables"
        case "DiscardStmt" if enum_name(tree, "target") == "DISCARD_ALL":
            return "DISCARD ALL"
        case "CreateSubscriptionStmt" if not any(_is_off(tree.options, each) for each in ("create_slot", "connect")):
            return "CREATE SUBSCRIPTION"
        case "TransactionStmt" if enum_name(tree, "kind").endswith("_PREPARED"):
            return " ".join(text.split()[:2]).upper()
        case "AlterTableStmt" if _DETACHES.search(text):
            return "DETACH PARTITION CONCURRENTLY"
        case _:
            return ""


def has_option(options: Iterable[Any], name: str) -> bool:
    """Whether a list of options has one that is switched on."""
    return any(inner(each).defname.lower() == name for each in options) and not _is_off(options, name)


def _is_off(options: Iterable[Any], name: str) -> bool:
    for each in options:
        option = inner(each)
        if option.defname.lower() == name and option.HasField("arg"):
            value = inner(option.arg)
            said = value.sval if kind_of(value) == "String" else constant(value)
            if kind_of(value) == "Boolean":
                return not value.boolval
            if kind_of(value) == "Integer":
                return not value.ival
            return str(said).lower() in _OFF
    return False
