"""Values of the AWS CLI, as shorthand and JSON give them, with their places."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

UNKNOWN = "\ue000"
"""Stands in a text for what the shell puts there."""

ScalarKind = Literal["text", "string", "integer", "number", "boolean", "null"]
"""What a value is: ``text`` in shorthand, which says nothing of types, else a type of JSON."""

_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, and where it stands."""

    text: str
    start: int
    end: int
    kind: ScalarKind = "text"


@dataclass(frozen=True, slots=True)
class Items:
    """Several values."""

    items: tuple[Value, ...]
    start: int
    end: int
    kind: Literal["text", "json"] = "text"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Keys with values."""

    pairs: tuple[tuple[Scalar, Value], ...]
    start: int
    end: int
    kind: Literal["text", "json"] = "text"


Value = Scalar | Items | Pairs


def is_open(value: Value) -> bool:
    """Whether a part of a value is not known, so that there may be more to it."""
    if isinstance(value, Scalar):
        return UNKNOWN in value.text
    if isinstance(value, Items):
        return any(is_open(each) for each in value.items)
    return any(UNKNOWN in key.text or is_open(each) for key, each in value.pairs)


def from_json(text: str) -> Value:
    """The value that a text of JSON says, with places as far as they can be told.

    Raises:
        ValueError: It is no JSON.
        RecursionError: It is nested too deep.
    """
    return _tree(json.loads(text), text, 0)


def _tree(plain: object, text: str, depth: int) -> Value:
    if depth > _DEEPEST:
        return Scalar(UNKNOWN, 0, len(text), "null")
    if isinstance(plain, dict):
        pairs = ((_placed(key, text), _tree(each, text, depth + 1)) for key, each in plain.items())
        return Pairs(tuple(pairs), 0, len(text), "json")
    if isinstance(plain, list):
        return Items(tuple(_tree(each, text, depth + 1) for each in plain), 0, len(text), "json")
    if isinstance(plain, str):
        return _placed(plain, text)
    return Scalar(json.dumps(plain), 0, len(text), _kind(plain))


def _kind(plain: object) -> ScalarKind:
    if plain is None:
        return "null"
    if isinstance(plain, bool):
        return "boolean"
    return "integer" if isinstance(plain, int) else "number"


def _placed(string: str, text: str) -> Scalar:
    """A string where it stands; where it stands several times, nobody knows which."""
    written = json.dumps(string, ensure_ascii=False)
    at = text.find(written)
    sure = at >= 0 and text.find(written, at + 1) < 0
    return Scalar(string, at if sure else 0, at + len(written) if sure else len(text), "string")
