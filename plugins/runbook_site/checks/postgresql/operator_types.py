"""The types of operators, and the pairs of types that have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.coercion import UNKNOWN, becomes, chosen, fitting, result_of
from runbook_site.checks.postgresql.names import Complaint
from runbook_site.checks.postgresql.type_catalog import shown_type, type_catalog
from runbook_site.snippets.sql_tree import enum_name, inner, kind_of, strings

if TYPE_CHECKING:
    from runbook_site.checks.postgresql.expression_types import ExpressionTypes
    from runbook_site.checks.postgresql.rowset import Scope

_WRITTEN = re.compile(r"[-+*/<>=~!@#%^&|`?]++|\w+")
_OF_ARRAYS = frozenset({"AEXPR_OP_ANY", "AEXPR_OP_ALL"})
_BETWEEN = frozenset({"AEXPR_BETWEEN", "AEXPR_NOT_BETWEEN", "AEXPR_BETWEEN_SYM", "AEXPR_NOT_BETWEEN_SYM"})
_TIMES = frozenset({"timestamptz", "timestamp", "interval"})
_MOMENTS = frozenset({"timestamptz", "timestamp", "date"})


class OperatorTypes:
    """Tells the types of operators."""

    def __init__(self, types: ExpressionTypes) -> None:
        """Tell for expressions, and ask them for both sides."""
        self.types = types
        self.resolver = types.resolver

    def operator(self, node: Any, scope: Scope) -> str | None:  # noqa: ANN401, PLR0911 - one answer for each kind
        """The type of an operator with its sides."""
        kind = enum_name(node, "kind")
        names = strings(node.name)
        left, right = inner(node.lexpr), inner(node.rexpr)
        if len(names) != 1:
            return None
        if kind in _OF_ARRAYS:
            return self._of_array(names[0], node, scope)
        if kind in _BETWEEN or kind == "AEXPR_IN":
            given = left, self.types.of(left, scope)
            signs = (">=", "<=") if kind in _BETWEEN else ("=",) * len(right.items)
            if kind_of(right) == "List" and kind_of(left) != "RowExpr":
                for sign, each in zip(signs, map(inner, right.items), strict=True):
                    self.compare(sign, given, each, scope, node.location)
            return "bool"
        if "RowExpr" in {kind_of(left), kind_of(right)}:
            return None
        if kind == "AEXPR_SIMILAR":
            self.types.of(left, scope)
            return "bool"
        sides = self.types.of(left, scope), self.types.of(right, scope)
        if left is None:
            return self._prefix(names[0], sides[1], node.location)
        if kind == "AEXPR_NULLIF":
            self.pair("=", sides, (left, right), node.location)
            return sides[0]
        found = self.pair(names[0], sides, (left, right), node.location)
        return "bool" if kind in {"AEXPR_DISTINCT", "AEXPR_NOT_DISTINCT"} else found

    def compare(self, name: str, left: tuple[Any, str | None], right: Any, scope: Scope, location: int) -> None:  # noqa: ANN401
        """Look at an operator between a side whose type is known and another expression."""
        self.pair(name, (left[1], self.types.of(right, scope)), (left[0], right), location)

    def pair(
        self, name: str, given: tuple[str | None, str | None], nodes: tuple[Any, Any], location: int
    ) -> str | None:
        """The type of an operator between two sides; says so where they have none."""
        known = self.types.known
        if known.foreign or name in known.made or name in known.schema.functions:
            return None
        forms = [form for form in type_catalog().operators(name, known.wanted) if len(form.takes) == 2]  # noqa: PLR2004
        exact = _exact(given)
        fit = next((each for each in fitting(forms, exact) if each.takes == exact), None) if exact else None
        if fit is None:
            fits = fitting(forms, given)
            if not fits:
                if None not in given:
                    self._say_none(name, given, location)
                return None
            fit = chosen(fits, given)
            if fit is None:
                results = {result_of(each, given) for each in fits}
                return results.pop() if len(results) == 1 else None
        for index, node in enumerate(nodes):
            if given[index] == UNKNOWN:
                needed = fit.takes[index]
                other = given[1 - index]
                if needed.startswith("any") and fit.takes[0] == fit.takes[1]:
                    needed = other or needed
                if self.types.literal(node, needed):
                    return None
        return result_of(fit, exact or given)

    def _prefix(self, name: str, given: str | None, location: int) -> str | None:
        known = self.types.known
        forms = [each for each in type_catalog().operators(name, known.wanted) if len(each.takes) == 1]
        fits = fitting(forms, (given,))
        own = known.foreign or name in known.made or name in known.schema.functions
        if not fits and given not in {None, UNKNOWN} and not own:
            self._say_none(name, (given,), location)
        fit = chosen(fits, (given,))
        return result_of(fit, (given,)) if fit is not None else None

    def _of_array(self, name: str, node: Any, scope: Scope) -> str:  # noqa: ANN401
        left, right = inner(node.lexpr), inner(node.rexpr)
        one, many = self.types.of(left, scope), self.types.of(right, scope)
        if many == UNKNOWN and one is not None and one != UNKNOWN:
            self.types.literal(right, type_catalog().array_of(one))
        elif many is not None and many != UNKNOWN:
            known = type_catalog().type(many)
            if known is not None and known.category == "A":
                self.pair(name, (one, type_catalog().plain(known.element)), (left, None), node.location)
            elif known is not None:
                message = f"ANY and ALL take an array or a query, and this is of the type {shown_type(many)}"
                self.types.say_at(right, Complaint(message))
        return "bool"

    def _say_none(self, name: str, given: tuple[str | None, ...], location: int) -> None:
        at = self.resolver.offsets(location)
        found = _WRITTEN.match(self.resolver.readable, at)
        if found is None:
            return
        sides = " and ".join("a text in quotes" if each == UNKNOWN else shown_type(each or "…") for each in given)
        message = f"PostgreSQL has no operator {name} for {sides}{_hint(name, given)}"
        self.resolver.say("shape", Complaint(message), found.span())


def _exact(given: tuple[str | None, str | None]) -> tuple[str, str] | None:
    """Two types that are looked up first: a text in quotes is taken to be of the other side's type."""
    left, right = given
    if left is None or right is None:
        return None
    if left == UNKNOWN and right != UNKNOWN:
        return right, right
    return (left, left) if right == UNKNOWN and left != UNKNOWN else (left, right)


def _hint(name: str, given: tuple[str | None, ...]) -> str:  # noqa: PLR0911 - one answer for each mistake
    if name == "==":
        return "; equality is written ="
    kinds = {type_catalog().type(each).category if type_catalog().type(each) else "" for each in given if each}  # type: ignore[union-attr]
    if set(given) & _TIMES and "N" in kinds:
        return "; a length of time is written interval '5 minutes'"
    if set(given) & _MOMENTS and "interval" in given:
        return "; compare with now() - the interval"
    if kinds == {"S", "N"}:
        return "; cast one side, such as ::integer or ::text"
    if kinds == {"B", "N"}:
        return "; write true or false"
    if name in {"~~", "!~~", "~~*", "!~~*"} and not all(becomes(each, "text") for each in given):
        return "; LIKE takes texts: cast to text"
    return ""
