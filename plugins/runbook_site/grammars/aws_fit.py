"""Whether a value fits the shape that the AWS CLI's models give it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.grammars.aws_value import UNKNOWN, Items, Pairs, Scalar, is_open
from runbook_site.grammars.near import near, slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbook_site.grammars.aws_shape import Shape, ShapeKind, Shapes
    from runbook_site.grammars.aws_value import ScalarKind, Value

_DEEPEST = 60
_SHOWN = 8
_MOST_VALUES = 40
"""Of an enumeration. Longer ones (kinds of machines, engines' versions) grow while the model does not."""

_LONGEST = 40

COMPLEX = frozenset({"structure", "union", "map", "list"})
"""Kinds of shapes that hold others."""

_PATTERNS: dict[ShapeKind, re.Pattern[str]] = {
    "integer": re.compile(r"\s*[+-]?[0-9](?:_?[0-9])*\s*"),
    "number": re.compile(r"\s*[+-]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?\s*|[+-]?(?:nan|inf)"),
    "boolean": re.compile(r"true|false", re.IGNORECASE),
    # The CLI reads nearly every way of writing a time; something without a digit or a name of a day is none.
    "timestamp": re.compile(r"(?s:.*)[0-9](?s:.*)|now|today|", re.IGNORECASE),
}
"""What Python, which the AWS CLI is written in, reads as such."""

_JSON_TYPES: dict[ShapeKind, frozenset[ScalarKind]] = {
    "string": frozenset({"string", "null"}),
    "enum": frozenset({"string", "null"}),
    "blob": frozenset({"string", "null"}),
    "integer": frozenset({"integer", "boolean", "null"}),
    "number": frozenset({"integer", "number", "boolean", "null"}),
    "boolean": frozenset({"boolean", "null"}),
    "timestamp": frozenset({"string", "integer", "number", "null"}),
}
_NOUNS: dict[ShapeKind, str] = {
    "string": "text",
    "enum": "text",
    "blob": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "timestamp": "a point in time",
    "structure": "a structure",
    "union": "a structure",
    "map": "keys with values",
    "list": "a list",
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong with a part of a value, and where in its text."""

    message: str
    start: int
    end: int
    alternatives: tuple[str, ...] = ()


def misfits(shapes: Shapes, shape: Shape, value: Value, depth: int = 0) -> Iterator[Misfit]:
    """What does not fit. What is not known, and what is nested too deep, fits.

    A value of an enumeration that the model does not have is a misfit where the enumeration is short, or where it
    resembles one that it has by a letter; other case is none, since services differ there.

    Args:
        shapes: Of the service.
        shape: What the value has to look like.
        value: As shorthand or JSON gives it.
        depth: How deep it stands in another.

    Raises:
        ValueError, IndexError: The pack is damaged.
    """
    if shape.kind == "any" or depth > _DEEPEST:
        return
    if isinstance(value, Scalar) and (UNKNOWN in value.text or value.kind == "null"):
        return
    if shape.kind == "list":
        yield from _list(shapes, shape, value, depth)
    elif shape.kind not in COMPLEX and isinstance(value, Scalar):
        yield from _scalar(shape, value)
    elif shape.kind == "map" and isinstance(value, Pairs):
        for key, each in value.pairs:
            yield from _scalar(shapes[shape.key], key)
            yield from misfits(shapes, shapes[shape.member], each, depth + 1)
    elif shape.kind in COMPLEX and isinstance(value, Pairs):
        yield from _structure(shapes, shape, value, depth)
    elif not is_open(value) and not (isinstance(value, Scalar) and not value.text):
        yield _other_type(shape, value)


def _list(shapes: Shapes, shape: Shape, value: Value, depth: int) -> Iterator[Misfit]:
    if isinstance(value, Items):
        items = value.items
    elif value.kind == "text":
        items = (value,)  # in shorthand, ``Values=a`` is a list of one
    else:
        yield _other_type(shape, value)
        return
    for each in items:
        yield from misfits(shapes, shapes[shape.member], each, depth + 1)


def _structure(shapes: Shapes, shape: Shape, value: Pairs, depth: int) -> Iterator[Misfit]:
    for key, each in value.pairs:
        if key.text in shape.members:
            yield from misfits(shapes, shapes[shape.members[key.text]], each, depth + 1)
        elif UNKNOWN not in key.text:
            yield _unknown_member(shape, key)
    names = {key.text for key, _ in value.pairs}
    if is_open(value):
        return  # a variable may hold more members
    missing = tuple(each for each in shape.required if each not in names)
    if missing and not _misspelt(shape, names, missing):
        yield Misfit(f"needs the member {_listed(missing)}", value.start, value.end, missing)
    if shape.kind == "union" and len(names) != 1:
        yield Misfit(f"takes exactly one of the members {_listed(shape.members)}", value.start, value.end)


def _unknown_member(shape: Shape, key: Scalar) -> Misfit:
    close = near(key.text, shape.members, 0.6)
    meant = f"did you mean '{close[0]}'? its" if close else "its"
    message = f"has no member '{short(key.text)}'; {meant} members are {_listed(shape.members)}"
    return Misfit(message, key.start, key.end, close or tuple(shape.members)[:_SHOWN])


def _misspelt(shape: Shape, names: set[str], missing: tuple[str, ...]) -> bool:
    """Whether all that is missing is there under a wrong name, which is said already."""
    unknown = [each for each in names if each not in shape.members]
    return all(near(each, unknown, 0.6) for each in missing)


def _scalar(shape: Shape, value: Scalar) -> Iterator[Misfit]:
    text = value.text
    if UNKNOWN in text:
        return
    if not _has_type(shape.kind, value):
        yield _other_type(shape, value)
    elif shape.kind == "enum" and value.kind in {"text", "string"} and not _is_among(text, shape.values):
        message = f"takes {_listed(shape.values)}, and not '{short(text)}'"
        yield Misfit(message, value.start, value.end, near(text, shape.values) or shape.values[:_SHOWN])


def _has_type(kind: ShapeKind, value: Scalar) -> bool:
    if value.kind == "text":
        pattern = _PATTERNS.get(kind)
        return pattern is None or pattern.fullmatch(value.text) is not None
    return kind not in _JSON_TYPES or value.kind in _JSON_TYPES[kind]


def _is_among(text: str, values: tuple[str, ...]) -> bool:
    if text.casefold() in {each.casefold() for each in values}:
        return True
    return len(values) > _MOST_VALUES and slip(text, values) is None


def _other_type(shape: Shape, value: Value) -> Misfit:
    if isinstance(value, Items):
        what = "a list"
    elif isinstance(value, Pairs):
        what = "a structure"
    elif value.kind == "text":
        what = f"'{short(value.text)}'"
    elif value.kind == "string":
        what = f'"{short(value.text)}" in quotes'
    else:
        what = f"{value.text} without quotes"
    return Misfit(f"takes {_NOUNS.get(shape.kind, shape.kind)}, and not {what}", value.start, value.end)


def short(text: str) -> str:
    """A text as a message shows it."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    shown = "'" + "', '".join(every[:_SHOWN]) + "'"
    return f"{shown} and {len(every) - _SHOWN} more" if len(every) > _SHOWN else shown
