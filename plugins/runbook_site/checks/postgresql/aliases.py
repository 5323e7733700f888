"""Names that a query gives to its columns, and that are columns themselves: a comma is missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.names import Complaint
from runbook_site.snippets.sql_tree import inner, kind_of, strings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runbook_site.checks.postgresql.resolve import Resolver
    from runbook_site.checks.postgresql.rowset import Scope

_WORD = re.compile(r"\s++(\w++)")


def say_hidden_columns(resolver: Resolver, targets: Iterable[Any], scope: Scope) -> None:
    """Names without ``AS`` behind a column that are columns of the only relation in FROM."""
    if len(scope.rowsets) != 1 or not (columns := scope.rowsets[0].columns):
        return
    for target in targets:
        value = inner(target.val)
        if target.name not in columns or kind_of(value) != "ColumnRef":
            continue
        column = strings(value.fields)[-1:]
        if column in ([], [target.name]) or column[0] not in columns:
            continue
        end = resolver.places(value.location)[-1][1]
        found = _WORD.match(resolver.readable, end)
        if found is not None and found[1].lower() == target.name:
            message = f"'{column[0]} {target.name}' shows {column[0]} under the name of another column"
            resolver.say("alias", Complaint(f"{message}; write a comma, or AS"), found.span(1))
