"""What is built into PostgreSQL, version by version.

The data (``catalog.json.xz``, made by ``harvest/postgresql.py`` from real servers) has behind each thing a number
with a bit for each version that has it: bit 0 for the first of ``servers``. ``system`` and each of ``extensions``
hold ``relations`` (``schema.name``: columns), ``functions`` (name: forms of least and most arguments and of the
columns that it gives, ``-1`` for any number, ``null`` for columns that the call decides) and ``types``; ``settings``
have the context in which they can be set. ``values`` are those that the newest server takes for its settings: the
kind, the unit, the least, the most, and the words of an enumeration.
"""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_FORM = 1
SYSTEM_SCHEMAS = ("pg_catalog", "information_schema")


class Form(NamedTuple):
    """One way to call a function.

    Attributes:
        least: How many arguments it takes at least.
        most: How many at most; -1 for any number.
        columns: The columns that it gives in FROM: none for a single value, ``None`` where the call decides.
        versions: Bits of the versions that have it.
    """

    least: int
    most: int
    columns: tuple[str, ...] | None
    versions: int

    def takes(self, count: int) -> bool:
        """Whether it can be called with that many arguments."""
        return self.least <= count and (self.most < 0 or count <= self.most)


class SettingValues(NamedTuple):
    """What the newest version takes as a setting's value.

    Attributes:
        kind: ``bool``, ``enum``, ``integer`` or ``real``.
        unit: What a number without a unit is counted in; empty where none can stand behind it.
        least: The smallest number, in that unit.
        most: The largest.
        words: Of an enumeration, as far as the server shows them.
    """

    kind: str
    unit: str
    least: float | None
    most: float | None
    words: tuple[str, ...]


@dataclass(frozen=True)
class Catalog:
    """All versions at once.

    Attributes:
        versions: The major versions, ascending.
        relations: By schema and name: the bits of each column.
        functions: By name, the forms.
        types: By name, the bits.
        settings: By name, bits and context.
        values: By name, what settings other than texts take in the newest version.
        extension_of: The extension that a relation or function comes with.
    """

    versions: tuple[str, ...]
    relations: Mapping[tuple[str, str], Mapping[str, int]]
    functions: Mapping[str, tuple[Form, ...]]
    types: Mapping[str, int]
    settings: Mapping[str, tuple[int, str]]
    values: Mapping[str, SettingValues]
    extension_of: Mapping[str, str]

    def bits(self, version: str) -> int:
        """The bit of a version such as ``16`` or ``16.4``; of all where it is empty or none of these."""
        major = version.strip().partition(".")[0]
        return 1 << self.versions.index(major) if major in self.versions else self.every

    def holds(self, version: str) -> bool:
        """Whether a version is among these."""
        return version.strip().partition(".")[0] in self.versions

    @property
    def every(self) -> int:
        """The bits of all versions."""
        return (1 << len(self.versions)) - 1

    @property
    def newest(self) -> int:
        """The bit of the newest version."""
        return 1 << (len(self.versions) - 1)

    @cached_property
    def unqualified(self) -> Mapping[str, Mapping[str, int]]:
        """Relations that are found without their schema: those of ``pg_catalog`` and of extensions."""
        return {name: columns for (schema, name), columns in self.relations.items() if schema != "information_schema"}

    def shown(self, bits: int) -> str:
        """Bits of versions in words: ``12``, ``13 to 16``, ``12 and from 17 on``."""
        runs: list[tuple[int, int]] = []
        for index in range(len(self.versions)):
            if bits >> index & 1:
                if runs and runs[-1][1] == index - 1:
                    runs[-1] = runs[-1][0], index
                else:
                    runs.append((index, index))
        return " and ".join(self._run(first, last) for first, last in runs)

    def _run(self, first: int, last: int) -> str:
        if last == len(self.versions) - 1:
            return f"from {self.versions[first]} on"
        if first == 0:
            return f"up to {self.versions[last]}"
        return self.versions[first] if first == last else f"{self.versions[first]} to {self.versions[last]}"


@cache
def catalog() -> Catalog:
    """The catalog that the package carries.

    Raises:
        ValueError: It is not of the form that this version reads.
    """
    data = (files(__package__) / "catalog.json.xz").read_bytes()
    return read_catalog(data)


def read_catalog(data: bytes) -> Catalog:
    """The catalog in a file.

    Raises:
        ValueError: It is damaged, or of another form.
    """
    try:
        read = json.loads(lzma.decompress(data))
    except (lzma.LZMAError, ValueError) as error:
        message = f"the catalog of PostgreSQL is damaged: {error}; install the package again"
        raise ValueError(message) from error
    if not isinstance(read, dict) or read.get("form") != _FORM:
        message = f"the catalog of PostgreSQL is not of form {_FORM}; install the package again"
        raise ValueError(message)
    builder = _Builder()
    builder.add(read["system"], "")
    for name, extension in read["extensions"].items():
        builder.add(extension, name)
    return Catalog(
        tuple(server.partition(".")[0] for server in read["servers"]),
        builder.relations,
        {name: tuple(forms) for name, forms in builder.functions.items()},
        builder.types,
        {name: (bits, context) for name, (bits, context) in read["settings"].items()},
        {
            name.lower(): SettingValues(kind, unit, least, most, tuple(words))
            for name, (kind, unit, least, most, words) in read["values"].items()
        },
        builder.extension_of,
    )


@dataclass
class _Builder:
    """What is in the system and in every extension, put together."""

    relations: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    functions: dict[str, list[Form]] = field(default_factory=dict)
    types: dict[str, int] = field(default_factory=dict)
    extension_of: dict[str, str] = field(default_factory=dict)

    def add(self, objects: Mapping[str, Any], extension: str) -> None:
        for full_name, columns in objects["relations"].items():
            schema, _, name = full_name.partition(".")
            self.relations[schema, name] = columns
            if extension:
                self.extension_of[name] = extension
        for name, forms in objects["functions"].items():
            if extension and name not in self.functions:
                self.extension_of[name] = extension
            self.functions.setdefault(name, []).extend(
                Form(least, most, None if columns is None else tuple(columns), bits)
                for least, most, columns, bits in forms
            )
        for name, bits in objects["types"].items():
            self.types[name] = self.types.get(name, 0) | bits


def union_of(bits: Collection[int]) -> int:
    """The versions that have one of several things."""
    total = 0
    for each in bits:
        total |= each
    return total
