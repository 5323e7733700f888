"""PostgreSQL by its own grammar."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import postgast
from google.protobuf.message import DecodeError

from runbook_site.snippets.sql_facts import Facts, GrammarError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE_KINDS = frozenset({"OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_FOREIGN_TABLE"})
_SETTING_FUNCTIONS = frozenset({"current_setting", "set_config"})


def read_postgresql(text: str) -> Facts | GrammarError:
    """Parse one statement by libpg_query."""
    try:
        tree = postgast.parse(text)
    except postgast.PgQueryError as error:
        # Counted in characters from 1, whatever postgast's documentation says: the parser knows its encoding.
        return GrammarError(error.message, max(0, error.cursorpos - 1))
    except DecodeError:
        return GrammarError("the statement is nested too deeply to look inside", 0, "limit")
    if not tree.stmts:
        return Facts("")
    return _facts(tree.stmts[0].stmt, implicit="pg_catalog" not in text.lower())


def _facts(statement: Any, *, implicit: bool) -> Facts:  # noqa: ANN401 - protobuf messages are not typed by kind
    relations: list[tuple[int, str]] = []
    functions: list[tuple[int, str]] = []
    settings: list[str] = []
    ctes: set[str] = set()
    has_where = True
    for _, node in postgast.walk(statement):
        match type(node).__name__:
            case "RangeVar":
                names = [node.catalogname, node.schemaname, node.relname]
                relations.append((node.location, ".".join(name for name in names if name)))
            case "CommonTableExpr":
                ctes.add(node.ctename)
            case "FuncCall":
                functions.append((node.location, _function(node, implicit=implicit)))
                settings += _setting_argument(node)
            case "VariableShowStmt" | "VariableSetStmt":
                settings += [node.name] if node.name else []
            case "DropStmt":
                relations += [(0, name) for name in _dropped(node)]
            case "UpdateStmt" | "DeleteStmt":
                has_where = has_where and node.HasField("where_clause")
            case _:
                pass
    named = tuple(name for _, name in sorted(relations, key=lambda entry: entry[0]) if name not in ctes)
    return Facts(
        type(postgast.unwrap_node(statement)).__name__,
        tuple(dict.fromkeys(named)),
        tuple(dict.fromkeys(name for _, name in sorted(functions, key=lambda entry: entry[0]))),
        tuple(dict.fromkeys(settings)),
        has_where,
    )


def _strings(nodes: Any) -> Iterator[str]:  # noqa: ANN401
    for node in nodes:
        inner = postgast.unwrap_node(node)
        if type(inner).__name__ == "String":
            yield inner.sval


def _function(node: Any, *, implicit: bool) -> str:  # noqa: ANN401
    names = list(_strings(node.funcname))
    return ".".join(names[1:] if implicit and names[:1] == ["pg_catalog"] else names)


def _setting_argument(node: Any) -> list[str]:  # noqa: ANN401
    if not _SETTING_FUNCTIONS & set(_strings(node.funcname)) or not node.args:
        return []
    first = postgast.unwrap_node(node.args[0])
    return [first.sval.sval] if type(first).__name__ == "A_Const" and first.HasField("sval") else []


def _dropped(node: Any) -> list[str]:  # noqa: ANN401
    kinds = postgast.pg_query_pb2.ObjectType
    if kinds.Name(node.remove_type) not in _TABLE_KINDS:
        return []
    return [".".join(_strings(postgast.unwrap_node(item).items)) for item in node.objects]


def output_names(text: str) -> tuple[str, ...]:
    """The names of the columns that a statement gives; nothing of those that only the database can tell.

    Source: PostgreSQL documentation, "Select-List Items": without ``AS``, a column's or a function's name.
    """
    try:
        tree = postgast.parse(text)
    except (postgast.PgQueryError, DecodeError):
        return ()
    if not tree.stmts:
        return ()
    statement: Any = postgast.unwrap_node(tree.stmts[0].stmt)
    while type(statement).__name__ == "SelectStmt" and statement.HasField("larg"):  # of a UNION, the first decides
        statement = statement.larg
    if type(statement).__name__ == "SelectStmt":
        targets = statement.target_list
    elif hasattr(statement, "returning_clause"):
        targets = statement.returning_clause.exprs
    else:
        return ()
    names = [_output_name(postgast.unwrap_node(target)) for target in targets]
    return tuple(name for name in names if name)


def _output_name(target: Any) -> str:  # noqa: ANN401
    if target.name:
        return str(target.name)
    value = postgast.unwrap_node(target.val)
    while type(value).__name__ == "TypeCast":
        value = postgast.unwrap_node(value.arg)
    names = {"ColumnRef": "fields", "FuncCall": "funcname"}.get(type(value).__name__)
    return list(_strings(getattr(value, names)))[-1] if names and list(_strings(getattr(value, names))) else ""


@lru_cache(maxsize=256)
def syntax_tree(text: str) -> Any:  # noqa: ANN401
    """The tree of a statement that `read_postgresql` took; ``None`` of one that it did not take."""
    try:
        tree = postgast.parse(text)
    except (postgast.PgQueryError, DecodeError):
        return None
    return postgast.unwrap_node(tree.stmts[0].stmt) if tree.stmts else None
