"""Aggregates, and the columns that cannot stand beside them.

Source: PostgreSQL documentation, "Aggregate Functions", "GROUP BY Clause"; ``parse_agg.c``. Nothing is said of what a
query inside of an expression does: its names may belong to the query around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.names import Complaint
from runbook_site.snippets.sql_tree import children, inner, kind_of, output_name, strings
from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.postgresql.resolve import Resolver

_AGGREGATES = word_set(
    """
    count sum avg min max array_agg string_agg json_agg jsonb_agg json_object_agg jsonb_object_agg bool_and bool_or
    bit_and bit_or stddev stddev_pop stddev_samp variance var_pop var_samp percentile_cont percentile_disc
    """.replace("\n", " ")
)
_STATISTICS = ("pg_stat_", "pg_statio_")
_VIEWS = word_set("pg_locks pg_settings pg_replication_slots pg_tables pg_indexes pg_prepared_xacts pg_roles pg_user")
_TRANSPARENT = frozenset({"A_Expr", "TypeCast", "CoalesceExpr", "BoolExpr", "NullTest", "CaseExpr", "CaseWhen", "List"})
_SCALARS = word_set(
    """
    now age date_trunc extract lower upper left right length round trim coalesce pg_size_pretty pg_relation_size
    pg_total_relation_size pg_table_size pg_indexes_size pg_database_size to_char to_timestamp substring substr replace
    concat abs ceil floor
    """.replace("\n", " ")
)
"""Functions of which it is certain that they take one row's values."""


def outside_expressions(node: Any) -> Iterator[Any]:  # noqa: ANN401
    """A node and all below it, without queries inside of expressions and what may see its neighbours in FROM."""
    if kind_of(node) == "SubLink" or (kind_of(node) == "RangeSubselect" and node.lateral):
        return
    yield node
    for child in children(node):
        yield from outside_expressions(child)


def aggregate_in(resolver: Resolver, node: Any) -> Any:  # noqa: ANN401
    """The first aggregate in an expression; ``None`` where there is none."""
    if node is None:
        return None
    calls = (each for each in outside_expressions(node) if _is_aggregate(resolver, each))
    return next(calls, None)


def _is_aggregate(resolver: Resolver, node: Any) -> bool:  # noqa: ANN401
    if kind_of(node) != "FuncCall" or node.HasField("over"):
        return False
    names = strings(node.funcname)
    known = resolver.known
    own = names[-1] in known.made or names[-1] in known.schema.functions
    return len(names) == 1 and names[0] in _AGGREGATES and not own


def say_columns_beside_aggregate(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    """Say which column of a query stands beside an aggregate, and in no GROUP BY; the first one is enough."""
    names = None if node.HasField("larg") or not node.from_clause else _free_names(resolver, node)
    if names is None:
        return
    for expression in _expressions(node, names):
        for column in _bare_columns(expression):
            written = strings(column.fields)
            is_name = len(written) == len(column.fields)
            if is_name and written[-1] in names:
                continue
            shown = f"'{written[-1]}'" if is_name else "'*'"
            at = resolver.offsets(column.location)
            place = resolver.places(column.location)[-1] if is_name else (at, at + 1)
            message = f"{shown} has to stand in GROUP BY, or inside of an aggregate such as max()"
            resolver.say("shape", Complaint(message), place)
            return


def _expressions(node: Any, names: set[str]) -> Iterator[Any]:  # noqa: ANN401
    """What a query shows, filters its groups by and sorts by, without the names that it gives itself."""
    own: set[str | None] = set()
    for target in map(inner, node.target_list):
        value = inner(target.val)
        own.add(target.name or output_name(value))
        if target.name not in names:
            yield value
    if node.HasField("having_clause"):
        yield inner(node.having_clause)
    for entry in map(inner, node.sort_clause):
        value = inner(entry.node)
        alone = strings(value.fields) if kind_of(value) == "ColumnRef" and len(value.fields) == 1 else []
        if not alone or alone[0] not in own:
            yield value


def nested_aggregate(resolver: Resolver, node: Any) -> Any:  # noqa: ANN401
    """The first aggregate inside of another one in a query's expressions; ``None`` where there is none."""
    roots = [inner(inner(target).val) for target in node.target_list]
    roots += [inner(entry.node) for entry in map(inner, node.sort_clause)]
    roots += [inner(node.having_clause)] if node.HasField("having_clause") else []
    for root in roots:
        for call in outside_expressions(root) if root is not None else ():
            if _is_aggregate(resolver, call):
                found = (aggregate_in(resolver, argument) for argument in map(inner, call.args))
                if (each := next((each for each in found if each is not None), None)) is not None:
                    return each
    return None


def window_in(node: Any) -> Any:  # noqa: ANN401
    """The first call with OVER in an expression; ``None`` where there is none."""
    if node is None:
        return None
    calls = (each for each in outside_expressions(node) if kind_of(each) == "FuncCall" and each.HasField("over"))
    return next(calls, None)


def _free_names(resolver: Resolver, node: Any) -> set[str] | None:  # noqa: ANN401
    """What may stand beside an aggregate in a query; ``None`` where it has none, or all may."""
    if node.group_clause:
        # By its primary key, a table may be grouped with all its columns.
        return _grouped(node, list(map(inner, node.target_list))) if _is_view(node) else None
    aggregates = (aggregate_in(resolver, inner(inner(target).val)) for target in node.target_list)
    return set() if node.HasField("having_clause") or any(each is not None for each in aggregates) else None


def _is_view(node: Any) -> bool:  # noqa: ANN401
    """Whether a query is of one system view, which has no primary key."""
    item = inner(node.from_clause[0])
    if len(node.from_clause) != 1 or kind_of(item) != "RangeVar" or node.HasField("with_clause"):
        return False
    return item.relname.startswith(_STATISTICS) or item.relname in _VIEWS


def _grouped(node: Any, targets: list[Any]) -> set[str] | None:  # noqa: ANN401
    """The columns and names that a query is grouped by; ``None`` where it is grouped by something else."""
    names: set[str] = set()
    for entry in node.group_clause:
        by = inner(entry)
        if kind_of(by) == "A_Const" and by.HasField("ival") and 0 < by.ival.ival <= len(targets):
            by = targets[by.ival.ival - 1]
            names |= {by.name} - {""}
            by = inner(by.val)
        if kind_of(by) != "ColumnRef" or len(strings(by.fields)) != len(by.fields):
            return None
        name = strings(by.fields)[-1]
        names.add(name)
        meant = next((inner(target.val) for target in targets if target.name == name), None)
        if meant is not None:
            names |= set(strings(meant.fields)[-1:]) if kind_of(meant) == "ColumnRef" else set()
    return names


def _bare_columns(node: Any) -> Iterator[Any]:  # noqa: ANN401
    """The columns of an expression that no aggregate takes in."""
    kind = kind_of(node)
    if kind == "ColumnRef":
        yield node
    elif kind in _TRANSPARENT or (kind == "FuncCall" and strings(node.funcname)[-1] in _SCALARS):
        for child in children(node):
            yield from _bare_columns(child)
