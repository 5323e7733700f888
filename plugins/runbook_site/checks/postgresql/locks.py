"""Statements that keep others from writing, or reading, while they work through a table.

Source: PostgreSQL documentation, "Explicit Locking", and the notes of ALTER TABLE, CREATE INDEX, REINDEX.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.transactions import has_option
from runbook_site.snippets.sql_postgresql import syntax_tree
from runbook_site.snippets.sql_tree import descendants, enum_name, inner, kind_of, strings

if TYPE_CHECKING:
    from collections.abc import Container

_READ_ONLY_LOCKS = 4
"""ACCESS SHARE to SHARE UPDATE EXCLUSIVE: modes 1 to 4 let others write."""
_VOLATILE = frozenset(
    {"random", "gen_random_uuid", "uuid_generate_v4", "clock_timestamp", "nextval", "uuidv7", "uuidv4"}
)
_SERIAL = frozenset({"serial", "bigserial", "smallserial", "serial4", "serial8", "serial2"})


@dataclass(frozen=True, slots=True)
class Lock:
    """What a statement keeps others from.

    Attributes:
        what: The statement, in a few words.
        blocks: What others cannot do meanwhile.
        instead: What to write instead.
    """

    what: str
    blocks: str
    instead: str


def long_lock(text: str, made: Container[str]) -> Lock | None:  # noqa: PLR0911 - one answer for each kind
    """The lock that a statement holds for as long as a table is large.

    Args:
        text: The statement.
        made: Names of tables that the same runbook makes, which nobody waits for.
    """
    tree = syntax_tree(text)
    relation = getattr(tree, "relation", None)
    if tree is None or (relation is not None and getattr(relation, "relname", "") in made):
        return None
    match kind_of(tree):
        case "IndexStmt" if not tree.concurrent:
            return Lock("CREATE INDEX", "writes to the table", "CREATE INDEX CONCURRENTLY")
        case "ReindexStmt" if not has_option(tree.params, "concurrently"):
            # The system's own catalogs cannot be reindexed otherwise.
            system = enum_name(tree, "kind").endswith("_SYSTEM")
            return None if system else Lock("REINDEX", "writes to the table", "REINDEX … CONCURRENTLY")
        case "VacuumStmt" if has_option(tree.options, "full"):
            return Lock("VACUUM FULL", "reads and writes of the table", "VACUUM, or pg_repack")
        case "ClusterStmt":
            return Lock("CLUSTER", "reads and writes of the table", "pg_repack")
        case "RefreshMatViewStmt" if not tree.concurrent and not tree.skip_data:
            return Lock("REFRESH MATERIALIZED VIEW", "reads of the view", "REFRESH MATERIALIZED VIEW CONCURRENTLY")
        case "LockStmt" if tree.mode > _READ_ONLY_LOCKS:
            return Lock("LOCK TABLE", "writes to the table", "SELECT … FOR UPDATE of the rows that matter")
        case "AlterTableStmt" if enum_name(tree, "objtype") == "OBJECT_TABLE":
            return next((lock for command in tree.cmds if (lock := _altering(inner(command)))), None)
        case _:
            return None


def _altering(command: Any) -> Lock | None:  # noqa: ANN401 - protobuf messages are not typed by kind
    both = "reads and writes of the table"
    definition = inner(getattr(command, "def")) if command.HasField("def") else None
    match enum_name(command, "subtype"):
        case "AT_AlterColumnType":
            instead = "add a column, fill it in batches, and swap the two"
            return Lock("ALTER COLUMN … TYPE", both, f"{instead}; or keep it, where the change needs no rewrite")
        case "AT_SetNotNull":
            return Lock("SET NOT NULL", both, "a CHECK constraint that is NOT VALID, VALIDATE CONSTRAINT, then this")
        case "AT_AddConstraint" if definition is not None:
            return _constraint(definition)
        case "AT_AddColumn" if definition is not None and _rewrites(definition):
            return Lock("ADD COLUMN with a value for each row", both, "the column alone, and its values in batches")
        case "AT_SetTableSpace" | "AT_SetLogged" | "AT_SetUnLogged":
            return Lock("an ALTER TABLE that rewrites the table", both, "a time in which nobody writes")
        case _:
            return None


def _constraint(definition: Any) -> Lock | None:  # noqa: ANN401
    kind = enum_name(definition, "contype")
    if kind in {"CONSTR_FOREIGN", "CONSTR_CHECK"} and not definition.skip_validation:
        return Lock("ADD CONSTRAINT", "writes to the table", "NOT VALID, and VALIDATE CONSTRAINT as a step of its own")
    if kind in {"CONSTR_PRIMARY", "CONSTR_UNIQUE"} and not definition.indexname:
        return Lock(
            "ADD CONSTRAINT", "reads and writes of the table", "CREATE UNIQUE INDEX CONCURRENTLY, then USING INDEX"
        )
    return None


def _rewrites(definition: Any) -> bool:  # noqa: ANN401
    if set(strings(definition.type_name.names)) & _SERIAL:
        return True
    for entry in definition.constraints:
        constraint = inner(entry)
        kind = enum_name(constraint, "contype")
        if kind in {"CONSTR_GENERATED", "CONSTR_IDENTITY"}:
            return True
        calls = (each for each in descendants(constraint) if kind_of(each) == "FuncCall")
        if kind == "CONSTR_DEFAULT" and any(strings(call.funcname)[-1] in _VOLATILE for call in calls):
            return True
    return False
