"""Statements that are for another database than the one that gets them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.sql.statements import KILLED_NUMBER
from runbook_site.snippets.sql_dialect import dialect_of

if TYPE_CHECKING:
    from runbook_site.checks.sql.statements import PlacedStatement

_TSQL = re.compile(
    r"\bselect[ ]top[ ]?\(?\d|\bwith[ ]?\([ ]?nolock[ ]?\)|\[dbo\]|\bexec(?:ute)?[ ]sp_\w|\bgo\s*$", re.IGNORECASE
)
_ORACLE = re.compile(r"\bv\$\w|\bconnect[ ]by\b|\balter[ ]system[ ](?:kill|switch)\b", re.IGNORECASE)
_LIMIT_PAIR = re.compile(r"\blimit[ ]+\d+[ ]*,[ ]*\d+", re.IGNORECASE)
_MYSQL_SHOWS = frozenset(
    {
        *("processlist", "databases", "schemas", "tables", "grants", "engines", "triggers", "variables", "status"),
        *("columns", "indexes", "keys", "warnings", "errors", "plugins", "events", "slaves", "replicas"),
    }
)
_USE = re.compile(r"use[ ]++\w++[ ]*+;?", re.IGNORECASE)
_LABELS = {"MySQL": "mysql", "SQL Server": "tsql", "Oracle": "oracle"}
_IN_POSTGRESQL = (
    (re.compile(r"use[ ]+(\w+)", re.IGNORECASE), r"\\c \1"),
    (re.compile(r"show[ ](?:databases|schemas)\b", re.IGNORECASE), r"\\l"),
    (re.compile(r"show[ ](?:full[ ])?tables\b", re.IGNORECASE), r"\\dt"),
    (re.compile(r"show[ ](?:full[ ])?processlist\b", re.IGNORECASE), "SELECT * FROM pg_stat_activity"),
    (re.compile(r"show[ ](?:global[ ])?variables\b", re.IGNORECASE), "SHOW ALL"),
    (re.compile(r"show[ ]grants\b", re.IGNORECASE), r"\\du"),
    (re.compile(r"show[ ](?:slaves?|replicas?)\b", re.IGNORECASE), "SELECT * FROM pg_stat_replication"),
    (re.compile(r"kill[ ]query[ ](\d+)", re.IGNORECASE), r"SELECT pg_cancel_backend(\1)"),
    (re.compile(r"kill[ ](?:connection[ ])?(\d+)", re.IGNORECASE), r"SELECT pg_terminate_backend(\1)"),
    (re.compile(r"desc(?:ribe)?[ ](\w+)", re.IGNORECASE), r"\\d \1"),
)
"""How the commonest statements of MySQL begin, and what PostgreSQL and psql have in their place."""


def in_postgresql(text: str) -> str:
    """What PostgreSQL or psql has in the place of a statement of another dialect; empty where that is not known."""
    for pattern, instead in _IN_POSTGRESQL:
        if found := pattern.match(text):
            return found.expand(instead)
    return ""


def label_of(dialect: str) -> str:
    """How a block in a dialect that `other_dialect` knows is labelled."""
    return _LABELS[dialect]


def other_dialect(place: PlacedStatement) -> str:
    """Whose language a statement for PostgreSQL is in; empty where it is PostgreSQL's, or nobody's."""
    statement = place.statement
    if statement.dialect != "postgresql" or place.is_meta or place.is_for_pooler:
        return ""
    text = statement.text.text
    if statement.kind:
        shows = statement.kind == "VariableShowStmt" and statement.settings
        return "MySQL" if shows and statement.settings[0].lower() in _MYSQL_SHOWS else ""
    if KILLED_NUMBER.fullmatch(text.strip().rstrip(";")):
        return "MySQL"
    if dialect_of(text) == "mysql" or _LIMIT_PAIR.search(text) or _USE.fullmatch(text.strip()):
        return "MySQL"
    if _TSQL.search(text):
        return "SQL Server"
    return "Oracle" if _ORACLE.search(text) else ""


def is_of_other_dialect(place: PlacedStatement) -> bool:
    """Whether a statement is in another language than PostgreSQL's."""
    return bool(other_dialect(place))
