"""Which form of a function or operator its arguments choose.

A type is ``unknown`` of a text in quotes and of NULL, which become what is needed, and ``None`` where only the
database knows it.

Source: PostgreSQL documentation, "Type Conversion"; ``func_match_argtypes``, ``func_select_candidate``,
``can_coerce_type``, ``select_common_type``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from runbook_site.checks.postgresql.type_catalog import TypedForm, type_catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

UNKNOWN = "unknown"
_ANY = frozenset({"any", "anyelement", "anycompatible"})
_ANY_ARRAY = frozenset({"anyarray", "anycompatiblearray"})
_ANY_PLAIN = frozenset({"anynonarray", "anycompatiblenonarray"})
_ANY_RANGE = frozenset({"anyrange", "anycompatiblerange", "anymultirange", "anycompatiblemultirange"})
_PLAIN = frozenset({UNKNOWN, "int2", "int4", "int8", "numeric", "float8"})
_ELEMENTS = frozenset({"anyelement", "anycompatible", *_ANY_PLAIN})


class Fit(NamedTuple):
    """A form with its arguments laid out as a call gives them."""

    form: TypedForm
    takes: tuple[str, ...]


def becomes(source: str | None, target: str) -> bool:  # noqa: PLR0911 - each kind of target has its own answer
    """Whether a value of one type is taken where another is needed, without a cast."""
    if source is None or source in {UNKNOWN, target} or target in _ANY:
        return True
    types = type_catalog()
    known = types.type(source)
    if known is None:
        return True
    if target in _ANY_ARRAY:
        return known.category == "A"
    if target in _ANY_PLAIN:
        return known.category != "A"
    if target == "anyenum":
        return known.kind == "e"
    if target in _ANY_RANGE:
        return known.kind in {"r", "m"}
    if types.casts(source).get(target) == "i":
        return True
    wanted = types.type(target)
    if wanted is None or wanted.kind == "p":
        return wanted is None
    if wanted.kind == "d":
        return becomes(source, wanted.base)
    return bool(known.element) and bool(wanted.element) and becomes(known.element, wanted.element)


def castable(source: str, target: str) -> bool:
    """Whether a cast from one type to the other can be written, whatever comes of it."""
    types = type_catalog()
    one, other = types.type(source), types.type(target)
    if source in {UNKNOWN, target} or one is None or other is None or "p" in {one.kind, other.kind}:
        return True
    if other.kind == "d":
        return castable(source, other.base)
    if "S" in {one.category, other.category} or "char" in {source, target}:
        return True  # through the text of the value
    if target in types.casts(source):
        return True
    if one.element and other.element:
        return castable(one.element, other.element)
    return becomes(source, target)


def laid_out(form: TypedForm, names: Sequence[str], count: int) -> Fit | None:
    """A form as a call uses it; ``None`` where it takes another number of arguments, or none of a name.

    Args:
        form: The form.
        names: Of the arguments that are given by name, the last ones.
        count: How many are given.
    """
    takes = form.takes
    if names:
        if form.is_open or count > len(takes) or any(name not in form.names for name in names):
            return None
        placed = count - len(names)
        indexes = [form.names.index(name) for name in names]
        if min(indexes) < placed or any(i not in indexes for i in range(placed, form.least)):
            return None
        return Fit(form, (*takes[:placed], *(takes[i] for i in indexes)))
    if form.is_open and count >= len(takes):
        found = type_catalog().type(takes[-1])
        each = "any" if found is None or not found.element else found.element
        each = {"anyarray": "anyelement", "anycompatiblearray": "anycompatible"}.get(takes[-1], each)
        return Fit(form, (*takes[:-1], *[each] * (count - len(takes) + 1)))
    return Fit(form, takes[:count]) if form.least <= count <= len(takes) else None


def fitting(forms: Iterable[TypedForm], given: Sequence[str | None], names: Sequence[str] = ()) -> list[Fit]:
    """The forms that take arguments of some types."""
    laid = [fit for form in forms if (fit := laid_out(form, names, len(given))) is not None]
    # Versions may differ in the names of the arguments alone.
    unlike = {(fit.takes, fit.form.gives): fit for fit in laid if all(map(becomes, given, fit.takes))}
    return list(unlike.values())


def is_undecided(fits: list[Fit], given: Sequence[str | None]) -> bool:
    """Whether texts in quotes and numbers fit several forms, and PostgreSQL takes none of them.

    Nothing is said of other types, and of forms that take any type: the rules for these changed over the versions.
    """
    plain = all(each in _PLAIN for each in given)
    fixed = all((kind := type_catalog().type(each)) and kind.kind == "b" for fit in fits for each in fit.takes)
    return plain and fixed and len({fit.takes for fit in fits}) > 1 and chosen(fits, given) is None


def chosen(fits: list[Fit], given: Sequence[str | None]) -> Fit | None:
    """The form that a call uses; ``None`` where that cannot be told."""
    if len(fits) == 1:
        return fits[0]
    if not fits or None in given:
        return None
    fits = _best(fits, lambda fit: sum(a == b for a, b in zip(given, fit.takes, strict=True)))
    if len(fits) > 1:
        fits = _best(fits, lambda fit: sum(map(_is_near, given, fit.takes)))
    for index, each in enumerate(given):
        if each == UNKNOWN and len(fits) > 1:
            fits = _for_text(fits, index)
    if len(fits) > 1:
        known = {each for each in given if each != UNKNOWN}
        if len(known) == 1 and UNKNOWN in given:
            only = next(iter(known))
            fits = [fit for fit in fits if all(becomes(only, each) for each in fit.takes)] or fits
    return fits[0] if len(fits) == 1 else None


def _best(fits: list[Fit], score: Callable[[Fit], int]) -> list[Fit]:
    """The forms with the highest score."""
    scores = [score(fit) for fit in fits]
    return [fit for fit, each in zip(fits, scores, strict=True) if each == max(scores)]


def _is_near(given: str | None, takes: str) -> bool:
    """Whether an argument fits as it is, or becomes the preferred type of its category."""
    if given == UNKNOWN or given is None:
        return False
    types = type_catalog()
    one, other = types.type(given), types.type(takes)
    same = one is not None and other is not None and one.category == other.category
    return given == takes or (same and other is not None and other.preferred)


def _for_text(fits: list[Fit], index: int) -> list[Fit]:
    """The forms that are left where one argument is a text in quotes."""
    types = type_catalog()
    found = [types.type(fit.takes[index]) for fit in fits]
    categories = {each.category for each in found if each is not None}
    category = "S" if "S" in categories else next(iter(categories)) if len(categories) == 1 else ""
    if not category:
        return fits
    left = [fit for fit, each in zip(fits, found, strict=True) if each is not None and each.category == category]
    preferred = [fit for fit in left if (each := types.type(fit.takes[index])) is not None and each.preferred]
    return preferred or left or fits


def result_of(fit: Fit, given: Sequence[str | None]) -> str | None:
    """The type of a call's result."""
    types = type_catalog()
    gives = fit.form.gives
    if gives in _ELEMENTS:
        for each, takes in zip(given, fit.takes, strict=True):
            known = types.type(each) if each is not None else None
            if takes in _ANY_ARRAY and known is not None and known.element:
                return known.element
            if takes in _ELEMENTS and gives == "anyelement" and each not in {None, UNKNOWN}:
                return each
        return None
    if gives in _ANY_ARRAY:
        pairs = zip(given, fit.takes, strict=True)
        if (array := next((each for each, takes in pairs if takes in _ANY_ARRAY and each), None)) is not None:
            return array if array != UNKNOWN else None
        element = next((each for each, takes in zip(given, fit.takes, strict=True) if takes in _ELEMENTS), None)
        return types.array_of(element) if element not in {None, UNKNOWN} and element is not None else None
    return types.plain(gives)


def common(given: Sequence[str | None]) -> tuple[str | None, tuple[str, str] | None]:
    """The type that several values become together, and the two that cannot meet."""
    if None in given:
        return None, None
    types = type_catalog()
    found = UNKNOWN
    for each in given:
        if each is None or each in {UNKNOWN, found}:
            continue
        if found == UNKNOWN:
            found = each
            continue
        one, other = types.type(found), types.type(each)
        if one is None or other is None:
            return None, None
        if one.category != other.category:
            return None, (found, each)
        if not one.preferred and becomes(found, each) and not becomes(each, found):
            found = each
    wrong = next((each for each in given if not becomes(each, found)), None)
    return (found, None) if wrong is None else (None, (found, wrong))
