"""The expression of ``find``: what joins two tests has one on either side, and brackets come in pairs.

Held against findutils 4.9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.grammars.argument import Argument
    from runbook_site.grammars.reading import Reading

_BETWEEN = frozenset({"-o", "-or", "-a", "-and"})
_NOT = frozenset({"!", "-not"})
_IN_FRONT = frozenset({"-H", "-L", "-P", "-E", "-X", "-d", "-s", "-x", "-f", "-D", "-O0", "-O1", "-O2", "-O3"})
"""Options in front of the folders."""
_TWO_VALUES = frozenset({"-fprintf"})
_SIGNS = frozenset({"", ",", ";", "+"})
_RUNS = frozenset({"-exec", "-execdir", "-ok", "-okdir"})


def check_expression(reading: Reading) -> None:
    """Report an operator of ``find`` that lacks a test, a bracket without its other half, a folder behind the tests."""
    words = _words(reading)
    if reading.unsure or not words or any(each.many or not each.whole for each in words):
        return
    found = _ending(words[-1]) or _wrong_word(words, any_value=bool(_TWO_VALUES.intersection(reading.given)))
    if found is not None:
        word, message = found
        reading.report("operand-count", message, (word.start, word.end))
    elif _is_open(words):
        message = "'find' takes a ')' for each '(' and the other way around"
        reading.report("operand-count", message, reading.span)


def _ending(last: Argument) -> tuple[Argument, str] | None:
    if last.known not in _BETWEEN | _NOT:
        return None
    return last, f"'find' takes a test behind '{last.known}', and none is given"


def _wrong_word(words: Sequence[Argument], *, any_value: bool) -> tuple[Argument, str] | None:
    """An operator with no test in front of it, or a folder behind the first test."""
    before = ""
    for word in words:
        if word.known in _BETWEEN and (not before or before in {"(", *_BETWEEN, *_NOT}):
            return word, f"'find' takes a test in front of '{word.known}', and none is given"
        if word.known[:1] in {"-", "(", ")", "!"}:
            before = before if word.known in _IN_FRONT else word.known
        elif before and not any_value and word.known[:1] not in _SIGNS and not word.known.isdecimal():
            return word, f"'find' takes folders in front of its tests: write '{word.known}' there"
    return None


def _is_open(words: Sequence[Argument]) -> bool:
    level = 0
    for word in words:
        level += {"(": 1, ")": -1}.get(word.known, 0)
        if level < 0:
            return True
    return level > 0


def _words(reading: Reading) -> list[Argument]:
    """The words of the expression, without the values of its tests and the commands that it runs."""
    found: list[Argument] = []
    values = {id(given.word) for _, given in reading.values}
    runs = False
    for word in reading.arguments:
        if runs:
            runs = word.known not in {";", "+"}
        elif word.known in _RUNS:
            runs = True
            found.append(word)
        elif id(word) not in values:
            found.append(word)
    return found
