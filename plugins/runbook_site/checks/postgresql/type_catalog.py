"""The types of PostgreSQL's columns, functions and operators, version by version.

The data (``types.json.xz``, made by ``harvest/postgresql_types.py`` from real servers with the extensions that come
with them) has behind each form a number with a bit for each version that has it: bit 0 for the first of ``servers``.
Types are called as the server does internally: ``int4``, ``timestamptz``, ``_text`` for an array of texts.

Source of the rules: PostgreSQL documentation, "Type Conversion"; ``parse_func.c``, ``parse_coerce.c``.
"""

from __future__ import annotations

import json
import lzma
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORM = 1
_LONG_NAMES = {
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "float4": "real",
    "float8": "double precision",
    "bool": "boolean",
    "bpchar": "character",
    "varchar": "character varying",
    "timestamptz": "timestamp with time zone",
    "timestamp": "timestamp without time zone",
    "timetz": "time with time zone",
}


class TypedForm(NamedTuple):
    """One way to call a function or operator.

    Attributes:
        takes: The types of its arguments.
        gives: The type of its result.
        least: How many arguments have to be given.
        is_open: Whether the last one can be given any number of times.
        kind: ``f`` a function, ``a`` an aggregate, ``o`` and ``h`` those with WITHIN GROUP, ``w`` a window function,
            ``p`` a procedure; empty of an operator.
        names: Those of the arguments, where they have some.
        outs: The types of the columns that it gives in FROM, where it gives several.
    """

    takes: tuple[str, ...]
    gives: str
    least: int
    is_open: bool = False
    kind: str = ""
    names: tuple[str, ...] = ()
    outs: tuple[str, ...] = ()


class Type(NamedTuple):
    """A type.

    Attributes:
        category: PostgreSQL's letter for types that are alike: ``N`` numbers, ``S`` texts, ``D`` times.
        preferred: Whether it is the one of its category that others become.
        kind: ``b`` a base type, ``d`` a domain, ``p`` a pseudo-type, ``e`` an enumeration, ``r`` a range.
        base: Of a domain, what it is made from.
        element: Of an array, what it holds.
    """

    category: str
    preferred: bool
    kind: str
    base: str
    element: str


class TypeCatalog:
    """All versions at once."""

    def __init__(self, read: Mapping[str, Any]) -> None:
        """Look up in what the file holds."""
        self._columns: Mapping[str, Mapping[str, Mapping[str, int]]] = read["columns"]
        self._functions: Mapping[str, list[Any]] = read["functions"]
        self._operators: Mapping[str, list[Any]] = read["operators"]
        self._casts: Mapping[str, list[Any]] = read["casts"]
        self._types = {name: Type(*each) for name, each in read["types"].items()}
        self._arrays = {each.element: name for name, each in self._types.items() if each.element and name[0] == "_"}

    def type(self, name: str) -> Type | None:
        """A type by its name; ``None`` where the database may have made it."""
        return self._types.get(name)

    def plain(self, name: str) -> str | None:
        """A type as expressions have it: a domain as what it is made from; ``None`` where that is not certain."""
        found = self._types.get(name)
        if found is None or found.kind == "p":
            return None
        return self.plain(found.base) if found.kind == "d" else name

    def array_of(self, name: str) -> str | None:
        """The type of arrays of a type."""
        return self._arrays.get(name)

    def column(self, relation: str, name: str, wanted: int) -> str | None:
        """The type of a system's column, where all the versions wanted agree on it."""
        types = [each for each, bits in self._columns.get(relation, {}).get(name, {}).items() if bits & wanted]
        return self.plain(types[0]) if len(types) == 1 else None

    def functions(self, name: str, wanted: int) -> list[TypedForm]:
        """The forms of a function."""
        return [
            TypedForm(tuple(takes), gives, least, is_open, kind, tuple(names or ()), tuple(outs))
            for takes, names, least, is_open, kind, gives, _, outs, bits in self._functions.get(name, ())
            if bits & wanted
        ]

    def operators(self, name: str, wanted: int) -> list[TypedForm]:
        """The forms of an operator: of one argument where it stands in front of it."""
        return [
            TypedForm((left, right) if left else (right,), gives, 2 if left else 1)
            for left, right, gives, bits in self._operators.get(name, ())
            if bits & wanted and right
        ]

    @cache  # noqa: B019 - there is one catalog
    def casts(self, source: str) -> Mapping[str, str]:
        """What a type can be cast to, and when: ``i`` wherever it is needed, ``a`` in assignments, ``e`` by a cast."""
        return {target: context for target, context, _ in self._casts.get(source, ())}


def shown_type(name: str) -> str:
    """A type as SQL writes it."""
    if name.startswith("_"):
        return f"{shown_type(name[1:])}[]"
    return _LONG_NAMES.get(name, name)


@cache
def type_catalog() -> TypeCatalog:
    """The types that the package carries.

    Raises:
        ValueError: They are damaged, or not of the form that this version reads.
    """
    data = (files(__package__) / "types.json.xz").read_bytes()
    try:
        read = json.loads(lzma.decompress(data))
    except (lzma.LZMAError, ValueError) as error:
        message = f"the types of PostgreSQL are damaged: {error}; install the package again"
        raise ValueError(message) from error
    if not isinstance(read, dict) or read.get("form") != _FORM:
        message = f"the types of PostgreSQL are not of form {_FORM}; install the package again"
        raise ValueError(message)
    return TypeCatalog(read)
