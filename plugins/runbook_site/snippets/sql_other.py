"""Every dialect but PostgreSQL's."""

from __future__ import annotations

import logging
from typing import Any

import sqlglot
from sqlglot import exp

from runbook_site.snippets.sql_facts import Facts, GrammarError

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


def read_other(text: str, dialect: str) -> Facts | GrammarError:
    """Parse one statement by sqlglot.

    Args:
        text: The statement.
        dialect: As sqlglot names it.
    """
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
