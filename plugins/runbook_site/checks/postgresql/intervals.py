"""Lengths of time as a text: ``interval '5 minutes'``.

Source: PostgreSQL documentation, "Interval Input"; ``datetime.c`` (``deltatktbl``), which compares ten letters.
"""

from __future__ import annotations

import re

from runbook_site.checks.postgresql.names import Complaint
from runbook_site.checks.postgresql.spelling import suggestion
from runbook_site.snippets.vocabulary import word_set

_PARTS = re.compile(r"\s*+(?:@\s*+)?(?:[+-]?\d++(?:\.\d*+)?\s*+[A-Za-z]++[\s,]*+)++")
_WORD = re.compile(r"[A-Za-z]+")
_LETTERS = 10
_LONGEST = 200
_UNITS = word_set(
    """
    y yr yrs year years mon mons month months w week weeks d day days h hr hrs hour hours m min mins minute minutes
    s sec secs second seconds ms msec msecs msecond mseconds millisecond milliseconds us usec usecs usecond useconds
    microsecond microseconds dec decs decade decades c cent century centuries mil mils millennium millennia ago
    qtr quarter t p z am pm
    """.replace("\n", " ")
)
_BEGINNINGS = frozenset(unit[:_LETTERS] for unit in _UNITS)
_EVERYDAY = (
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "years",
)


def wrong_unit(text: str) -> str:
    """The word of an interval that is no unit; empty where there is none, or where it is written in another form."""
    if len(text) > _LONGEST or _PARTS.fullmatch(text) is None:
        return ""
    return next((word for word in _WORD.findall(text) if word.lower()[:_LETTERS] not in _BEGINNINGS), "")


def interval_complaint(text: str) -> Complaint | None:
    """What is wrong with the text of an interval."""
    word = wrong_unit(text)
    if not word:
        return None
    return Complaint(f"an interval has no unit '{word}'{suggestion(word.lower(), _EVERYDAY)}")
