"""Regular expressions that authors wrote, tried without the risk of waiting for ever."""

from __future__ import annotations

import math
import re

_MOST_STEPS = 5_000_000
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_COUNT = re.compile(r"\{(\d*)(,?)(\d*)\}")
_LONGEST = 500


def pattern_error(pattern: str) -> str:
    """Why a regular expression is none; empty where it is one.

    Source: Python's `re`; what it accepts and browsers do not is not looked for.
    """
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return ""


def matches_whole(pattern: str, text: str) -> bool | None:
    """Whether a whole text matches; ``None`` where the pattern is none, or could take too long to say."""
    if len(pattern) > _LONGEST or pattern_error(pattern) or _steps(pattern, len(text)) > _MOST_STEPS:
        return None
    return re.fullmatch(pattern, text) is not None


def _steps(pattern: str, length: int) -> int:
    """How many steps a backtracking matcher may need at worst, roughly.

    A repetition inside a repetition can be split in exponentially many ways; several in a row in
    polynomially many.
    """
    plain = _ESCAPE.sub("x", _CLASS.sub("x", _ESCAPE.sub(_kept, pattern)))
    opened: list[int] = []
    varied = 0
    exponential = 1
    nested = 0
    for at, character in enumerate(plain):
        choices = character == "|" or (character in "*+?" and plain[at - 1 : at] != "(") or _is_range(plain, at)
        varied += choices
        if character == "(":
            opened.append(0)
        elif character == ")" and opened:
            inner = opened.pop()
            if inner and plain[at + 1 : at + 2] in {"*", "+", "{"}:
                nested += 1
                exponential = max(exponential, math.prod([inner + 1] * min(length, 64)))
            if opened:
                opened[-1] += inner
        elif opened:
            opened[-1] += choices
    between = max(0, nested - 1)
    return max(exponential * math.prod([length + 1] * min(between, 16)), math.prod([length + 1] * min(varied, 16)))


def _kept(match: re.Match[str]) -> str:
    """Escapes outside of classes lose their meaning; brackets that are escaped are no classes."""
    return "x" if match[0][1] in "[]" else match[0]


def _is_range(plain: str, at: int) -> bool:
    """Whether a count that is no fixed number begins here: ``{1,}``, ``{,3}``, ``{1,3}``."""
    match = _COUNT.match(plain, at)
    return match is not None and bool(match[2])
