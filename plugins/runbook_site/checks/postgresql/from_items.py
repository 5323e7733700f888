"""What stands in FROM, read as rowsets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.ambiguity import EVERY
from runbook_site.checks.postgresql.column_names import column_complaint
from runbook_site.checks.postgresql.names import Complaint, relation_complaint
from runbook_site.checks.postgresql.query_types import function_types, types_of_query
from runbook_site.checks.postgresql.rowset import Columns, Rowset, Scope
from runbook_site.snippets.sql_tree import inner, kind_of, strings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.checks.postgresql.resolve import Resolver


class FromItems:
    """Reads the items of a FROM clause into its scope."""

    def __init__(self, resolver: Resolver) -> None:
        """Read for a resolver, which keeps what is wrong."""
        self.resolver = resolver

    def read(self, item: Any, scope: Scope) -> list[Rowset]:  # noqa: ANN401 - protobuf messages are not typed
        """Add an item to a scope; gives the rowsets that it is."""
        match kind_of(item):
            case "RangeVar":
                found = [self.relation(item, scope)]
            case "JoinExpr":
                return self._join(item, scope)
            case "RangeSubselect":
                inside = scope.inside() if item.lateral else scope.beside()
                columns = self.resolver.query(inner(item.subquery), inside)
                query = inner(item.subquery)
                given = strings(item.alias.colnames) if item.HasField("alias") else []
                types = types_of_query(self.resolver, query, given) if kind_of(query) == "SelectStmt" else {}
                found = [_aliased(item, "", columns, types)]
            case "RangeFunction":
                found = [self._function(item, scope)]
            case "RangeTableSample":
                return self.read(inner(item.relation), scope)
            case _:
                found = [Rowset(_alias(item), None)]
        scope.rowsets += found
        return found

    def relation(self, node: Any, scope: Scope) -> Rowset:  # noqa: ANN401
        """A relation by its name: a query of WITH, one of the system's, or the application's."""
        resolver = self.resolver
        known = resolver.known
        name = node.relname
        if resolver.is_open(node.location):
            return Rowset(_alias(node) or name, None)
        if not node.schemaname and name in scope.ctes:
            cte = scope.ctes[name]
            return _aliased(node, name, cte.columns, {} if node.alias.colnames else cte.types)
        complaint = relation_complaint(known, node.schemaname, name)
        resolver.say("relation", complaint, resolver.places(node.location)[-1])
        if complaint is not None or name in known.made:
            return Rowset(_alias(node) or name, None)
        system = known.system_relation(node.schemaname, name)
        if system is not None:
            if node.HasField("alias") and node.alias.colnames:
                return Rowset(_alias(node), None)
            return known.rowset(name, _alias(node), system)
        columns = known.schema.relations.get(name) if node.schemaname in {"", "public"} else None
        return _aliased(node, name, columns)

    def _join(self, item: Any, scope: Scope) -> list[Rowset]:  # noqa: ANN401
        before = list(scope.rowsets)
        left = self.read(inner(item.larg), scope)
        right = self.read(inner(item.rarg), scope)
        sides = [*left, *right]
        scope.merged |= {*strings(item.using_clause), *([EVERY] if item.is_natural else [])}
        inside = Scope(scope.outer, scope.ctes, [*before, *sides], scope.merged)
        self.resolver.visit(inner(item.quals), inside)
        self.resolver.types.condition(inner(item.quals), inside, "ON")
        for name in strings(item.using_clause):
            for side in (left, right):
                self._using(name, side)
        if not item.HasField("alias"):
            return sides
        together: Columns | None = {}
        for rowset in sides:
            together = None if together is None or rowset.columns is None else {**together, **rowset.columns}
        joined = Rowset(_alias(item), None if item.alias.colnames else together)
        scope.rowsets[:] = [*before, joined]
        return [joined]

    def _using(self, name: str, side: list[Rowset]) -> None:
        """A column of USING, which both sides have to have."""
        if any(rowset.columns is None or name in rowset.columns for rowset in side):
            return
        resolver = self.resolver
        at = resolver.readable.find(name)
        resolver.say("column", column_complaint(resolver.known, name, side), (at, at + len(name)))

    def _function(self, item: Any, scope: Scope) -> Rowset:  # noqa: ANN401
        """A function in FROM; what it gives is told by its forms."""
        calls = [inner(inner(entry).items[0]) for entry in item.functions]
        for call in calls:
            self.resolver.visit(call, scope)
        kinds = [self.resolver.types.of(call, scope) for call in calls]
        alias = _alias(item)
        call = calls[0]
        if len(calls) != 1 or kind_of(call) != "FuncCall" or item.coldeflist:
            return Rowset(alias, None)
        name = strings(call.funcname)[-1]
        columns = self._columns(item, name, alias)
        types = function_types(self.resolver, name, list(columns or ()), kinds[0])
        return Rowset(alias or name, columns, types=types)

    def _columns(self, item: Any, name: str, alias: str) -> Columns | None:  # noqa: ANN401
        known = self.resolver.known
        forms = [form for form in known.catalog.functions.get(name, ()) if form.versions & known.wanted]
        columns = {form.columns for form in forms}
        given = strings(item.alias.colnames) if item.HasField("alias") else []
        if len(columns) != 1 or name in known.made or name in known.schema.functions:
            return None
        found = columns.pop()
        if found is None:
            return None
        names = list(found) or [alias or name]
        if len(given) > len(names) + bool(item.ordinality):
            message = f"'{alias}' is given {len(given)} names, and {name}() has {len(names)} to name"
            at = self.resolver.places(inner(inner(item.functions[0]).items[0]).location)[-1]
            self.resolver.say("shape", Complaint(message), at)
        names = [*given, *names[len(given) :]]
        if item.ordinality and len(given) <= len(found or (name,)):
            names.append("ordinality")
        return dict.fromkeys(names, -1)


def _alias(item: Any) -> str:  # noqa: ANN401
    return item.alias.aliasname if item.HasField("alias") else ""


def _aliased(
    item: Any,  # noqa: ANN401
    name: str,
    columns: Mapping[str, int] | None,
    types: Mapping[str, str] | None = None,
) -> Rowset:
    """A rowset under the alias of its item, with the names that the alias gives to its first columns."""
    given = strings(item.alias.colnames) if item.HasField("alias") else []
    if columns is not None and given:
        columns = dict.fromkeys([*given, *list(columns)[len(given) :]], -1)
    return Rowset(_alias(item) or name, columns, types=types or {})
