"""The names in expressions: columns, functions, types, and the settings and relations that a text names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.ambiguity import ambiguity_complaint
from runbook_site.checks.postgresql.column_names import column_complaint, missing_in_from
from runbook_site.checks.postgresql.intervals import interval_complaint
from runbook_site.checks.postgresql.names import (
    Complaint,
    Kind,
    function_complaint,
    relation_complaint,
    setting_complaint,
    type_complaint,
)
from runbook_site.checks.postgresql.rowset import SYSTEM_COLUMNS, Rowset, Scope
from runbook_site.checks.postgresql.setting_values import value_complaint
from runbook_site.checks.postgresql.system_values import never_complaint
from runbook_site.snippets.sql_tree import children, constant, enum_name, inner, kind_of, strings

if TYPE_CHECKING:
    from runbook_site.checks.postgresql.resolve import Resolver

_SQL_SYNTAX = "COERCE_SQL_SYNTAX"


class Expressions:
    """Looks up the names in expressions."""

    def __init__(self, resolver: Resolver) -> None:
        """Look up for a resolver, which keeps what is wrong."""
        self.resolver = resolver
        self.known = resolver.known

    def column(self, node: Any, scope: Scope) -> None:  # noqa: ANN401
        """A column, or a whole row."""
        names = strings(node.fields)
        if not names or self.resolver.is_open(node.location):
            return
        places = self.resolver.places(node.location)
        if len(node.fields) == 1:
            self._plain_column(names[0], places[0], list(scope.all_rowsets()))
            self.resolver.say("shape", ambiguity_complaint(self.known, names[0], scope), places[0])
            return
        rowset = scope.called(names[-2] if len(names) == len(node.fields) else names[-1])
        if rowset is None:
            if len(node.fields) == 2:  # noqa: PLR2004 - alias and column
                self.resolver.say("relation", missing_in_from(names[0], scope), places[0])
        elif len(names) == len(node.fields) and rowset.columns is not None and len(places) > 1:
            self._plain_column(names[-1], places[len(names) - 1 if len(places) >= len(names) else -1], [rowset])

    def _plain_column(self, name: str, place: tuple[int, int], rowsets: list[Rowset]) -> None:
        found = 0
        for rowset in rowsets:
            if rowset.columns is None or rowset.name == name:
                return
            found |= rowset.columns.get(name, 0)
        if name in SYSTEM_COLUMNS and rowsets:
            return
        if found == 0 or (found > 0 and self.known.gone(found)):
            quoted = self.resolver.readable[place[0]] == '"'
            self.resolver.say("column", column_complaint(self.known, name, rowsets, quoted=quoted), place)

    def function(self, node: Any, scope: Scope) -> None:  # noqa: ANN401
        """A call."""
        names = strings(node.funcname)
        argument = constant(inner(node.args[0])) if node.args else None
        if enum_name(node, "funcformat") != _SQL_SYNTAX and not self.resolver.is_open(node.location):
            schema = names[0] if len(names) > 1 else ""
            named = any(kind_of(inner(each)) == "NamedArgExpr" for each in node.args)
            count = None if node.func_variadic or named else len(node.args)
            if count is not None and node.agg_within_group:
                count += len(node.agg_order)
            place = self.resolver.places(node.location)
            self.resolver.say("function", function_complaint(self.known, schema, names[-1], count), place[-1])
            if names[-1] in {"current_setting", "set_config"} and argument is not None:
                self._literal("setting", setting_complaint(self.known, argument), inner(node.args[0]))
                value = constant(inner(node.args[1])) if names[-1] == "set_config" and len(node.args) > 1 else None
                if value is not None:
                    self._literal("value", value_complaint(self.known, argument, value), inner(node.args[1]))
        for child in children(node):
            self.resolver.visit(child, scope)

    def cast(self, node: Any, scope: Scope) -> None:  # noqa: ANN401
        """A cast: its type, and the relation that a text is cast to."""
        self._type_name(node.type_name)
        value = inner(node.arg)
        said = constant(value)
        if said is not None and strings(node.type_name.names)[-1:] == ["interval"]:
            self._literal("value", interval_complaint(said), value)
        if said is not None and strings(node.type_name.names)[-1:] == ["regclass"]:
            schema, _, name = said.rpartition(".")
            if name.isidentifier() and name.islower():
                self._literal("relation", relation_complaint(self.known, schema, name), value)
        self.resolver.visit(value, scope)

    def _type_name(self, node: Any) -> None:  # noqa: ANN401
        """The name of a type, where the grammar does not know it itself."""
        names = strings(node.names)
        if len(names) == 1 and not self.resolver.is_open(node.location):
            self.resolver.say("type", type_complaint(self.known, names[0]), self.resolver.places(node.location)[-1])

    def operator(self, node: Any, scope: Scope) -> None:  # noqa: ANN401
        """An operator; of comparisons with ``pg_settings.name``, the names too."""
        left = inner(node.lexpr)
        settings = any(rowset.relation == "pg_settings" for rowset in scope.rowsets)
        by_name = settings and kind_of(left) == "ColumnRef" and strings(left.fields)[-1:] == ["name"]
        if by_name and strings(node.name)[-1:] in (["="], ["<>"]):
            self._setting_literals(inner(node.rexpr))
        if strings(node.name)[-1:] in (["="], ["<>"]):
            self._never_true(node, left, scope)
        for child in children(node):
            self.resolver.visit(child, scope)

    def _never_true(self, node: Any, left: Any, scope: Scope) -> None:  # noqa: ANN401
        """A comparison with NULL, or of a system's column with what it cannot hold."""
        right = inner(node.rexpr)
        kind = enum_name(node, "kind")
        if kind == "AEXPR_OP" and any(kind_of(side) == "A_Const" and side.isnull for side in (left, right)):
            sign = strings(node.name)[-1]
            instead = "IS NULL" if sign == "=" else "IS NOT NULL"
            place = self.resolver.offsets(node.location)
            written = self.resolver.readable[place : place + 2].strip()
            complaint = Complaint(f"a comparison with NULL is never true; write {instead}")
            self.resolver.say("never", complaint, (place, place + len(written)))
        if kind_of(left) != "ColumnRef" or kind not in {"AEXPR_OP", "AEXPR_IN"} or self.resolver.is_open(left.location):
            return
        names = strings(left.fields)
        rowset = self._rowset_of(names, scope) if len(names) == len(left.fields) else None
        if rowset is None or not rowset.relation:
            return
        for each in right.items if kind_of(right) == "List" else [right]:
            value = inner(each) if kind_of(right) == "List" else each
            said = constant(value)
            if said is not None:
                self._literal("never", never_complaint(rowset.relation, names[-1], said), value)

    def _rowset_of(self, names: list[str], scope: Scope) -> Rowset | None:
        """The rowset that a column belongs to, where that is certain."""
        if len(names) > 1:
            return scope.called(names[-2])
        having = [each for each in scope.rowsets if each.columns is None or names[0] in each.columns]
        return having[0] if len(having) == 1 else None

    def _setting_literals(self, right: Any) -> None:  # noqa: ANN401
        for each in right.items if kind_of(right) == "List" else [right]:
            node = inner(each) if kind_of(right) == "List" else each
            name = constant(node) if node is not None else None
            if name is not None and name.lower() not in self.known.catalog.settings:
                self._literal("setting", setting_complaint(self.known, name), node)

    def _literal(self, kind: Kind, complaint: Complaint | None, node: Any) -> None:  # noqa: ANN401
        """Keep a complaint about what stands in a string literal."""
        start = self.resolver.offsets(node.location)
        length = len(node.sval.sval)
        if self.resolver.readable[start + 1 : start + 1 + length] == node.sval.sval:
            self.resolver.say(kind, complaint, (start + 1, start + 1 + length))
