"""Lists and ranges of numbers: coreutils 9.1, util-linux 2.38."""

from __future__ import annotations

import re

from runbook_site.grammars.forms.refusal import Refusal

_KEY_NUMBERS = re.compile(r"(?P<field>[0-9]+)(?:\.(?P<character>[0-9]+))?")
_RANGE = re.compile(r"(?P<first>[0-9]+)-(?P<last>[0-9]+)")
_STAMP = re.compile(r"(?:[0-9]{2}|[0-9]{4})?(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})")
_SECONDS = re.compile(r"\.[0-9]{2}$")


def fields(value: str) -> Refusal | None:
    """``cut -f``: they begin with 1, and no range runs backwards."""
    for each in re.split(r"[, \t]+", value):
        if each and set(each.split("-")) & {"0", "00"}:
            return Refusal("numbers from 1 on", each)
        if (match := _RANGE.fullmatch(each)) is not None and int(match["last"][:9]) < int(match["first"][:9]):
            return Refusal("ranges that run upwards", each, (f"{match['last']}-{match['first']}",))
    return None


def key_numbers(value: str) -> Refusal | None:
    """``sort -k``: fields begin with 1, and so do characters; that of the end may be 0."""
    first, _, last = value.partition(",")
    for part, end in ((first, False), (last, True)):
        match = _KEY_NUMBERS.match(part.strip())
        if match is not None and (int(match["field"][:9]) == 0 or (not end and match["character"] == "0")):
            return Refusal("fields and characters from 1 on", value)
    return None


def input_range(value: str) -> Refusal | None:
    """``shuf -i``."""
    match = _RANGE.fullmatch(value)
    if match is None:
        return Refusal("a range, as in '1-10'", value)
    return None if int(match["first"][:15]) <= int(match["last"][:15]) + 1 else Refusal("a range upwards", value)


def stamp(value: str) -> Refusal | None:
    """``touch -t``: ``[[CC]YY]MMDDhhmm[.ss]``."""
    match = _STAMP.fullmatch(_SECONDS.sub("", value))
    limits = {"month": 12, "day": 31, "hour": 23, "minute": 59}
    if match is None or any(int(match[name]) > most for name, most in limits.items()):
        return Refusal("[[CC]YY]MMDDhhmm[.ss], as in '202611211030'", value)
    return None
