"""Statements of every kind, with the names that are looked up in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.column_names import column_complaint
from runbook_site.checks.postgresql.definitions import definition_problems, setting_value
from runbook_site.checks.postgresql.names import Complaint, NameProblem, context_complaint, setting_complaint
from runbook_site.checks.postgresql.resolve import Resolver
from runbook_site.checks.postgresql.rowset import Scope
from runbook_site.checks.postgresql.shape import shape_problems
from runbook_site.snippets.sql_postgresql import syntax_tree
from runbook_site.snippets.sql_tree import children, inner, kind_of, strings

if TYPE_CHECKING:
    from runbook_site.checks.postgresql.knowledge import Knowledge


def name_problems(text: str, readable: str, known: Knowledge) -> list[NameProblem]:
    """What is wrong with the names in a statement.

    Args:
        text: The statement as written.
        readable: The same with a name in place of all that its author left open, character for character.
        known: What it is held against.
    """
    tree = syntax_tree(readable)
    if tree is None:
        return []
    resolver = Resolver(text, readable, known)
    _statement(resolver, tree)
    shape_problems(resolver, tree)
    unique = {(each.kind, each.start, each.end): each for each in resolver.problems}
    return sorted(unique.values(), key=lambda each: (each.start, each.end))


def _statement(resolver: Resolver, node: Any) -> None:  # noqa: ANN401, C901 - one branch for each kind of statement
    """The whole statement; of kinds that make things, only the query in them."""
    scope = Scope()
    definition_problems(resolver, node)
    match kind_of(node):
        case "SelectStmt" | "InsertStmt" | "UpdateStmt" | "DeleteStmt" | "MergeStmt":
            resolver.visit(node, scope)
        case "ExplainStmt" | "CreateTableAsStmt" | "ViewStmt" | "PrepareStmt" | "DeclareCursorStmt":
            _statement(resolver, inner(node.query))
        case "VacuumStmt" | "TruncateStmt" | "LockStmt" | "ClusterStmt" | "ReindexStmt" | "RefreshMatViewStmt":
            _relations_below(resolver, node)
        case "CopyStmt":
            _copy(resolver, node)
        case "CallStmt":
            _call(resolver, node.funccall)
        case "IndexStmt":
            _index(resolver, node)
        case "AlterTableStmt":
            _alter(resolver, node)
        case "VariableShowStmt" | "VariableSetStmt":
            _setting(resolver, node, "set")
        case "AlterSystemStmt":
            _setting(resolver, node.setstmt, "system")
        case "AlterRoleSetStmt" | "AlterDatabaseSetStmt":
            _setting(resolver, node.setstmt, "role")
        case _:
            pass


def _relations_below(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    if kind_of(node) == "RangeVar":
        resolver.relation(node, Scope())
    for child in children(node):
        _relations_below(resolver, child)


def _copy(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    if node.HasField("relation"):
        resolver.relation(node.relation, Scope())
    resolver.visit(inner(node.query), Scope())


def _call(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    """CALL, which runs procedures alone."""
    names = strings(node.funcname)
    if len(names) == 1 and resolver.types.calls.forms(names[0]):
        message = f"{names[0]}() is a function, and CALL runs procedures; write SELECT {names[0]}(…)"
        resolver.say("shape", Complaint(message), resolver.places(node.location)[-1])


def _index(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    rowset = resolver.from_items.relation(node.relation, Scope())
    scope = Scope(rowsets=[rowset])
    for entry in (*node.index_params, *node.index_including_params):
        element = inner(entry)
        if element.name and rowset.columns is not None and element.name not in rowset.columns:
            at = resolver.readable.find(element.name, resolver.offsets(node.relation.location) + len(rowset.name))
            if at >= 0:
                complaint = column_complaint(resolver.known, element.name, [rowset])
                resolver.say("column", complaint, (at, at + len(element.name)))
        resolver.visit(inner(element.expr), scope)
    resolver.visit(inner(node.where_clause), scope)


def _alter(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    if not node.missing_ok:
        resolver.relation(node.relation, Scope())


def _setting(resolver: Resolver, node: Any, how: Any) -> None:  # noqa: ANN401
    if not node.name:
        return
    at = resolver.readable.lower().find(node.name.lower())
    if at < 0:
        return
    place = at, at + len(node.name)
    complaint = setting_complaint(resolver.known, node.name)
    resolver.say("setting", complaint, place)
    if complaint is None and kind_of(node) == "VariableSetStmt":
        refused = context_complaint(resolver.known, node.name, how)
        resolver.say("context", refused, place)
        if refused is None:
            setting_value(resolver, node)
