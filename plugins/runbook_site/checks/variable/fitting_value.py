"""Whether a value is what its variable's declaration asks for.

The page holds what a reader types against the same forms (kinds.js); a test sees that both agree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.pattern import matches_whole

if TYPE_CHECKING:
    from runbook_site.model.variable import Variable

_LONGEST = 4096
_MOST_SHOWN = 100
_TIME = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
_ZONE = r"(?: ?(?:[a-z]{1,5}|[+-][0-9]{2}(?::?[0-9]{2})?))?"
_TYPES = {
    "integer": (r"[+-]?[0-9]+", "is not a whole number"),
    "host": (r"[\w\[:][\w.:%\[\]-]*+", "is not the name of a host: no scheme, no path, no blank"),
    "url": (r"[a-z][a-z0-9+.-]*+:(?![0-9])\S+", "is not an address with its scheme, such as https://"),
    "path": (r"[^-].*", "begins with a dash, and would be read as an option: write ./ in front"),
    "identifier": (r"\w[\w.:/@+=,-]*+", "is not an identifier: one word of letters, digits and _ . : / @ + = , -"),
    "duration": (
        r"[0-9]+|(?:[0-9]+(?:\.[0-9]+)?(?:ms|[smhdwy]))+",
        "is not a length of time, such as 15m or 1h30m",
    ),
    "timestamp": (
        rf"[0-9]{{4}}-[01][0-9]-[0-3][0-9](?:[T ]{_TIME}{_ZONE})?|{_TIME}{_ZONE}|[0-9]{{9,13}}",
        "is not a date or time, such as 2026-11-21 14:05 UTC",
    ),
}
_FORMS = {name: (re.compile(form, re.IGNORECASE), words) for name, (form, words) in _TYPES.items()}
_SEVERAL_LINES = re.compile(r"[\n\r\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def why_not(variable: Variable, value: str) -> str:
    """Why a value would be refused, in words that go on from it; empty where it fits."""
    if why := _no_line(value):
        return why
    if variable.choices:
        return "" if value in variable.choices else f"is not one of {', '.join(variable.choices)}"
    form, words = _FORMS.get(variable.type, (None, ""))
    if form is not None and not form.fullmatch(value):
        return words
    if variable.pattern is not None and matches_whole(variable.pattern, value) is False:
        return f"does not match its pattern {variable.pattern}"
    return ""


def in_words(name: str, value: str) -> str:
    """A value and its name, for a message about it: as it is written, or not at all.

    What keeps credentials out of reports finds neither a part of one nor one that is written in another way.
    """
    return f"of '{name}'" if _no_line(value) or len(value) > _MOST_SHOWN else f"'{value}' of '{name}'"


def _no_line(value: str) -> str:
    """Why nobody could type a value into one line."""
    if len(value) > _LONGEST:
        return f"is longer than {_LONGEST} characters"
    if _SEVERAL_LINES.search(value):
        return "has several lines; a value has one"
    control = _CONTROL.search(value)
    return f"has a character that cannot be typed, U+{ord(control[0]):04X}" if control else ""
