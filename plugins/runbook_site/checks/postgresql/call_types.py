"""The types of function calls, and the arguments that no form of a function takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.catalog import SYSTEM_SCHEMAS
from runbook_site.checks.postgresql.coercion import UNKNOWN, Fit, chosen, fitting, is_undecided, result_of
from runbook_site.checks.postgresql.names import Complaint
from runbook_site.checks.postgresql.type_catalog import shown_type, type_catalog
from runbook_site.snippets.sql_tree import inner, kind_of, strings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.checks.postgresql.expression_types import ExpressionTypes
    from runbook_site.checks.postgresql.rowset import Scope
    from runbook_site.checks.postgresql.type_catalog import TypedForm

_SHOWN = 3
_WITHIN = frozenset({"o", "h"})


class CallTypes:
    """Tells the types of calls."""

    def __init__(self, types: ExpressionTypes) -> None:
        """Tell for expressions, and ask them for the arguments."""
        self.types = types
        self.resolver = types.resolver

    def call(self, node: Any, scope: Scope) -> str | None:  # noqa: ANN401 - protobuf messages are not typed by kind
        """The type of a call."""
        arguments, names = self._arguments(node)
        given = [self.types.of(each, scope) for each in arguments]
        if node.HasField("agg_filter"):
            self.types.condition(inner(node.agg_filter), scope, "FILTER (WHERE …)")
        forms = self._forms(node)
        if not forms or node.func_variadic:
            return None
        name = strings(node.funcname)[-1]
        fits = fitting(forms, given, names)
        if not fits:
            if not (len(given) == 1 and type_catalog().type(name)):  # a cast that is written as a call
                self._say_refused(node, forms, given, names)
            return None
        self._say_kind(node, {fit.form.kind for fit in fits})
        fit = chosen(fits, given)
        for index, each in enumerate(arguments):
            if given[index] == UNKNOWN:
                self.types.literal(each, _needed(fits, fit, index))
        if fit is not None:
            return result_of(fit, given)
        if is_undecided(fits, given) and type_catalog().type(name) is None:
            takes = " or ".join(dict.fromkeys(f"({', '.join(map(shown_type, each.takes))})" for each in fits[:_SHOWN]))
            message = f"{name}() is there for {takes}, and PostgreSQL cannot decide; cast to what is meant"
            self.resolver.say("function", Complaint(message), self.resolver.places(node.location)[-1])
            return None
        results = {result_of(each, given) for each in fits}
        return results.pop() if len(results) == 1 else None

    def forms(self, name: str) -> list[TypedForm]:
        """The forms of a function of PostgreSQL's own."""
        known = self.types.known
        if known.foreign or name in known.made or name in known.schema.functions:
            return []
        return [form for form in type_catalog().functions(name, known.wanted) if form.kind != "p"]

    def _forms(self, node: Any) -> list[TypedForm]:  # noqa: ANN401
        names = strings(node.funcname)
        schema = names[0] if len(names) > 1 else ""
        if schema not in {"", *SYSTEM_SCHEMAS} or self.resolver.is_open(node.location):
            return []
        return self.forms(names[-1])

    @staticmethod
    def _arguments(node: Any) -> tuple[list[Any], list[str]]:  # noqa: ANN401
        """The arguments of a call, and the names of the last ones."""
        arguments, names = [], []
        for each in map(inner, node.args):
            if kind_of(each) == "NamedArgExpr":
                names.append(each.name)
                arguments.append(inner(each.arg))
            else:
                arguments.append(each)
        if node.agg_within_group:
            arguments += [inner(inner(each).node) for each in node.agg_order]
        return arguments, names

    def _say_refused(self, node: Any, forms: list[TypedForm], given: Sequence[str | None], names: list[str]) -> None:  # noqa: ANN401
        name = strings(node.funcname)[-1]
        if not names and not any(
            form.least <= len(given) and (form.is_open or len(given) <= len(form.takes)) for form in forms
        ):
            return  # the number is said already
        stray = next((each for each in names if not any(each in form.names for form in forms)), None)
        if stray is not None:
            listed = ", ".join(dict.fromkeys(each for form in forms for each in form.names))
            message = f"{name}() has no argument '{stray}'{f'; it has {listed}' if listed else ''}"
        else:
            takes = " or ".join(dict.fromkeys(_signature(form) for form in _nearest(forms, len(given))))
            shown = ", ".join("a text in quotes" if each == UNKNOWN else shown_type(each or "…") for each in given)
            message = f"{name}() is given ({shown}) and takes {takes}"
            if name == "round" and len(given) > 1 and given[0] in {"float8", "float4"}:
                message += "; cast to numeric: round(x::numeric, 2)"
        self.resolver.say("function", Complaint(message), self.resolver.places(node.location)[-1])

    def _say_kind(self, node: Any, kinds: set[str]) -> None:  # noqa: ANN401
        name = strings(node.funcname)[-1]
        message = ""
        if kinds == {"w"} and not node.HasField("over"):
            message = f"{name}() needs OVER (…) behind it"
        elif kinds <= _WITHIN and not node.agg_within_group:
            message = f"{name}() needs WITHIN GROUP (ORDER BY …) behind it"
        elif kinds == {"a"} and not node.args and not node.agg_star:
            message = f"{name}() is given nothing; write {name}(*)"
        elif kinds == {"f"} and node.HasField("over"):
            message = f"{name}() is no window function and no aggregate: OVER cannot stand behind it"
        if message:
            self.resolver.say("shape", Complaint(message), self.resolver.places(node.location)[-1])


def _needed(fits: list[Fit], fit: Fit | None, index: int) -> str | None:
    """The type that an argument becomes; ``None`` where forms differ."""
    kinds = {each.takes[index] for each in ([fit] if fit is not None else fits)}
    return kinds.pop() if len(kinds) == 1 else None


def _nearest(forms: list[TypedForm], count: int) -> list[TypedForm]:
    """Some forms that show what a function takes: those of as many arguments in the first place."""
    same = [form for form in forms if form.least <= count <= len(form.takes)]
    return (same or forms)[:_SHOWN]


def _signature(form: TypedForm) -> str:
    return f"({', '.join(map(shown_type, form.takes))})"
