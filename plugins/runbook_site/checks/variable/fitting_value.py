"""Whether a value is what its variable's declaration asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.pattern import matches_whole

if TYPE_CHECKING:
    from runbook_site.model.variable import Variable

_TYPES = {
    "integer": (re.compile(r"[+-]?\d+"), "a whole number"),
    "url": (re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+"), "an address with '://'"),
    "host": (re.compile(r"[^\s/]+"), "a host name"),
}


def why_not(variable: Variable, value: str) -> str:
    """Why a value would be refused, in words that go on from it; empty where it fits."""
    if variable.choices and value not in variable.choices:
        return f"is not one of {', '.join(variable.choices)}"
    pattern, kind = _TYPES.get(variable.type, (None, ""))
    if pattern is not None and not pattern.fullmatch(value):
        return f"is not {kind}"
    if variable.pattern is not None and matches_whole(variable.pattern, value) is False:
        return f"does not match its pattern {variable.pattern}"
    return ""
