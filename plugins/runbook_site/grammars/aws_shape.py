"""Shapes: what a value of the AWS CLI has to look like, and how they are written in a pack.

A shape is one line of text. Its first character says what it is; references to other shapes of the same service are
the letter of a scalar or the number of a line::

    e<TAB>ENABLED<TAB>DISABLED      one of these strings, as far as the service's model knows
    {Name! Values:[4 Count:i        a structure: members, ``!`` where required, with their shapes
    |Text Image:7                   a structure of which exactly one member is given
    [12                             a list
    ms:12                           a map: shapes of key and value

An empty line is a shape that was left out: anything will do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ShapeKind = Literal[
    "string", "integer", "number", "boolean", "timestamp", "blob", "any", "enum", "structure", "union", "list", "map"
]

SCALARS: Mapping[str, ShapeKind] = MappingProxyType(
    {
        "s": "string",
        "i": "integer",
        "n": "number",
        "b": "boolean",
        "t": "timestamp",
        "x": "blob",
        "j": "any",
    }
)
"""Letters of shapes that consist of nothing else. ``any`` is a JSON document without a shape."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value has to look like.

    Attributes:
        kind: What it is.
        values: Of an enumeration: those that the model knows. Services learn new ones before the model does.
        members: Of a structure or union: references by name.
        required: Of a structure: the members that have to be there.
        member: Of a list or map: reference to the shape of what it holds.
        key: Of a map: reference to the shape of its keys.
    """

    kind: ShapeKind
    values: tuple[str, ...] = ()
    members: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    required: tuple[str, ...] = ()
    member: str = "s"
    key: str = "s"


_SCALAR_SHAPES = {letter: Shape(kind) for letter, kind in SCALARS.items()}


class Shapes:
    """The shapes of one service, read when they are asked for."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Of the lines of the service's part of a pack."""
        self._lines = lines
        self._read: dict[str, Shape] = dict(_SCALAR_SHAPES)

    def __getitem__(self, reference: str) -> Shape:
        """The shape behind a reference; of a list's shorthand ``[4`` as well.

        Raises:
            ValueError, IndexError: The pack is damaged.
        """
        shape = self._read.get(reference)
        if shape is None:
            line = reference if reference.startswith("[") else self._lines[int(reference)]
            shape = self._read[reference] = shape_of(line)
        return shape


def shape_of(line: str) -> Shape:
    """Read one line.

    Raises:
        ValueError: It is none.
    """
    first, rest = line[:1], line[1:]
    if not first:
        return Shape("any")
    if first == "e":
        return Shape("enum", values=tuple(rest.split("\t")[1:]))
    if first == "[":
        return Shape("list", member=rest)
    if first == "m":
        key, _, member = rest.partition(":")
        return Shape("map", key=key, member=member)
    if first in {"{", "|"}:
        members: dict[str, str] = {}
        required = []
        for written in rest.split():
            name, _, reference = written.partition(":")
            if name.endswith("!"):
                name = name[:-1]
                required.append(name)
            members[name] = reference or "s"
        return Shape("structure" if first == "{" else "union", members=members, required=tuple(required))
    message = f"{line[:40]!r} is no shape"
    raise ValueError(message)
