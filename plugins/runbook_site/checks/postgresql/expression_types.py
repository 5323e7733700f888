"""The types of expressions, as far as they are known, and what PostgreSQL refuses because of them.

What only the database knows (a column of a table without its DDL, a function of its own) has no type, and nothing is
said of what it stands in.

Source: PostgreSQL documentation, "Type Conversion"; ``parse_expr.c``, ``parse_oper.c``, ``parse_func.c``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.call_types import CallTypes
from runbook_site.checks.postgresql.coercion import UNKNOWN, becomes, castable, common
from runbook_site.checks.postgresql.intervals import interval_complaint
from runbook_site.checks.postgresql.literals import literal_complaint
from runbook_site.checks.postgresql.names import Complaint
from runbook_site.checks.postgresql.operator_types import OperatorTypes
from runbook_site.checks.postgresql.type_catalog import shown_type, type_catalog
from runbook_site.snippets.sql_tree import constant, enum_name, inner, kind_of, strings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from runbook_site.checks.postgresql.query_types import Typed
    from runbook_site.checks.postgresql.resolve import Resolver
    from runbook_site.checks.postgresql.rowset import Rowset, Scope

_SYSTEM_COLUMNS = {"ctid": "tid", "xmin": "xid", "xmax": "xid", "cmin": "cid", "cmax": "cid", "tableoid": "oid"}
_SQL_VALUES = {
    "SVFOP_CURRENT_DATE": "date",
    "SVFOP_CURRENT_TIME": "timetz",
    "SVFOP_CURRENT_TIMESTAMP": "timestamptz",
    "SVFOP_LOCALTIME": "time",
    "SVFOP_LOCALTIMESTAMP": "timestamp",
}
_TOKEN = re.compile(r"'(?:[^']|'')*+'|\d[\w.]*+|\(\s*+\w*+|[-+*/<>=~!@#%^&|`?]++")
"""What an expression begins with that does not begin with a name."""
_LARGEST = 2**63
_CAST_HINTS = {
    ("timestamptz", "N"): "; extract(epoch from …) gives seconds",
    ("timestamp", "N"): "; extract(epoch from …) gives seconds",
    ("interval", "N"): "; extract(epoch from …) gives seconds",
}


class ExpressionTypes:
    """Tells the types of expressions, and says what is wrong with them."""

    def __init__(self, resolver: Resolver) -> None:
        """Tell for a resolver, which keeps what is wrong."""
        self.resolver = resolver
        self.known = resolver.known
        self.queries: dict[int, list[Typed]] = {}
        self.calls = CallTypes(self)
        self.operators = OperatorTypes(self)
        self._handlers: Mapping[str, Callable[[Any, Scope], str | None]] = {
            "ColumnRef": self._column,
            "A_Const": self._constant,
            "TypeCast": self._cast,
            "FuncCall": self.calls.call,
            "A_Expr": self.operators.operator,
            "BoolExpr": self._conditions,
            "NullTest": self._null_test,
            "BooleanTest": self._boolean_test,
            "CaseExpr": self._case,
            "CoalesceExpr": self._coalesce,
            "MinMaxExpr": self._greatest,
            "A_ArrayExpr": self._array,
            "CollateClause": self._collated,
            "SubLink": self._sublink,
            "SQLValueFunction": self._sql_value,
            "A_Indirection": self._indirection,
        }

    def of(self, node: Any, scope: Scope) -> str | None:  # noqa: ANN401 - protobuf messages are not typed by kind
        """The type of an expression; ``None`` where it is not known."""
        handler = self._handlers.get(kind_of(node)) if node is not None else None
        return handler(node, scope) if handler is not None else None

    def condition(self, node: Any, scope: Scope, what: str) -> None:  # noqa: ANN401
        """Say what is wrong with an expression that has to be true or false."""
        if node is None:
            return
        found = self.of(node, scope)
        if found == UNKNOWN:
            self.literal(node, "bool")
        elif found is not None and found != "bool":
            message = f"{what} takes a condition, and this is of the type {shown_type(found)}"
            self.say_at(node, Complaint(message))

    def count(self, node: Any, scope: Scope, what: str) -> None:  # noqa: ANN401
        """Say what is wrong with the number behind LIMIT or OFFSET."""
        if node is None:
            return
        found = self.of(node, scope)
        if found == UNKNOWN:
            self.literal(node, "int8")
        elif found is not None and not becomes(found, "int8") and "int8" not in type_catalog().casts(found):
            self.say_at(node, Complaint(f"{what} takes a number, and this is of the type {shown_type(found)}"))
        elif kind_of(node) == "A_Const" and node.HasField("ival") and node.ival.ival < 0:
            self.say_at(node, Complaint(f"{what} takes no negative number"))

    def literal(self, node: Any, kind: str | None) -> bool:  # noqa: ANN401
        """Say what is wrong with a text in quotes that becomes a value of a type; whether there is anything."""
        said = constant(node) if node is not None else None
        if said is None or kind is None or (complaint := literal_complaint(kind, said)) is None:
            return False
        start = self.resolver.offsets(node.location)
        readable = self.resolver.readable
        if readable[start + 1 : start + 1 + len(said)] == said and readable[start : start + 1] == "'":
            # With the quotes: of an empty text, nothing stands between them.
            self.resolver.say("value", complaint, (start, start + len(said) + 2))
        return True

    def say_at(self, node: Any, complaint: Complaint) -> None:  # noqa: ANN401
        """Keep a complaint about an expression."""
        location = getattr(node, "location", None)
        if location is None or self.is_masked(node):
            return
        found = _TOKEN.match(self.resolver.readable, self.resolver.offsets(location))
        place = found.span() if found is not None else self.resolver.places(location)[-1]
        self.resolver.say("shape", complaint, place)

    def is_masked(self, node: Any) -> bool:  # noqa: ANN401
        """Whether an expression begins with what its author left open."""
        return self.resolver.is_open(node.location)

    # Leaves

    def _column(self, node: Any, scope: Scope) -> str | None:  # noqa: ANN401
        names = strings(node.fields)
        if not names or len(names) != len(node.fields) or self.resolver.is_open(node.location):
            return None
        if len(names) > 1:
            rowset = scope.called(names[-2])
            return _type_in(rowset, names[-1]) if rowset is not None else None
        return self._plain_column(names[0], scope)

    def _plain_column(self, name: str, scope: Scope) -> str | None:
        level: Scope | None = scope
        while level is not None:
            if any(rowset.columns is None for rowset in level.rowsets):
                return None
            having = [rowset for rowset in level.rowsets if name in (rowset.columns or {})]
            if having:
                types = {_type_in(rowset, name) for rowset in having}
                return types.pop() if len(types) == 1 else None
            if level.rowsets and name in _SYSTEM_COLUMNS:
                return _SYSTEM_COLUMNS[name] if len(level.rowsets) == 1 else None
            level = level.outer
        return None

    def _constant(self, node: Any, _: Scope) -> str | None:  # noqa: ANN401
        start = self.resolver.offsets(node.location)
        end = start + 1
        while end < len(self.resolver.readable) and self.resolver.readable[end].isalnum():
            end += 1
        if not node.isnull and self.resolver.text[start:end] != self.resolver.readable[start:end]:
            return None
        if node.isnull:
            return UNKNOWN
        kind = node.WhichOneof("val")
        if kind == "sval":
            return UNKNOWN if self._is_whole(node) else None
        if kind == "fval":
            text = node.fval.fval
            return "int8" if text.isdigit() and int(text) < _LARGEST else "numeric"
        return {"ival": "int4", "boolval": "bool"}.get(kind)

    def _is_whole(self, node: Any) -> bool:  # noqa: ANN401
        """Whether a text in quotes is as its author wrote it."""
        start = self.resolver.offsets(node.location)
        end = start + len(node.sval.sval) + 2
        return self.resolver.text[start:end] == self.resolver.readable[start:end]

    def _sql_value(self, node: Any, _: Scope) -> str | None:  # noqa: ANN401
        name = enum_name(node, "op").removesuffix("_N")
        return _SQL_VALUES.get(name, "name")

    # What stands around others

    def _cast(self, node: Any, scope: Scope) -> str | None:  # noqa: ANN401
        value = inner(node.arg)
        source = self.of(value, scope)
        target = self.named_type(node.type_name)
        if source == UNKNOWN:
            # Of the units of an interval, `Expressions.cast` tells.
            if target != "interval" or interval_complaint(constant(value) or "") is None:
                self.literal(value, target)
        elif source is not None and target is not None and not castable(source, target):
            known = type_catalog().type(target)
            hint = _CAST_HINTS.get((source, known.category if known is not None else ""), "")
            message = f"the type {shown_type(source)} cannot be cast to {shown_type(target)}{hint}"
            self.resolver.say("shape", Complaint(message), self.resolver.places(node.type_name.location)[-1])
        return target

    def named_type(self, node: Any) -> str | None:  # noqa: ANN401
        """The type that is written."""
        names = strings(node.names)
        if not names or node.setof or node.pct_type or self.resolver.is_open(node.location):
            return None
        name = names[-1]
        if name in self.known.made or name in self.known.schema.types:
            return None
        found = type_catalog().plain(name)
        if found is not None and len(node.array_bounds):
            return type_catalog().array_of(found)
        return found

    def _conditions(self, node: Any, scope: Scope) -> str:  # noqa: ANN401
        what = enum_name(node, "boolop").removesuffix("_EXPR")
        for each in node.args:
            self.condition(inner(each), scope, what)
        return "bool"

    def _null_test(self, node: Any, scope: Scope) -> str:  # noqa: ANN401
        self.of(inner(node.arg), scope)
        return "bool"

    def _boolean_test(self, node: Any, scope: Scope) -> str:  # noqa: ANN401
        self.condition(inner(node.arg), scope, enum_name(node, "booltesttype").replace("_", " "))
        return "bool"

    def _case(self, node: Any, scope: Scope) -> str | None:  # noqa: ANN401
        tested = inner(node.arg)
        kind = self.of(tested, scope) if tested is not None else None
        results = []
        for when in map(inner, node.args):
            if tested is None:
                self.condition(inner(when.expr), scope, "WHEN")
            else:
                self.operators.compare("=", (tested, kind), inner(when.expr), scope, node.location)
            results.append(inner(when.result))
        if node.HasField("defresult"):
            results.append(inner(node.defresult))
        return self.meeting(results, scope, "CASE")

    def _coalesce(self, node: Any, scope: Scope) -> str | None:  # noqa: ANN401
        return self.meeting(map(inner, node.args), scope, "coalesce()")

    def _greatest(self, node: Any, scope: Scope) -> str | None:  # noqa: ANN401
        name = enum_name(node, "op").removeprefix("IS_").lower()
        return self.meeting(map(inner, node.args), scope, f"{name}()")

    def _array(self, node: Any, scope: Scope) -> str | None:  # noqa: ANN401
        types = type_catalog()
        elements = [inner(each) for each in node.elements]
        kinds = [self.of(each, scope) for each in elements]
        known = [types.type(kind) for kind in kinds if kind is not None]
        if any(kind is not None and kind.category == "A" for kind in known):
            return None
        found = self._met(elements, kinds, "an array")
        return types.array_of("text" if found == UNKNOWN else found) if found is not None else None

    def _collated(self, node: Any, scope: Scope) -> str | None:  # noqa: ANN401
        return self.of(inner(node.arg), scope)

    def _indirection(self, node: Any, scope: Scope) -> str | None:  # noqa: ANN401
        found = self.of(inner(node.arg), scope)
        parts = [inner(each) for each in node.indirection]
        known = type_catalog().type(found) if found is not None else None
        one = len(parts) == 1 and kind_of(parts[0]) == "A_Indices" and not parts[0].is_slice
        return known.element if one and known is not None and known.element else None

    def meeting(self, nodes: Iterable[Any], scope: Scope, what: str) -> str | None:
        """The type that several values become together; says so where they cannot."""
        listed = list(nodes)
        return self._met(listed, [self.of(node, scope) for node in listed], what)

    def _met(self, listed: list[Any], types: list[str | None], what: str) -> str | None:
        """The type that values of some types become together."""
        found, wrong = common(types)
        if wrong is not None:
            at = listed[types.index(wrong[1])]
            one, other = map(shown_type, wrong)
            message = f"{what} is given the types {one} and {other}, which do not meet; cast one, such as ::text"
            self.say_at(at, Complaint(message))
            return None
        for node, kind in zip(listed, types, strict=True):
            if kind == UNKNOWN and found not in {None, UNKNOWN}:
                self.literal(node, found)
        return found

    # Queries in expressions

    def _sublink(self, node: Any, scope: Scope) -> str | None:  # noqa: ANN401
        kind = enum_name(node, "sub_link_type")
        types = self.query(inner(node.subselect))
        if kind == "EXISTS_SUBLINK":
            return "bool"
        tested = inner(node.testexpr)
        if types is not None and len(types) > 1 and kind_of(tested) != "RowExpr":
            self.say_at(node, Complaint(f"this query has {len(types)} columns, and one is needed"))
            return None
        only = types[0] if types else None
        if kind in {"ANY_SUBLINK", "ALL_SUBLINK"}:
            if kind_of(tested) != "RowExpr":
                name = strings(node.oper_name)[-1:] or ["="]
                given = self.of(tested, scope), "text" if only == UNKNOWN else only
                self.operators.pair(name[0], given, (tested, None), node.location)
            return "bool"
        if only == UNKNOWN:
            only = "text"
        if kind == "ARRAY_SUBLINK":
            return type_catalog().array_of(only) if only is not None else None
        return only if kind == "EXPR_SUBLINK" else None

    def keep(self, node: Any, columns: list[Typed] | None) -> None:  # noqa: ANN401
        """Keep a query's columns with their types."""
        if node.target_list and columns is not None:
            self.queries[inner(node.target_list[0]).location] = columns

    def names(self, node: Any) -> list[str] | None:  # noqa: ANN401
        """The names of a query's columns: those of the first one of a UNION."""
        while node.HasField("larg"):
            node = node.larg
        columns = self.queries.get(inner(node.target_list[0]).location) if node.target_list else None
        return None if columns is None else [name for name, _ in columns]

    def query(self, node: Any) -> tuple[str | None, ...] | None:  # noqa: ANN401
        """The types of a query's columns, where it has been gone through and has a certain number of them."""
        if kind_of(node) != "SelectStmt":
            return None
        if node.HasField("larg"):
            left, right = self.query(node.larg), self.query(node.rarg)
            if left is None or right is None or len(left) != len(right):
                return None
            return tuple(common(pair)[0] for pair in zip(left, right, strict=True))
        columns = self.queries.get(inner(node.target_list[0]).location) if node.target_list else None
        return None if columns is None else tuple(kind for _, kind in columns)


def _type_in(rowset: Rowset, name: str) -> str | None:
    found = rowset.types.get(name)
    if found is None and rowset.columns is not None and name not in rowset.columns:
        return _SYSTEM_COLUMNS.get(name) if rowset.relation else None
    return found
