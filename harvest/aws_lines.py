"""Lines of a service in a pack of the AWS CLI: its operations, and the shapes that their values take.

Their form is told in `runbook_site/grammars/aws_operation.py` and `runbook_site/grammars/aws_shape.py`.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import Any

Foreign = Any
"""An object of awscli's, which has no types."""

SCALARS = {
    "string": "s",
    "character": "s",
    "integer": "i",
    "long": "i",
    "float": "n",
    "double": "n",
    "bigdecimal": "n",
    "boolean": "b",
    "timestamp": "t",
    "blob": "x",
}

_REFERENCE = re.compile(r"(?:^m|^\[+|:\[*)([0-9]+)(?=[ :]|$)")

MOST_SHAPES = 20
DEEPEST = 2
"""A value of more shapes than that is written in a file and not on a command line: two levels of it are kept."""


@dataclass
class Lines:
    """The lines of one service.

    Attributes:
        operations: One for each operation.
        shapes: One for each shape.
        numbers: Number of the shape's line, by the model that it comes from and its name there.
        kept: The shapes, so that no other model gets the identity of theirs.
    """

    operations: list[str] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    numbers: dict[tuple[int, str], int] = field(default_factory=dict)
    kept: list[Foreign] = field(default_factory=list)

    def prune(self) -> None:
        """Leave out the depths of what is too large to be typed in."""
        kept: set[int] = set()
        for line in self.operations:
            for number in map(int, re.findall(r":\[*([0-9]+)(?: |$)", line)):
                reached = self._reached(number, sys.maxsize)
                kept |= reached if len(reached) <= MOST_SHAPES else self._reached(number, DEEPEST)
        self.shapes = [line if number in kept else "" for number, line in enumerate(self.shapes)]

    def _reached(self, number: int, deepest: int) -> set[int]:
        """A shape and those below it, down to some level of structures."""
        reached: dict[int, int] = {}
        waiting = [(number, 0)]
        while waiting:
            number, depth = waiting.pop()
            line = self.shapes[number]
            below = depth + line.startswith(("{", "|"))
            if below > deepest or reached.get(number, sys.maxsize) <= below:
                continue
            reached[number] = below
            waiting += [(int(each), below) for each in _REFERENCE.findall(line) if not line.startswith("e")]
        return set(reached)

    def text(self, name: str) -> str:
        """What stands in a block."""
        return "\n".join((f"\n= {name} {len(self.operations)}", *self.operations, *self.shapes))


def reference(shape: Foreign, lines: Lines) -> str:
    """The letter of a scalar; for everything else the number of its line, which is written where it is new."""
    serialization = shape.serialization
    if getattr(shape, "is_document_type", False) or (
        serialization.get("jsonvalue") and serialization.get("location") == "header"
    ):
        return "j"
    kind = shape.type_name
    enum = getattr(shape, "enum", None)
    if kind in SCALARS and not enum:
        return SCALARS[kind]
    if kind == "list" and (member := _scalar(shape.member)):
        return f"[{member}"
    key = (id(shape._shape_resolver) if hasattr(shape, "_shape_resolver") else 0, shape.name)  # noqa: SLF001 - names are unique in one model only
    if key not in lines.numbers:
        lines.kept.append(shape)
        lines.numbers[key] = number = len(lines.shapes)
        lines.shapes.append("")
        lines.shapes[number] = _written(shape, lines)
    return str(lines.numbers[key])


def _scalar(shape: Foreign) -> str:
    return SCALARS.get(shape.type_name, "") if not getattr(shape, "enum", None) else ""


def _written(shape: Foreign, lines: Lines) -> str:
    if getattr(shape, "enum", None):
        return "\t".join(("e", *shape.enum))
    if shape.type_name == "list":
        return f"[{reference(shape.member, lines)}"
    if shape.type_name == "map":
        return f"m{reference(shape.key, lines)}:{reference(shape.value, lines)}"
    required = set(shape.required_members)
    members = []
    for name, member in shape.members.items():
        written = reference(member, lines)
        members.append(f"{name}{'!' if name in required else ''}{'' if written == 's' else f':{written}'}")
    return ("|" if getattr(shape, "is_tagged_union", False) else "{") + " ".join(members)
