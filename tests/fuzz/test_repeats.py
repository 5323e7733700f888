"""No regular expression of the package can be driven into the ground by what is written in a runbook."""

from __future__ import annotations

import pkgutil
import re
import signal
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

import runbook_site
from tests.fuzz.repeats import texts_against

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_SECONDS = 1.0
"""Without end is longer than this, and what comes to an end takes a millionth."""


class _TooLongError(Exception):
    pass


def _end(_number: int, _frame: FrameType | None) -> None:
    raise _TooLongError


@pytest.fixture(autouse=True)
def timed() -> Iterator[None]:
    """Have the alarm end a search."""
    former = signal.signal(signal.SIGALRM, _end)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, former)


def _too_slow(pattern: re.Pattern[str]) -> str:
    """A text on which a pattern does not come to an end; empty where none is found."""
    for text in texts_against(pattern):
        for search in (pattern.match, pattern.fullmatch, pattern.search):
            signal.setitimer(signal.ITIMER_REAL, _SECONDS)
            try:
                search(text)
            except _TooLongError:
                return text
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
    return ""


def _patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, (tuple, list, frozenset, set, dict)) and depth < 3:
        for each in value.values() if isinstance(value, dict) else value:
            yield from _patterns(each, depth + 1)


def _all() -> dict[re.Pattern[str], str]:
    """Every pattern that a module of the package keeps, with where it stands."""
    found: dict[re.Pattern[str], str] = {}
    for module in pkgutil.walk_packages(runbook_site.__path__, f"{runbook_site.__name__}."):
        if ".inside" not in module.name:  # what runs in a sandbox, some of it as soon as it is imported
            for name, value in vars(import_module(module.name)).items():
                for pattern in _patterns(value):
                    found.setdefault(pattern, f"{module.name}.{name}")
    return found


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:[0-9]+[smh]?)+",
        r"(?:<[^<>]*>|[^\s.])+(?:[.](?:<[^<>]*>|[^\s.])+)*$",
        r"(?:[ \t]*(?:#.*)?\r?\n)*\{",
        r"\((?:[^()= ]*(?: *, *[^()= ]*)*) *\)",
        r"(?:[-+=](?:[ugo]|0*[0-7]{1,4}))+,",
    ],
)
def test_what_has_no_end_is_found(pattern: str) -> None:
    """Each can read what it repeats in two ways."""
    assert _too_slow(re.compile(pattern))


def test_every_pattern_comes_to_an_end() -> None:
    """On whatever its own parts repeat."""
    patterns = _all()
    assert len(patterns) > 500
    assert {where: text for pattern, where in patterns.items() if (text := _too_slow(pattern))} == {}
