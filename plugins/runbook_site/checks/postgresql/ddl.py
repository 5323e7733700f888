"""What statements make: relations with their columns, functions, types."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.knowledge import Knowledge, Schema
from runbook_site.checks.postgresql.resolve import Resolver
from runbook_site.checks.postgresql.rowset import Columns, Scope
from runbook_site.snippets.sql_postgresql import syntax_tree
from runbook_site.snippets.sql_tree import enum_name, inner, kind_of, strings

if TYPE_CHECKING:
    from collections.abc import Iterable

_RELATION_KINDS = frozenset(
    {"OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_FOREIGN_TABLE", "OBJECT_SEQUENCE"}
)
_SEQUENCE: Columns = {"last_value": -1, "log_cnt": -1, "is_called": -1}
_SILENT = frozenset({"DoStmt", "ExecuteStmt", "CallStmt"})


@dataclass
class _Making:
    """What has been made so far."""

    known: Knowledge
    relations: dict[str, Columns | None] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    complete: bool = True

    def read(self, text: str) -> None:  # noqa: C901, PLR0912 - one branch for each kind of statement
        """One statement; what cannot be read leaves open what it made."""
        tree = syntax_tree(text)
        if tree is None:
            self.complete = False
            return
        match kind_of(tree):
            case "CreateStmt":
                self.relations[tree.relation.relname] = self._columns(tree)
            case "CreateForeignTableStmt":
                self.relations[tree.base_stmt.relation.relname] = self._columns(tree.base_stmt)
            case "CreateTableAsStmt":
                self._query(tree.into.rel.relname, strings(tree.into.col_names), tree.query)
            case "ViewStmt":
                self._query(tree.view.relname, strings(tree.aliases), tree.query)
            case "SelectStmt" if tree.HasField("into_clause"):
                self._query(tree.into_clause.rel.relname, [], tree)
            case "CreateSeqStmt":
                self.relations[tree.sequence.relname] = dict(_SEQUENCE)
            case "AlterTableStmt":
                self._alter(tree)
            case "RenameStmt":
                self._rename(tree)
            case "DropStmt":
                self._drop(tree)
            case "CreateFunctionStmt":
                self.functions.add(strings(tree.funcname)[-1])
            case "CreateEnumStmt" | "CreateRangeStmt":
                self.types.add(strings(tree.type_name)[-1])
            case "CreateDomainStmt":
                self.types.add(strings(tree.domainname)[-1])
            case "CompositeTypeStmt":
                self.types.add(tree.typevar.relname)
            case "DefineStmt":
                name = strings(tree.defnames)[-1]
                (self.types if enum_name(tree, "kind") == "OBJECT_TYPE" else self.functions).add(name)
            case kind if kind in _SILENT:
                self.complete = False
            case _:
                pass

    def _columns(self, tree: Any) -> Columns | None:  # noqa: ANN401 - protobuf messages are not typed by kind
        columns: Columns | None = {}
        for parent in tree.inh_relations:
            inherited = self.relations.get(inner(parent).relname)
            columns = None if columns is None or inherited is None else {**columns, **inherited}
        if tree.HasField("of_typename"):
            return None
        for entry in tree.table_elts:
            element = inner(entry)
            if kind_of(element) == "ColumnDef" and columns is not None:
                columns[element.colname] = -1
            elif kind_of(element) == "TableLikeClause":
                like = self.relations.get(element.relation.relname)
                columns = None if columns is None or like is None else {**columns, **like}
        return columns

    def _query(self, name: str, names: list[str], query: Any) -> None:  # noqa: ANN401
        schema = Schema(self.relations, frozenset(self.functions), frozenset(self.types))
        known = Knowledge(self.known.catalog, self.known.wanted, self.known.named, schema, foreign=True)
        tree = inner(query) if kind_of(query) == "Node" else query
        columns = Resolver("", "", known).query(tree, Scope())
        self.relations[name] = dict.fromkeys([*names, *list(columns)[len(names) :]], -1) if columns else None

    def _alter(self, tree: Any) -> None:  # noqa: ANN401
        name = tree.relation.relname
        columns = self.relations.get(name)
        for entry in tree.cmds:
            command = inner(entry)
            kind = enum_name(command, "subtype")
            if columns is None:
                return
            if kind == "AT_AddColumn":
                columns[inner(getattr(command, "def")).colname] = -1
            elif kind == "AT_DropColumn":
                columns.pop(command.name, None)
            elif kind == "AT_AddInherit":
                self.relations[name] = columns = None

    def _rename(self, tree: Any) -> None:  # noqa: ANN401
        kind = enum_name(tree, "rename_type")
        name = tree.relation.relname
        if kind in _RELATION_KINDS and name in self.relations:
            self.relations[tree.newname] = self.relations.pop(name)
        elif kind == "OBJECT_COLUMN" and (columns := self.relations.get(name)) is not None:
            columns.pop(tree.subname, None)
            columns[tree.newname] = -1

    def _drop(self, tree: Any) -> None:  # noqa: ANN401
        if enum_name(tree, "remove_type") in _RELATION_KINDS:
            for entry in tree.objects:
                self.relations.pop(strings(inner(entry).items)[-1], None)


def schema_of(statements: Iterable[str], known: Knowledge) -> Schema:
    """What the statements of DDL make, one behind the other."""
    making = _Making(known)
    for text in statements:
        making.read(text)
    return Schema(making.relations, frozenset(making.functions), frozenset(making.types), making.complete)


def made_by(statements: Iterable[str], known: Knowledge) -> frozenset[str]:
    """Names of all that statements make."""
    schema = schema_of(statements, known)
    return frozenset(schema.relations) | schema.functions | schema.types
