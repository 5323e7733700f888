"""Statements that end or cancel other sessions, and whether they spare the one that runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.snippets.sql_postgresql import syntax_tree
from runbook_site.snippets.sql_tree import children, constant, descendants, inner, kind_of, strings

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDING = ("pg_terminate_backend", "pg_cancel_backend")
_SPARING_COLUMNS = frozenset(
    {
        *("pid", "wait_event", "wait_event_type", "backend_type", "query", "query_start", "xact_start", "state_change"),
        *("backend_start", "client_addr", "application_name", "backend_xmin", "backend_xid", "leader_pid", "usesysid"),
    }
)
"""Columns by which a filter does not take the own session in: what it asks of them is not true of a session that has
just begun its statement, or it names others by hand."""


def unfiltered_call(text: str) -> str:
    """The function by which a statement ends sessions of ``pg_stat_activity``, its own among them; else empty."""
    tree = syntax_tree(text)
    if tree is None:
        return ""
    for select in (each for each in descendants(tree) if kind_of(each) == "SelectStmt"):
        if not any(_is_activity(item) for entry in select.from_clause for item in descendants(inner(entry))):
            continue
        name = next((name for name in _calls(select) if name in ENDING), "")
        where = inner(select.where_clause) if select.HasField("where_clause") else None
        if name and (where is None or not _spares(where)):
            joined = any(kind_of(inner(entry)) != "RangeVar" for entry in select.from_clause)
            if not joined and len(select.from_clause) == 1:
                return name
    return ""


def _is_activity(node: Any) -> bool:  # noqa: ANN401 - protobuf messages are not typed by kind
    return kind_of(node) == "RangeVar" and node.relname == "pg_stat_activity"


def _calls(select: Any) -> Iterator[str]:  # noqa: ANN401
    for child in children(select):
        for node in descendants(child):
            if kind_of(node) == "FuncCall":
                yield strings(node.funcname)[-1]


def _spares(where: Any) -> bool:  # noqa: ANN401
    """Whether a condition leaves the own session out, or may do so."""
    for node in descendants(where):
        match kind_of(node):
            case "FuncCall" if strings(node.funcname)[-1] not in ENDING:
                return True
            case "SubLink" | "ParamRef":
                return True
            case "ColumnRef" if strings(node.fields)[-1:] and strings(node.fields)[-1] in _SPARING_COLUMNS:
                return True
            case "A_Expr" if _is_other_state(node):
                return True
            case _:
                pass
    return False


def _is_other_state(node: Any) -> bool:  # noqa: ANN401
    """Whether it asks for a state that the own session is not in: anything but ``active``."""
    column = inner(node.lexpr)
    if kind_of(column) != "ColumnRef" or strings(column.fields)[-1:] != ["state"]:
        return False
    texts = [constant(each) for each in descendants(inner(node.rexpr))]
    states = [text for text in texts if text is not None]
    excludes = strings(node.name)[-1:] == ["<>"]
    return ("active" in states) == excludes
