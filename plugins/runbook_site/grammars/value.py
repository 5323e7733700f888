"""Whether a value is of the kind that an option takes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.grammars.grammar import Kind, Option

_PATTERNS: dict[Kind, tuple[re.Pattern[str], str]] = {
    "integer": (re.compile(r"[+-]?(?:0[xX][0-9a-fA-F]+|[0-9]+)"), "a whole number"),
    "number": (re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"), "a number"),
    "boolean": (re.compile(r"true|false|[01tfTF]|TRUE|FALSE|True|False"), "'true' or 'false'"),
    "duration": (
        re.compile(r"[+-]?(?:0|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|ms|s|m|h))+)"),
        "a length of time with 'h', 'm' or 's', as in '90m'",
    ),
    "timestamp": (
        re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9:.,]+ ?(?:[Zz]|[+-][0-9:]+)?)?"),
        "a point in time, as in '2026-11-21T03:00:00Z'",
    ),
}


def wrong_value(option: Option, value: str) -> str:
    """What the value should be, where it certainly is not; empty where it may be right."""
    if option.choices:
        # ``jsonpath={.items}`` is the choice ``jsonpath`` with something of its own. kubectl takes it in capitals too.
        name = value.partition("=")[0]
        known = {value, name, name.lower() if "jsonpath" in option.choices else name}
        return "one of those that it takes" if known.isdisjoint(option.choices) else ""
    if option.kind == "json":
        return "" if _is_json(value) else "JSON"
    pattern, description = _PATTERNS.get(option.kind, (None, ""))
    return "" if pattern is None or pattern.fullmatch(value) else description


def _is_json(value: str) -> bool:
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        return False
    return True
