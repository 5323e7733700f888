"""What ORDER BY, GROUP BY and DISTINCT name that the query does not have.

Source: PostgreSQL documentation, "SELECT"; ``findTargetlistEntrySQL92`` and ``transformDistinctClause``
(``parse_clause.c``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.grouping import aggregate_in
from runbook_site.checks.postgresql.names import Complaint
from runbook_site.snippets.sql_tree import inner, kind_of, output_name, strings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runbook_site.checks.postgresql.resolve import Resolver


def ordering_problems(resolver: Resolver, node: Any) -> None:  # noqa: ANN401 - protobuf messages are not typed by kind
    """Say which entries of a query's clauses mean nothing."""
    kinds = resolver.types.query(node)
    count = None if kinds is None else len(kinds)
    for clause, entries in (("ORDER BY", node.sort_clause), ("GROUP BY", node.group_clause)):
        for value in _values(entries):
            if kind_of(value) == "A_Const" and not value.isnull:
                _number(resolver, node, clause, value, count)
    if _is_plain_distinct(node):
        _distinct(resolver, node)


def _values(entries: Iterable[Any]) -> Iterable[Any]:
    for entry in map(inner, entries):
        yield inner(entry.node) if kind_of(entry) == "SortBy" else entry


def _number(resolver: Resolver, node: Any, clause: str, value: Any, count: int | None) -> None:  # noqa: ANN401
    start = resolver.offsets(value.location)
    if value.HasField("sval"):
        end = start + len(value.sval.sval) + 2
        if resolver.readable[start : start + 1] == "'":
            message = f"{clause} takes no text in quotes: write the name of the column without, or a number"
            resolver.say("shape", Complaint(message), (start, end))
        return
    if not value.HasField("ival") or count is None:
        return
    number = value.ival.ival
    place = start, start + len(str(number))
    if not 1 <= number <= count:
        has = "1 column" if count == 1 else f"{count} columns"
        resolver.say("shape", Complaint(f"{clause} {number} is none of the columns: the query has {has}"), place)
    elif clause == "GROUP BY" and not node.HasField("larg") and count == len(node.target_list):
        target = inner(inner(node.target_list[number - 1]).val)
        if aggregate_in(resolver, target) is not None:
            message = f"GROUP BY {number} is an aggregate; group by what stands beside it"
            resolver.say("shape", Complaint(message), place)


def _is_plain_distinct(node: Any) -> bool:  # noqa: ANN401
    return len(node.distinct_clause) == 1 and inner(node.distinct_clause[0]) is None


def _distinct(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    """With DISTINCT, a query is sorted by its own columns alone."""
    shown: set[str] = set()
    for target in map(inner, node.target_list):
        value = inner(target.val)
        shown |= {target.name, output_name(value) or ""}
        if kind_of(value) == "ColumnRef":
            names = strings(value.fields)
            if len(names) != len(value.fields) or resolver.is_open(value.location):
                return
            shown.add(names[-1])
    for value in _values(node.sort_clause):
        names = strings(value.fields) if kind_of(value) == "ColumnRef" else []
        if names and names[-1] not in shown and not resolver.is_open(value.location):
            message = f"SELECT DISTINCT is sorted by its own columns, and '{names[-1]}' is none of them"
            resolver.say("shape", Complaint(message), resolver.places(value.location)[-1])
