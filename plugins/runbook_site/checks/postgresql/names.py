"""Names of functions, relations, settings and types, held against what is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runbook_site.checks.postgresql.catalog import SYSTEM_SCHEMAS, union_of
from runbook_site.checks.postgresql.foreign_names import (
    ELSEWHERE,
    FOREIGN_FUNCTIONS,
    OPEN_SETTINGS,
    SETTING_WORDS,
    TYPE_WORDS,
)
from runbook_site.checks.postgresql.spelling import misspelt, short_slip, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runbook_site.checks.postgresql.knowledge import Knowledge

Kind = Literal[
    "relation", "column", "function", "setting", "type", "context", "option", "value", "shape", "never", "alias"
]


@dataclass(frozen=True, slots=True)
class NameProblem:
    """A name that means nothing, or cannot be used so.

    Attributes:
        kind: What it should name; ``context`` for a setting that cannot be set there. Besides names: an ``option``
            or privilege, a ``value``, the ``shape`` of a statement that PostgreSQL refuses, a comparison that is
            ``never`` true, an ``alias`` that should be a column.
        message: What is wrong.
        start: Where it begins in the statement.
        end: Where it ends.
        gone: Whether other versions than the newest have it, and none was named.
        alternatives: What may have been meant.
    """

    kind: Kind
    message: str
    start: int
    end: int
    gone: bool = False
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a name, wherever it stands."""

    message: str
    gone: bool = False
    alternatives: tuple[str, ...] = ()


_GRAMMAR_FUNCTIONS = ("coalesce", "nullif", "greatest", "least", "extract", "position", "substring", "overlay", "trim")
"""Functions that are known to the grammar alone."""

_EVERYDAY = ("now", "count", "sum", "max", "min", "avg", "age", "left", "lower", "upper", "round", "length")
"""Functions that most queries of a runbook are made of."""
_SHORT_NAME = 4
"""Names of fewer letters are near too many: they are held against the everyday ones alone."""


def of_other_version(known: Knowledge, what: str, bits: int, near: Iterable[str] = ()) -> Complaint | None:
    """What to say of something that some versions have: nothing where one that is wanted is among them."""
    if bits & known.wanted and not known.gone(bits):
        return None
    versions = known.catalog.shown(bits)
    if known.named:
        wanted = known.catalog.versions[known.wanted.bit_length() - 1]
        return Complaint(
            f"{what} does not exist in PostgreSQL {wanted}: it exists {versions}", alternatives=tuple(near)
        )
    message = f"{what} exists {versions}, and is gone since; name the version under 'sql' of service.yml if it is meant"
    return Complaint(message, gone=True, alternatives=tuple(near))


def relation_complaint(  # noqa: PLR0911 - each place that a name is looked up in has its own answer
    known: Knowledge, schema: str, name: str
) -> Complaint | None:
    """What is wrong with the name of a relation that is no query of WITH."""
    if name in known.made:
        return None
    columns = known.system_relation(schema, name)
    if columns is not None:
        return of_other_version(known, f"'{name}'", known.versions_of(columns))
    if schema in SYSTEM_SCHEMAS or (not schema and name.startswith("pg_") and not name.startswith(ELSEWHERE)):
        return _missing_in_system(known, schema, name)
    near_schema = misspelt(schema, SYSTEM_SCHEMAS)
    if near_schema:
        return Complaint(f"PostgreSQL has no schema '{schema}'; did you mean '{near_schema}'?")
    own = name in known.schema.relations
    if not schema and not own and name.startswith("p") and not name.startswith(ELSEWHERE):
        near = misspelt(name, [other for _, other in known.catalog.relations if other.startswith("pg_")], 1)
        if near:
            return Complaint(f"PostgreSQL has no relation '{name}'; did you mean '{near}'?", alternatives=(near,))
    if known.schema.complete and not own and schema in {"", "public"}:
        near = misspelt(name, [*known.schema.relations, *(n for p, n in known.catalog.relations if p == "pg_catalog")])
        hint = f"; did you mean '{near}'?" if near else suggestion(name, known.schema.relations)
        return Complaint(f"the schema of the service has no relation '{name}'{hint}")
    return None


def _missing_in_system(known: Knowledge, schema: str, name: str) -> Complaint | None:
    names = [other for place, other in known.catalog.relations if place == (schema or place)]
    near = misspelt(name, names, 2)
    if not near and not schema:
        return None
    hint = f"; did you mean '{near}'?" if near else suggestion(name, names)
    where = f" in {schema}" if schema else ""
    return Complaint(f"PostgreSQL has no relation '{name}'{where}{hint}", alternatives=(near,) if near else ())


def function_complaint(  # noqa: PLR0911 - as above
    known: Knowledge, schema: str, name: str, count: int | None
) -> Complaint | None:
    """What is wrong with a call.

    Args:
        known: What it is held against.
        schema: As written; empty where none is.
        name: The function.
        count: How many arguments it is given; ``None`` where that is not certain.
    """
    if schema not in {"", *SYSTEM_SCHEMAS} or name in known.made or name in known.schema.functions:
        return None
    forms = known.catalog.functions.get(name, ())
    if forms:
        bits = union_of([form.versions for form in forms])
        complaint = of_other_version(known, f"the function {name}()", bits)
        if complaint is not None or count is None or (count == 1 and name in known.catalog.types):
            return complaint  # with one argument, a cast may be written as a call
        return _count_complaint(known, name, count)
    if name in known.catalog.types or name in known.schema.types or name in TYPE_WORDS:
        return None  # a cast that is written as a call
    if not schema and name in FOREIGN_FUNCTIONS:
        dialect, instead = FOREIGN_FUNCTIONS[name]
        return Complaint(f"PostgreSQL has no function {name}(), which is {dialect}; use {instead}")
    if name.startswith(ELSEWHERE) or (known.foreign and not name.startswith("pg_")):
        return None
    near = _near_function(known, name, count)
    if near or schema or known.schema.complete:
        hint = f"; did you mean '{near}'?" if near else suggestion(name, [*known.schema.functions])
        return Complaint(f"PostgreSQL has no function {name}(){hint}", alternatives=(near,) if near else ())
    return None


def _near_function(known: Knowledge, name: str, count: int | None) -> str:
    """The function that is meant: of several as near, one that takes the arguments, and the commoner one."""
    forms = known.catalog.functions
    everyday = [each for each in _EVERYDAY if count is None or any(form.takes(count) for form in forms[each])]
    near = short_slip(name, everyday) if len(name) < _SHORT_NAME else misspelt(name, everyday)
    return near or misspelt(name, (*known.catalog.functions, *_GRAMMAR_FUNCTIONS))


def _count_complaint(known: Knowledge, name: str, count: int) -> Complaint | None:
    forms = [form for form in known.catalog.functions[name] if form.versions & known.wanted]
    if any(form.takes(count) for form in forms):
        return None
    elsewhere = [form.versions for form in known.catalog.functions[name] if form.takes(count)]
    given = "1 argument" if count == 1 else f"{count} arguments"
    if elsewhere:
        return of_other_version(known, f"{name}() with {given}", union_of(elsewhere))
    takes = sorted({number for form in forms for number in (form.least, form.most) if number >= 0})
    numbers = " or ".join(map(str, takes))
    return Complaint(f"{name}() is given {given} and takes {numbers}")


def setting_complaint(known: Knowledge, name: str) -> Complaint | None:
    """What is wrong with the name of a setting."""
    folded = name.lower()
    if "." in folded or folded in SETTING_WORDS or folded.startswith(OPEN_SETTINGS):
        return None
    found = known.catalog.settings.get(folded)
    if found is not None:
        return of_other_version(known, f"the setting '{name}'", found[0])
    near = misspelt(folded, known.catalog.settings)
    hint = f"; did you mean '{near}'?" if near else suggestion(folded, known.catalog.settings)
    return Complaint(f"PostgreSQL has no setting '{name}'{hint}", alternatives=(near,) if near else ())


_CONTEXTS: Mapping[str, tuple[str, frozenset[str]]] = {
    "internal": ("is fixed when the server is built or its files are made", frozenset({"set", "role", "system"})),
    "postmaster": ("changes only when the server starts anew", frozenset({"set", "role"})),
    "sighup": ("is set for the whole server", frozenset({"set", "role"})),
    "backend": ("is set when a session begins", frozenset({"set"})),
    "superuser-backend": ("is set when a session begins", frozenset({"set"})),
}
_INSTEAD = {
    "internal": "take it away",
    "postmaster": "use ALTER SYSTEM SET, and start the server anew",
    "sighup": "use ALTER SYSTEM SET, and SELECT pg_reload_conf()",
    "backend": "give it with the connection: PGOPTIONS='-c name=value'",
    "superuser-backend": "give it with the connection: PGOPTIONS='-c name=value'",
}


def context_complaint(known: Knowledge, name: str, how: Literal["set", "role", "system"]) -> Complaint | None:
    """What is wrong with setting a setting by ``SET``, for a role or database, or by ``ALTER SYSTEM``."""
    context = known.catalog.settings.get(name.lower(), (0, ""))[1]
    why, refused = _CONTEXTS.get(context, ("", frozenset()))
    if how not in refused:
        return None
    words = {"set": "SET", "role": "ALTER ROLE and ALTER DATABASE", "system": "ALTER SYSTEM"}[how]
    return Complaint(f"'{name}' cannot be changed by {words}: it {why}; {_INSTEAD[context]}")


def type_complaint(known: Knowledge, name: str) -> Complaint | None:
    """What is wrong with the name of a type: types of the database's own are not known."""
    if name in known.schema.types or name in known.made or name in TYPE_WORDS:
        return None
    # An array's type has the name of what it holds, behind a line: ``_int4``.
    bits = known.catalog.types.get(name) or known.catalog.types.get(name.removeprefix("_"))
    if bits is not None:
        return of_other_version(known, f"the type '{name}'", bits)
    near = misspelt(name, [*known.catalog.types, *TYPE_WORDS])
    return Complaint(f"PostgreSQL has no type '{name}'; did you mean '{near}'?") if near else None
