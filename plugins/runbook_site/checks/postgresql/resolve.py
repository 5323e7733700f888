"""The names in a statement of PostgreSQL's, each looked up where the statement looks it up.

An unknown column is one of which every rowset that it could belong to is known in full: as soon as one of them is not
(an application's table without its DDL, a function that the catalog does not describe), it is taken as right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.aliases import say_hidden_columns
from runbook_site.checks.postgresql.ambiguity import say_double_names
from runbook_site.checks.postgresql.column_names import column_complaint
from runbook_site.checks.postgresql.expression_types import ExpressionTypes
from runbook_site.checks.postgresql.expressions import Expressions
from runbook_site.checks.postgresql.from_items import FromItems
from runbook_site.checks.postgresql.names import Complaint, Kind, NameProblem, relation_complaint
from runbook_site.checks.postgresql.ordering import ordering_problems
from runbook_site.checks.postgresql.query_types import query_types, set_types, types_of_query
from runbook_site.checks.postgresql.rowset import Columns, Rowset, Scope
from runbook_site.snippets.sql_tree import (
    Offsets,
    children,
    inner,
    kind_of,
    name_places,
    output_name,
    strings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from runbook_site.checks.postgresql.knowledge import Knowledge


class Resolver:
    """Goes through one statement, and keeps what it finds wrong."""

    def __init__(self, text: str, readable: str, known: Knowledge) -> None:
        """Resolve for a statement as written, and as the grammar read it."""
        self.text = text
        self.readable = readable
        self.known = known
        self.offsets = Offsets(readable)
        self.problems: list[NameProblem] = []
        self.ahead = False
        self.from_items = FromItems(self)
        self.types = ExpressionTypes(self)
        expressions = Expressions(self)
        self.handlers: Mapping[str, Callable[[Any, Scope], object]] = {
            "SelectStmt": self.select,
            "InsertStmt": self.insert,
            "UpdateStmt": self.update,
            "DeleteStmt": self.delete,
            "MergeStmt": self.merge,
            "ColumnRef": expressions.column,
            "FuncCall": expressions.function,
            "TypeCast": expressions.cast,
            "A_Expr": expressions.operator,
            "RangeVar": self.relation,
            "SubLink": self.sublink,
        }

    def visit(self, node: Any, scope: Scope) -> None:  # noqa: ANN401
        """A node in a scope."""
        if node is None:
            return
        handler = self.handlers.get(kind_of(node))
        if handler is not None:
            handler(node, scope)
        else:
            for child in children(node):
                self.visit(child, scope)

    def visit_all(self, nodes: Iterable[Any], scope: Scope) -> None:
        """Nodes in one scope."""
        for node in nodes:
            self.visit(inner(node), scope)

    def say(self, kind: Kind, complaint: Complaint | None, place: tuple[int, int]) -> None:
        """Keep a complaint, unless it is about what the author left open."""
        if complaint is not None and self.text[slice(*place)] == self.readable[slice(*place)]:
            self.problems.append(NameProblem(kind, complaint.message, *place, complaint.gone, complaint.alternatives))

    def places(self, location: int) -> list[tuple[int, int]]:
        """Where the parts of the name stand that begins at a location of the tree."""
        return name_places(self.readable, self.offsets(location)) or [(0, len(self.readable.partition(" ")[0]))]

    def is_open(self, location: int) -> bool:
        """Whether a name has a part that its author left open."""
        return any(self.text[start:end] != self.readable[start:end] for start, end in self.places(location))

    # Queries

    def select(self, node: Any, outer: Scope) -> Columns | None:  # noqa: ANN401
        """A query; gives the columns that it has, ``None`` where they cannot all be told."""
        scope = Scope(outer, self.with_clause(node, outer))
        if node.HasField("larg"):
            columns = self.select(node.larg, scope)
            self.select(node.rarg, scope)
            set_types(self, node)
            ordering_problems(self, node)
            if columns is not None:
                self._by(node.sort_clause, set(columns), Scope(rowsets=[Rowset("", columns)]))
            return columns
        if node.values_lists:
            self.visit_all(node.values_lists, scope)
            return {f"column{n}": -1 for n in range(1, len(inner(node.values_lists[0]).items) + 1)}
        for item in node.from_clause:
            self.from_items.read(inner(item), scope)
        say_double_names(self, map(inner, node.from_clause))
        targets = [inner(target) for target in node.target_list]
        self.visit_all((target.val for target in targets), scope)
        columns = self._outputs(targets, scope)
        say_hidden_columns(self, targets, scope)
        self.visit(inner(node.where_clause), scope)
        self.visit(inner(node.having_clause), scope)
        names = {target.name for target in targets} | set(columns or ())
        for clause in (node.group_clause, node.sort_clause, node.distinct_clause):
            self._by(clause, names, scope)
        self.visit_all(node.window_clause, scope)
        self.visit(inner(node.limit_count), scope)
        self.visit(inner(node.limit_offset), scope)
        query_types(self, node, scope)
        ordering_problems(self, node)
        return columns

    def with_clause(self, node: Any, outer: Scope) -> dict[str, Rowset]:  # noqa: ANN401
        """The queries that can be named in a statement: those around it, and those of its own WITH."""
        ctes = dict(outer.ctes)
        if not node.HasField("with_clause"):
            return ctes
        for entry in node.with_clause.ctes:
            cte = inner(entry)
            query = inner(cte.ctequery)
            if node.with_clause.recursive:
                ctes[cte.ctename] = Rowset(cte.ctename, self._first_part(cte, query, Scope(outer, ctes)))
            columns = self.query(query, Scope(outer, ctes))
            if cte.HasField("search_clause") or cte.HasField("cycle_clause"):
                columns = None
            given = strings(cte.aliascolnames)
            types = types_of_query(self, query, given) if kind_of(query) == "SelectStmt" else {}
            ctes[cte.ctename] = Rowset(cte.ctename, renamed(columns, given), types=types)
        return ctes

    def _first_part(self, cte: Any, query: Any, scope: Scope) -> Columns | None:  # noqa: ANN401
        """The columns of a recursive query: its first part cannot name it, and decides which it has.

        The first part of one inside of another's is not looked at: that would double the work at every level.
        """
        open_ended = cte.HasField("search_clause") or cte.HasField("cycle_clause")
        is_union = kind_of(query) == "SelectStmt" and query.HasField("larg") and not query.HasField("with_clause")
        if open_ended or not is_union or self.ahead:
            return None
        self.ahead = True
        scope = Scope(scope.outer, {**scope.ctes, cte.ctename: Rowset(cte.ctename, None)})
        columns = renamed(self.select(query.larg, scope), strings(cte.aliascolnames))
        self.ahead = False
        return columns

    def query(self, node: Any, scope: Scope) -> Columns | None:  # noqa: ANN401
        """A query, or a change that returns rows."""
        if kind_of(node) == "SelectStmt":
            return self.select(node, scope)
        self.visit(node, scope)
        return None

    def _outputs(self, targets: list[Any], scope: Scope) -> Columns | None:
        columns: Columns = {}
        for target in targets:
            value = inner(target.val)
            if kind_of(value) == "ColumnRef" and kind_of(inner(value.fields[-1])) == "A_Star":
                names = strings(value.fields)
                rowsets = scope.rowsets if not names else [scope.called(names[-1])]
                for rowset in rowsets:
                    if rowset is None or rowset.columns is None:
                        return None
                    columns.update(rowset.columns)
                continue
            name = target.name or output_name(value)
            if name is None:
                return None
            columns[name] = -1
        return columns

    def _by(self, clause: Iterable[Any], names: set[str], scope: Scope) -> None:
        """GROUP BY, ORDER BY and DISTINCT ON, in which a name alone can be one of the query's own columns."""
        for entry in clause:
            node = inner(entry)
            value = inner(node.node) if kind_of(node) == "SortBy" else node
            alone = strings(value.fields) if kind_of(value) == "ColumnRef" and len(value.fields) == 1 else []
            if not alone or alone[0] not in names:
                self.visit(value, scope)

    def sublink(self, node: Any, scope: Scope) -> None:  # noqa: ANN401
        """A query inside of an expression."""
        self.visit(inner(node.testexpr), scope)
        self.visit(inner(node.subselect), scope)

    # Changes

    def insert(self, node: Any, outer: Scope) -> None:  # noqa: ANN401
        """INSERT, with its ON CONFLICT and RETURNING."""
        scope = Scope(outer, self.with_clause(node, outer))
        target = self.from_items.relation(node.relation, Scope())
        self._target_columns(node.cols, target)
        self.visit(inner(node.select_stmt), scope)
        inside = Scope(outer, scope.ctes, [target])
        if node.HasField("on_conflict_clause"):
            conflict = node.on_conflict_clause
            self._target_columns(conflict.target_list, target)
            with_excluded = Scope(outer, scope.ctes, [target, Rowset("excluded", target.columns)])
            self.visit_all((inner(each).val for each in conflict.target_list), with_excluded)
            self.visit(inner(conflict.where_clause), with_excluded)
        self._returning(node, inside)

    def update(self, node: Any, outer: Scope) -> None:  # noqa: ANN401
        """UPDATE."""
        scope = Scope(outer, self.with_clause(node, outer))
        target = self.from_items.relation(node.relation, Scope())
        scope.rowsets.append(target)
        for item in node.from_clause:
            self.from_items.read(inner(item), scope)
        self._target_columns(node.target_list, target)
        self.visit_all((inner(each).val for each in node.target_list), scope)
        for each in node.target_list:
            self.types.of(inner(inner(each).val), scope)
        self._where(node, scope)
        self._returning(node, scope)

    def delete(self, node: Any, outer: Scope) -> None:  # noqa: ANN401
        """DELETE."""
        scope = Scope(outer, self.with_clause(node, outer))
        scope.rowsets.append(self.from_items.relation(node.relation, Scope()))
        for item in node.using_clause:
            self.from_items.read(inner(item), scope)
        self._where(node, scope)
        self._returning(node, scope)

    def merge(self, node: Any, outer: Scope) -> None:  # noqa: ANN401
        """MERGE: the relations, and what joins them."""
        scope = Scope(outer, self.with_clause(node, outer))
        scope.rowsets.append(self.from_items.relation(node.relation, Scope()))
        self.from_items.read(inner(node.source_relation), scope)
        self.visit(inner(node.join_condition), scope)

    def _where(self, node: Any, scope: Scope) -> None:  # noqa: ANN401
        self.visit(inner(node.where_clause), scope)
        self.types.condition(inner(node.where_clause), scope, "WHERE")

    def _returning(self, node: Any, scope: Scope) -> None:  # noqa: ANN401
        if node.HasField("returning_clause"):
            both = [Rowset("old", None), Rowset("new", None)]
            named = [rowset for rowset in both if f"{rowset.name}." in self.readable.lower()]
            inside = Scope(scope.outer, scope.ctes, [*scope.rowsets, *named])
            self.visit_all(node.returning_clause.exprs, inside)

    def _target_columns(self, targets: Iterable[Any], rowset: Rowset) -> None:
        """The columns that are set."""
        for entry in targets:
            target = inner(entry)
            if rowset.columns is not None and target.name not in rowset.columns:
                self.say("column", column_complaint(self.known, target.name, [rowset]), self.places(target.location)[0])

    # Relations

    def relation(self, node: Any, scope: Scope) -> None:  # noqa: ANN401
        """A relation that is named outside of FROM."""
        if node.schemaname or node.relname not in scope.ctes:
            self._say_relation(node.schemaname, node.relname, node.location)

    def _say_relation(self, schema: str, name: str, location: int) -> None:
        if not self.is_open(location):
            self.say("relation", relation_complaint(self.known, schema, name), self.places(location)[-1])


def renamed(columns: Columns | None, names: list[str]) -> Columns | None:
    """Columns of which the first ones are given other names."""
    if columns is None:
        return None
    return dict(zip([*names, *list(columns)[len(names) :]], columns.values(), strict=False))
