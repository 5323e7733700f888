"""Texts on which a regular expression may take time without end, made from the expression itself.

What repeats something that can be read in several ways tries all of them: twice as many for each time more. A sample of
what is repeated, many times over and with something wrong at its end, shows it.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

import re._parser as parser  # type: ignore[import-not-found]  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIMES = 26
"""Two to the power of this many steps take seconds; as many steps take none."""
_ENDS = ("\0", "!", "\n", "x", "")
_CHARACTERS = "0a A_-./:;=,'\"(){}[]<>$@%#&|\\\n\t*+?!`~^\u00e9"
_WAYS = range(4)
"""How many samples are made of each part, where it can be one of several."""
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


def texts_against(pattern: re.Pattern[str]) -> Iterator[str]:
    """Texts of at most some hundred characters."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    found = {each for way, full in product(_WAYS, (False, True)) for each in _pumps(tree, "", way, full=full)}
    for prefix, pump in sorted(found):
        for end in _ENDS:
            yield f"{prefix}{pump * _TIMES}{end}"


def _pumps(tree: Any, prefix: str, way: int, *, full: bool) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - of no public type
    """What stands in front of each part that repeats, and a sample of what it repeats."""
    for operator, value in tree:
        name = str(operator)
        if name in _REPEATS:
            pump = _sample(value[2], way, full=full)
            if value[1] > _TIMES and pump and name != "POSSESSIVE_REPEAT":
                yield prefix, pump
            yield from _pumps(value[2], prefix, way, full=full)
        else:
            for inside in _inside(name, value):
                yield from _pumps(inside, prefix, way, full=full)
        prefix += _sample([(operator, value)], way, full=full)


def _inside(name: str, value: Any) -> list[Any]:  # noqa: ANN401
    """The trees inside of a part."""
    match name:
        case "SUBPATTERN":
            return [value[3]]
        case "BRANCH":
            return list(value[1])
        case "ATOMIC_GROUP":
            return [value]
        case _:
            return []


def _sample(tree: Any, way: int, *, full: bool) -> str:  # noqa: ANN401
    """A text that a tree takes, as far as that is easily said; the shortest, or one with what may be left out too."""
    sample = ""
    for operator, value in tree:
        name = str(operator)
        if name == "LITERAL":
            sample += chr(value)
        elif name == "IN":
            sample += _character(value, way)
        elif name in {"ANY", "NOT_LITERAL"}:
            sample += "b" if value == ord("a") else "a"
        elif name in _REPEATS:
            sample += _sample(value[2], way, full=full) * max(value[0], min(value[1], int(full)))
        elif inside := _inside(name, value):
            sample += _sample(inside[way % len(inside)], way, full=full)
    return sample


def _character(items: Any, way: int) -> str:  # noqa: ANN401
    """A character of a class."""
    start = way * 7 % len(_CHARACTERS)
    negated = bool(items) and str(items[0][0]) == "NEGATE"
    for each in _CHARACTERS[start:] + _CHARACTERS[:start]:
        if any(_takes(str(operator), value, each) for operator, value in items) is not negated:
            return each
    return next((chr(value if isinstance(value, int) else value[0]) for _, value in items if value), "a")


def _takes(name: str, value: Any, character: str) -> bool:  # noqa: ANN401
    if name == "LITERAL":
        return bool(value == ord(character))
    if name == "RANGE":
        return bool(value[0] <= ord(character) <= value[1])
    if name != "CATEGORY":
        return False
    kind = str(value).removeprefix("CATEGORY_")
    signs = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
    return (re.match(signs[kind.removeprefix("NOT_")], character) is None) is kind.startswith("NOT_")
