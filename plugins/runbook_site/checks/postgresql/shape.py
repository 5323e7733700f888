"""Statements that PostgreSQL refuses, although its grammar takes them: wrong lengths, aggregates where none can stand.

Source: PostgreSQL documentation, "INSERT", "UNION, INTERSECT, EXCEPT", "Aggregate Functions"; ``analyze.c``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.grouping import (
    aggregate_in,
    nested_aggregate,
    outside_expressions,
    say_columns_beside_aggregate,
    window_in,
)
from runbook_site.checks.postgresql.names import Complaint
from runbook_site.snippets.sql_tree import enum_name, inner, kind_of, strings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.checks.postgresql.resolve import Resolver

_SETS = {"SETOP_UNION": "UNION", "SETOP_INTERSECT": "INTERSECT", "SETOP_EXCEPT": "EXCEPT"}


def shape_problems(resolver: Resolver, tree: Any) -> None:  # noqa: ANN401 - protobuf messages are not typed by kind
    """What is wrong with the form of a statement and of the queries in it."""
    for node in outside_expressions(tree):
        match kind_of(node):
            case "SelectStmt":
                _arms(resolver, node)
                _aggregate_in_where(resolver, node)
                say_columns_beside_aggregate(resolver, node)
                _nested(resolver, node)
            case "UpdateStmt" | "DeleteStmt":
                _aggregate_in_where(resolver, node)
            case "InsertStmt":
                _lengths(resolver, node)
            case _:
                pass


def _aggregate_in_where(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    call = aggregate_in(resolver, inner(node.where_clause)) if node.HasField("where_clause") else None
    if call is not None:
        name = strings(call.funcname)[-1]
        where = (
            "write HAVING behind GROUP BY" if kind_of(node) == "SelectStmt" else "compare with a query in parentheses"
        )
        complaint = Complaint(f"WHERE takes no aggregate such as {name}(); {where}")
        resolver.say("shape", complaint, resolver.places(call.location)[0])

    window = window_in(inner(node.where_clause)) if node.HasField("where_clause") else None
    if window is not None:
        name = strings(window.funcname)[-1]
        message = f"WHERE takes no window function such as {name}(); put the query into FROM, and filter around it"
        resolver.say("shape", Complaint(message), resolver.places(window.location)[-1])


def _nested(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    call = nested_aggregate(resolver, node)
    if call is not None:
        name = strings(call.funcname)[-1]
        message = f"an aggregate takes no other such as {name}(); put the inner one into a query in FROM"
        resolver.say("shape", Complaint(message), resolver.places(call.location)[0])


def _width(resolver: Resolver, node: Any) -> int | None:  # noqa: ANN401
    """How many columns a query has; ``None`` where that cannot be told."""
    if kind_of(node) != "SelectStmt":
        return None
    while node.HasField("larg"):
        node = node.larg
    if node.values_lists:
        return _length(resolver, inner(node.values_lists[0]).items)
    return _length(resolver, [inner(target).val for target in node.target_list])


def _length(resolver: Resolver, items: Sequence[Any]) -> int | None:
    """How many values a list has; ``None`` where one may stand for several."""
    for item in items:
        node = inner(item)
        if node is None or kind_of(node) == "A_Indirection":
            return None
        if kind_of(node) == "ColumnRef" and (
            len(strings(node.fields)) < len(node.fields) or resolver.is_open(node.location)
        ):
            return None
        if kind_of(node) == "FuncCall" and resolver.is_open(node.location):
            return None
    return len(items)


def _arms(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    name = _SETS.get(enum_name(node, "op"), "")
    if not name:
        return
    left, right = _width(resolver, node.larg), _width(resolver, node.rarg)
    if left and right and left != right:
        complaint = Complaint(f"the queries of {name} have {_columns(left)} and {_columns(right)}: they need as many")
        at = _first_location(node.rarg)
        if at is not None:
            resolver.say("shape", complaint, resolver.places(at)[0])


def _first_location(node: Any) -> int | None:  # noqa: ANN401
    """Where the first column of a query is written."""
    while node.HasField("larg"):
        node = node.larg
    return inner(node.target_list[0]).location if node.target_list else None


def _lengths(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    select = inner(node.select_stmt) if node.HasField("select_stmt") else None
    if select is None or kind_of(select) != "SelectStmt" or select.HasField("larg"):
        return
    if any(resolver.is_open(inner(column).location) for column in node.cols):
        return
    rows = [inner(row).items for row in select.values_lists] or [[inner(each).val for each in select.target_list]]
    lengths = [_length(resolver, row) for row in rows]
    place = resolver.places(node.relation.location)[-1]
    wrong = next((each for each in lengths if each and node.cols and each != len(node.cols)), None)
    if wrong:
        message = f"INSERT names {_columns(len(node.cols))} and is given {wrong} value{'s' if wrong > 1 else ''}"
        resolver.say("shape", Complaint(message), place)
    elif all(lengths) and len(set(lengths)) > 1:
        resolver.say("shape", Complaint("the rows of VALUES are not of one length"), place)


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"
