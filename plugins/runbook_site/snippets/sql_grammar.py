"""What the grammar of a database says of one statement."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import postgast
from google.protobuf.message import DecodeError

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_STATEMENT = 10_000
"""How many tokens a statement may have. The C parser recurses while it writes its tree, and its stack ends
somewhere above twice as many levels, with the whole process."""

_TABLE_KINDS = frozenset({"OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_FOREIGN_TABLE"})
_SETTING_FUNCTIONS = frozenset({"current_setting", "set_config"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What a statement is and names; the fields are those of `Statement`."""

    kind: str
    relations: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    has_where: bool = True


@dataclass(frozen=True, slots=True)
class GrammarError:
    """Why a statement is none.

    Attributes:
        message: What the parser says.
        at: Offset in the statement where it says so; its length where the end came too early.
        kind: ``limit`` where the statement was not looked at, or not inside.
    """

    message: str
    at: int
    kind: Literal["syntax", "limit"] = "syntax"


def read_statement(text: str, dialect: str) -> Facts | GrammarError:
    """Parse one statement, without a semicolon, in which variables and placeholders are masked.

    PostgreSQL is read by its own grammar (libpg_query); every other dialect by sqlglot, which lets some
    broken statements pass.
    """
    clean = text.replace("\0", "\x01").encode("utf-8", "replace").decode("utf-8")
    return _read_postgresql(clean) if dialect == "postgresql" else _read_other(clean, dialect)


def _read_postgresql(text: str) -> Facts | GrammarError:
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


_KINDS = {
    "Select": "SelectStmt",
    "Union": "SelectStmt",
    "Subquery": "SelectStmt",
    "Insert": "InsertStmt",
    "Update": "UpdateStmt",
    "Delete": "DeleteStmt",
    "Merge": "MergeStmt",
    "Drop": "DropStmt",
    "Create": "CreateStmt",
    "Alter": "AlterTableStmt",
    "TruncateTable": "TruncateStmt",
    "Show": "VariableShowStmt",
    "Set": "VariableSetStmt",
    "Describe": "ExplainStmt",
    "Transaction": "TransactionStmt",
    "Commit": "TransactionStmt",
    "Rollback": "TransactionStmt",
    "Analyze": "VacuumStmt",
    "Grant": "GrantStmt",
}
"""PostgreSQL's names for what sqlglot calls otherwise, so that one table of risks serves all."""


def _read_other(text: str, dialect: str) -> Facts | GrammarError:
    import sqlglot  # noqa: PLC0415 - 50 ms that PostgreSQL's users never need
    from sqlglot import exp  # noqa: PLC0415

    logging.getLogger("sqlglot").setLevel(logging.ERROR)
    try:
        tree = sqlglot.parse_one(text, dialect=dialect)
    except sqlglot.errors.SqlglotError as error:
        return _sqlglot_error(error, text)
    except RecursionError:
        return GrammarError("the statement is nested too deeply to look inside", 0, "limit")
    changes = [*tree.find_all(exp.Update, exp.Delete)]
    name = type(tree).__name__
    return Facts(
        text.split(None, 1)[0].upper() if name == "Command" else _KINDS.get(name, name),
        tuple(
            dict.fromkeys(table.sql(dialect=dialect).split(" ")[0].strip('"`[]') for table in tree.find_all(exp.Table))
        ),
        tuple(dict.fromkeys(_function_name(call) for call in tree.find_all(exp.Func))),
        (),
        all(change.args.get("where") is not None for change in changes),
    )


def _function_name(call: Any) -> str:  # noqa: ANN401
    return str(call.name if type(call).__name__ == "Anonymous" else call.sql_name()).lower()


def _sqlglot_error(error: Exception, text: str) -> GrammarError:
    details = getattr(error, "errors", None) or [{}]
    lines = text.split("\n")
    line = min(max(1, details[0].get("line") or 1), len(lines))
    column = max(0, (details[0].get("col") or 1) - 1)
    at = sum(len(before) + 1 for before in lines[: line - 1]) + column
    message = str(details[0].get("description") or "not a statement of this dialect").rstrip(".")
    return GrammarError(message, min(at, len(text)))
