"""Texts in quotes that a type does not take.

Source: PostgreSQL documentation, "Data Types"; the input functions ``int4in``, ``boolin``, ``timestamptz_in``,
``pg_lsn_in``, ``inet_in``, ``uuid_in``, ``json_in``, ``array_in``. Of times, only what is certainly none is told: a
length of time, a word that is none of the few that are taken, a month or day that no calendar has.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from runbook_site.checks.postgresql.intervals import interval_complaint
from runbook_site.checks.postgresql.names import Complaint
from runbook_site.checks.postgresql.type_catalog import shown_type, type_catalog
from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_WHOLE = re.compile(r"\s*+[+-]?(?:0[xXoObB][0-9a-fA-F_]++|\d[\d_]*+)\s*+")
_NUMBER = re.compile(
    r"\s*+[+-]?(?:0[xXoObB][0-9a-fA-F_]++|(?:\d[\d_]*+\.?[\d_]*+|\.\d[\d_]*+)(?:[eE][+-]?\d++)?|nan|inf(?:inity)?)\s*+",
    re.IGNORECASE,
)
_LSN = re.compile(r"[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}")
_ADDRESS = re.compile(r"[0-9A-Fa-f.:]++(?:/\d++)?")
_QUAD = re.compile(r"(\d++)\.(\d++)\.(\d++)\.(\d++)(?:/(\d++))?")
_UUID = re.compile(r"\{?(?:[0-9A-Fa-f]{4}-?){8}\}?")
_LENGTH = re.compile(r"\s*+[+-]?\d++\s*+(?:sec|second|min|minute|hour|hr|day|week|month|year)s?\s*+", re.IGNORECASE)
_WORD = re.compile(r"\s*+[A-Za-z]++(?:\s++[A-Za-z]++)*+\s*+")
_DAY = re.compile(r"\d{4}-(\d{2})-(\d{2})(?![\d])")
_AROUND = frozenset(".-:/_#*? ")
_LEFT_OUT = re.compile(r"\.{3}|…|<[^>]*+>|\$|\{\{")
_CLOCK_WORDS = word_set("now today tomorrow yesterday epoch infinity allballs zulu current")
_TIME_WORDS = word_set(
    """
    jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september
    october november december am pm ad bc at on t z utc gmt mon tue wed thu fri sat sun monday tuesday wednesday
    thursday friday saturday sunday
    """.replace("\n", " ")
)
_LONG_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BOOLEANS = ("true", "false", "yes", "no", "on", "off", "1", "0")
_OCTET = 255
_BITS = 32


def _is_boolean(text: str) -> bool:
    folded = text.strip().lower()
    return folded not in {"", "o"} and any(word.startswith(folded) for word in _BOOLEANS)


def _is_address(text: str) -> bool:
    if quad := _QUAD.fullmatch(text):
        return all(int(each) <= _OCTET for each in quad.groups()[:4]) and int(quad[5] or 0) <= _BITS
    return _ADDRESS.fullmatch(text) is not None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _may_be_time(text: str) -> bool:
    if not text.strip() or _LENGTH.fullmatch(text):
        return False
    if _WORD.fullmatch(text):
        words = text.lower().split()
        return words[0] in _CLOCK_WORDS or any(word in _TIME_WORDS for word in words)
    if day := _DAY.match(text.strip()):
        month = int(day[1])
        return 1 <= month <= len(_LONG_MONTHS) and 1 <= int(day[2]) <= _LONG_MONTHS[month - 1]
    return True


def _may_be_interval(text: str) -> bool:
    word = text.strip().lower()
    return not (word == "" or (word.isascii() and word.isalpha() and word[0] not in "ip"))


_TAKES: Mapping[str, Callable[[str], bool]] = {
    **dict.fromkeys(("int2", "int4", "int8", "oid"), lambda text: _WHOLE.fullmatch(text) is not None),
    **dict.fromkeys(("numeric", "float4", "float8"), lambda text: _NUMBER.fullmatch(text) is not None),
    **dict.fromkeys(("date", "timestamp", "timestamptz"), _may_be_time),
    **dict.fromkeys(("json", "jsonb"), _is_json),
    "bool": _is_boolean,
    "interval": _may_be_interval,
    "pg_lsn": lambda text: _LSN.fullmatch(text) is not None,
    "inet": _is_address,
    "uuid": lambda text: _UUID.fullmatch(text) is not None,
}


def _stands_for_another(text: str) -> bool:
    """Whether a text shows where a value goes: ``PID``, ``x.x.x.x``, ``{ ... }``."""
    if not text.strip():
        return False
    letters = set(text.lower()) - _AROUND
    shouted = text.isupper() and not any(each.isdigit() for each in text)
    return shouted or letters <= {"x"} or text == "n" or _LEFT_OUT.search(text) is not None


def literal_complaint(kind: str, text: str) -> Complaint | None:
    """What is wrong with a text that becomes a value of a type."""
    if _stands_for_another(text):
        return None
    if kind == "interval" and (complaint := interval_complaint(text)) is not None:
        return complaint
    takes = _TAKES.get(kind)
    if takes is None:
        known = type_catalog().type(kind)
        is_array = known is not None and kind.startswith("_") and known.category == "A"
        if not is_array or text.lstrip().startswith(("{", "[")):
            return None
    elif takes(text):
        return None
    return Complaint(f"'{text}' is no value of the type {shown_type(kind)}{_hint(kind, text)}")


def _hint(kind: str, text: str) -> str:
    if kind in {"date", "timestamp", "timestamptz"} and _LENGTH.fullmatch(text):
        return f"; a length of time is written interval '{text}'"
    if kind == "inet" and text.isascii() and text.replace(".", "").replace("-", "").isalnum():
        return "; it takes addresses, and not names"
    if kind.startswith("_"):
        return "; write array[…], or '{…}'"
    return ""
