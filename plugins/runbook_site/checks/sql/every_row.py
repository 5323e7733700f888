"""Statements that change or delete every row of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from runbook_site.checks.sql.statements import PlacedStatement
    from runbook_site.sources.text import Span

Verb = Literal["UPDATE", "DELETE"]

_WORDS = {
    "UPDATE": re.compile(r"\bupdate\b", re.IGNORECASE),
    "DELETE": re.compile(r"\bdelete\s+from\b", re.IGNORECASE),
}
_SET = re.compile(r"\bset\b", re.IGNORECASE)


def every_row(place: PlacedStatement, verb: Verb) -> Span | None:
    """Where a verb stands that has no WHERE; ``None`` where each has one, or the statement has none of them."""
    statement = place.statement
    if statement.has_where:
        return None
    text = statement.text
    if statement.dialect == "postgresql":
        end = _unconditioned(statement.readable, verb)
        found = next(reversed([*_WORDS[verb].finditer(text.text, 0, end)]), None)
    else:
        found = _WORDS[verb].search(text.text)
        if found is not None and verb == "UPDATE" and _SET.search(text.text, found.end()) is None:
            found = None
    return text.span(*found.span()) if found is not None else None


def _unconditioned(readable: str, verb: Verb) -> int:
    """Where the table begins of which every row is meant; 0 where there is none, and under a mere EXPLAIN."""
    from runbook_site.checks.postgresql.transactions import has_option  # noqa: PLC0415 - loads the grammar
    from runbook_site.snippets.sql_postgresql import syntax_tree  # noqa: PLC0415 - loads the grammar
    from runbook_site.snippets.sql_tree import Offsets, descendants, kind_of  # noqa: PLC0415 - with the grammar

    tree = syntax_tree(readable)
    if tree is None or (kind_of(tree) == "ExplainStmt" and not has_option(tree.options, "analyze")):
        return 0
    kind = f"{verb.title()}Stmt"
    nodes = (node for node in descendants(tree) if kind_of(node) == kind and not node.HasField("where_clause"))
    return next((Offsets(readable)(node.relation.location) for node in nodes), 0)
