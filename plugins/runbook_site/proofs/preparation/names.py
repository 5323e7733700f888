"""Which names are PostgreSQL's own, so that a server that lacks one is right to say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.postgresql.catalog import SYSTEM_SCHEMAS, catalog
from runbook_site.checks.postgresql.foreign_names import ELSEWHERE, FOREIGN_FUNCTIONS, OPEN_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runbook_site.proofs.preparation.stubs import Key

_OWN = "pg_"
_ELSEWHERE = (
    *ELSEWHERE,
    *("pg_table_def", "pg_user_info", "pg_last_query_id", "pg_last_copy", "pg_last_unload", "pg_get_late_binding"),
    *("pg_get_cols", "pg_resqueue", "pg_resgroup", "pg_stat_plans", "pg_stat_resqueues", "pg_autoctl", "pg_ivm"),
)
"""How names begin that extensions and relatives of PostgreSQL have, such as Redshift and Greenplum."""


def is_own_relation(key: Key) -> bool:
    """Whether a relation that is missing is one that only PostgreSQL itself could have."""
    schema, name = key
    if schema:
        return schema in SYSTEM_SCHEMAS
    return name.startswith(_OWN) and not name.startswith(_ELSEWHERE) and name not in catalog().extension_of


def is_own_function(schema: str, name: str) -> bool:
    """Whether a function is one that only PostgreSQL itself could have."""
    if schema not in {"", *SYSTEM_SCHEMAS} or name in catalog().extension_of or name.startswith(_ELSEWHERE):
        return False
    return bool(schema) or name.startswith(_OWN) or name in catalog().functions or name in FOREIGN_FUNCTIONS


def is_known_function(name: str) -> bool:
    """Whether some version has a function of this name."""
    return name in catalog().functions


def is_own_setting(name: str) -> bool:
    """Whether a setting is one that only PostgreSQL itself could have."""
    return "." not in name and not name.startswith(OPEN_SETTINGS)


def extension_of(name: str) -> str:
    """The extension that has a relation or function; empty where none is known to."""
    return catalog().extension_of.get(name, "")


def extensions_for(names: Iterable[str]) -> tuple[str, ...]:
    """The extensions that some relations and functions come with."""
    found = (extension_of(name.rpartition(".")[2].lower()) for name in names)
    return tuple(sorted(dict.fromkeys(filter(None, found))))
