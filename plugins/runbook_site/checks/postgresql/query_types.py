"""The types of a query's columns, and of what stands in its clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.coercion import UNKNOWN, common
from runbook_site.checks.postgresql.names import Complaint
from runbook_site.checks.postgresql.type_catalog import shown_type, type_catalog
from runbook_site.snippets.sql_tree import enum_name, inner, kind_of, output_name, strings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.checks.postgresql.resolve import Resolver
    from runbook_site.checks.postgresql.rowset import Rowset, Scope

Typed = tuple[str, str | None]
"""A column's name and type."""


def query_types(resolver: Resolver, node: Any, scope: Scope) -> None:  # noqa: ANN401 - protobuf messages are not typed
    """Go through the expressions of a query, and keep the types of its columns."""
    types = resolver.types
    types.keep(node, _outputs(resolver, node, scope))
    types.condition(inner(node.where_clause), scope, "WHERE")
    types.condition(inner(node.having_clause), scope, "HAVING")
    types.count(inner(node.limit_count), scope, "LIMIT")
    types.count(inner(node.limit_offset), scope, "OFFSET")
    for entry in (*node.sort_clause, *node.group_clause):
        by = inner(entry)
        value = inner(by.node) if kind_of(by) == "SortBy" else by
        if kind_of(value) not in {"A_Const", "ColumnRef"}:
            types.of(value, scope)


def _outputs(resolver: Resolver, node: Any, scope: Scope) -> list[Typed] | None:  # noqa: ANN401
    """The columns of a query with their types; ``None`` where their number is not certain."""
    outputs: list[Typed] = []
    certain = True
    for target in map(inner, node.target_list):
        value = inner(target.val)
        if kind_of(value) == "ColumnRef" and kind_of(inner(value.fields[-1])) == "A_Star":
            names = strings(value.fields)
            rowsets = scope.rowsets if not names else [scope.called(names[-1])]
            for rowset in rowsets:
                columns = None if rowset is None or len(rowsets) > 1 else typed_columns(rowset)
                outputs += columns or []
                certain = certain and columns is not None
            continue
        kind = resolver.types.of(value, scope)
        certain = certain and kind_of(value) != "A_Indirection"
        outputs.append((target.name or output_name(value) or "", kind))
    return outputs if certain else None


def typed_columns(rowset: Rowset) -> list[Typed] | None:
    """The columns of what stands in FROM; ``None`` where they are not all known."""
    if rowset.columns is None:
        return None
    return [(name, rowset.types.get(name)) for name in rowset.columns]


def set_types(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    """Say which columns of a UNION's queries do not meet."""
    left, right = resolver.types.query(node.larg), resolver.types.query(node.rarg)
    if left is None or right is None or len(left) != len(right):
        return
    for index, pair in enumerate(zip(left, right, strict=True)):
        _, wrong = common(pair) if UNKNOWN not in pair else (None, None)
        if wrong is not None:
            one, other = map(shown_type, wrong)
            name = enum_name(node, "op").removeprefix("SETOP_")
            message = f"column {index + 1} of this {name} is of the types {one} and {other}, which do not meet"
            query = node.rarg
            while query.HasField("larg"):
                query = query.larg
            target = inner(query.target_list[min(index, len(query.target_list) - 1)])
            resolver.types.say_at(inner(target.val), Complaint(f"{message}; cast one, such as ::text"))
            return


def types_of_query(resolver: Resolver, node: Any, given: list[str]) -> Mapping[str, str]:  # noqa: ANN401
    """The types of a query's columns by name.

    Args:
        resolver: That went through it.
        node: The query.
        given: Other names of its first columns.
    """
    kinds = resolver.types.query(node)
    names = resolver.types.names(node)
    if kinds is None or names is None:
        return {}
    found: dict[str, str] = {}
    for name, kind in zip([*given, *names[len(given) :]], kinds, strict=False):
        if name in found or kind is None:
            found.pop(name, None)
            continue
        found[name] = "text" if kind == UNKNOWN else kind
    return found


def function_types(resolver: Resolver, name: str, names: list[str], given: str | None) -> Mapping[str, str]:
    """The types of the columns that a function gives in FROM.

    Args:
        resolver: That went through it.
        name: The function.
        names: Its columns.
        given: The type of a single value.
    """
    forms = {form.outs for form in resolver.types.calls.forms(name)}
    outs = forms.pop() if len(forms) == 1 else ()
    kinds = outs or ((given,) if given is not None else ())
    plain = ((column, type_catalog().plain(kind)) for column, kind in zip(names, kinds, strict=False))
    return {column: kind for column, kind in plain if kind is not None}
