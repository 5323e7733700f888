"""The days on which recurring work falls, by RFC 5545, section 3.3.10."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.model.occasion import Occasion

START = date(2024, 1, 1)
"""Where rhythms are counted from: a Monday, and the first day of a month, of a quarter and of a year."""

_EVERY = {
    "day": "FREQ=DAILY",
    "week": "FREQ=WEEKLY",
    "month": "FREQ=MONTHLY",
    "quarter": "FREQ=MONTHLY;INTERVAL=3",
    "year": "FREQ=YEARLY",
}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHORTEST = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_LONGEST = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
"""Days of a period."""
_NUMBERS = {
    "BYMONTH": range(1, 13),
    "BYHOUR": range(24),
    "BYMINUTE": range(60),
    "BYSECOND": range(60),
    "BYMONTHDAY": range(-31, 32),
    "BYYEARDAY": range(-366, 367),
    "BYSETPOS": range(-366, 367),
}
"""Parts that are lists of numbers, with those that make sense; a negative one counts from the end, and 0 nothing."""
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}")
_POSITIVE = re.compile(r"[1-9][0-9]{0,5}")
_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]Z?)?")


class RuleError(ValueError):
    """A rule that is no rule, or that names no days."""


@dataclass(frozen=True)
class Rule:
    """A recurrence rule by days; the time of day is left to who reads the rule itself.

    Attributes:
        frequency: `DAILY`, `WEEKLY`, `MONTHLY` or `YEARLY`.
        interval: Every how many periods.
        count: After how many times it ends.
        until: The last day.
        week_start: On which weekday a week begins, Monday being 0.
        weekdays: Each with its ordinal in the month or year, 0 for all of them.
        numbers: The other parts: lists of numbers by name.
    """

    frequency: str
    interval: int
    count: int | None
    until: date | None
    week_start: int
    weekdays: tuple[tuple[int, int], ...]
    numbers: Mapping[str, tuple[int, ...]]


def rule_of(occasion: Occasion) -> str | None:
    """The rule of recurring work; ``None`` where it is announced each time."""
    return _EVERY[occasion.every] if occasion.every else occasion.rrule


def is_within_a_day(rule: str) -> bool:
    """Whether a rule recurs by the hour or faster, which is a machine's work."""
    return rule.startswith(("FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY"))


def read_rule(text: str) -> Rule:
    """Read a recurrence rule.

    Raises:
        RuleError: It is none, it recurs more than once a day, or it has a part that is not known here (`BYWEEKNO`).
    """
    pairs = [part.partition("=")[::2] for part in text.split(";")]
    parts = dict(pairs)
    if len(parts) < len(pairs):
        message = "a part stands in it twice"
        raise RuleError(message)
    frequency = parts.pop("FREQ", "")
    if frequency not in _SHORTEST:
        message = f"'{frequency}' is none of {', '.join(_SHORTEST)}"
        raise RuleError(message)
    interval, count = (_positive(parts.pop(name)) if name in parts else None for name in ("INTERVAL", "COUNT"))
    until = _until(parts.pop("UNTIL")) if "UNTIL" in parts else None
    week_start = parts.pop("WKST", "MO")
    weekdays = tuple(_weekday(word, frequency) for word in parts.pop("BYDAY").split(",")) if "BYDAY" in parts else ()
    numbers = {name: tuple(_number(name, word) for word in value.split(",")) for name, value in parts.items()}
    if week_start not in _WEEKDAYS:
        message = f"'{week_start}' is no weekday"
        raise RuleError(message)
    if not (weekdays or numbers.keys() & {"BYMONTHDAY", "BYYEARDAY"}):
        # What the rule does not say is that of the day from which it counts.
        if frequency == "WEEKLY":
            weekdays = ((0, START.weekday()),)
        elif frequency in {"MONTHLY", "YEARLY"}:
            numbers["BYMONTHDAY"] = (START.day,)
        if frequency == "YEARLY":
            numbers.setdefault("BYMONTH", (START.month,))
    return Rule(frequency, interval or 1, count, until, _WEEKDAYS.index(week_start), weekdays, numbers)


def _positive(text: str) -> int:
    if _POSITIVE.fullmatch(text) is None:
        message = f"'{text}' is no positive whole number"
        raise RuleError(message)
    return int(text)


def _number(name: str, text: str) -> int:
    allowed = _NUMBERS.get(name, range(0))
    if _NUMBER.fullmatch(text) is None or int(text) not in allowed or (int(text) == 0 and -1 in allowed):
        message = f"'{name}={text}' is not known"
        raise RuleError(message)
    return int(text)


def _until(text: str) -> date:
    if (match := _UNTIL.fullmatch(text)) is not None:
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            pass
    message = f"'{text}' is no day"
    raise RuleError(message)


def _weekday(text: str, frequency: str) -> tuple[int, int]:
    match = _DAY.fullmatch(text)
    if match is None or (match[1] and frequency in {"DAILY", "WEEKLY"}):
        message = f"'{text}' is no weekday of a rule that is {frequency}"
        raise RuleError(message)
    return int(match[1] or 0), _WEEKDAYS.index(match[2])


def day_rule(occasion: Occasion) -> Rule | None:
    """The rule by which work falls on days; ``None`` where it recurs within a day, is announced, or is not read."""
    text = rule_of(occasion)
    try:
        return read_rule(text) if text else None
    except RuleError:
        return None


def days(rule: Rule, first: date, last: date) -> Iterator[date]:
    """The days of a rule from one day to another, both included, in order.

    It takes time by the number of days between `START` and the last one, whatever the rule says.
    """
    span = (last - START).days
    number = 0
    if rule.count is None and first > START:
        # Nothing before is counted, and need not be looked at.
        number = (first - START).days // _LONGEST[rule.frequency] // rule.interval * rule.interval
    seen = 0
    while number * _SHORTEST[rule.frequency] <= span + 7:
        for day in _of_period(rule, *_period(rule, number)):
            seen += day >= START
            if day > last or (rule.until and day > rule.until) or (rule.count and seen > rule.count):
                return
            if day >= max(first, START):
                yield day
        number += rule.interval


def _period(rule: Rule, number: int) -> tuple[date, int]:
    """A period by its number from 0: its first day, and how many days it has."""
    if rule.frequency == "DAILY":
        return START + timedelta(days=number), 1
    if rule.frequency == "WEEKLY":
        return START + timedelta(days=7 * number - (START.weekday() - rule.week_start) % 7), 7
    if rule.frequency == "MONTHLY":
        year, month = divmod(START.year * 12 + START.month - 1 + number, 12)
        return date(year, month + 1, 1), calendar.monthrange(year, month + 1)[1]
    year = START.year + number
    return date(year, 1, 1), 366 if calendar.isleap(year) else 365


def _of_period(rule: Rule, begin: date, length: int) -> list[date]:
    found = [day for day in (begin + timedelta(days=each) for each in range(length)) if _fits(rule, day)]
    if (positions := rule.numbers.get("BYSETPOS")) is None:
        return found
    return sorted({found[at - 1 if at > 0 else at] for at in positions if 0 < abs(at) <= len(found)})


def _fits(rule: Rule, day: date) -> bool:
    numbers = rule.numbers
    if "BYMONTH" in numbers and day.month not in numbers["BYMONTH"]:
        return False
    month = calendar.monthrange(day.year, day.month)[1]
    year = 366 if calendar.isleap(day.year) else 365
    of_year = day.timetuple().tm_yday
    if "BYMONTHDAY" in numbers and not {day.day, day.day - month - 1} & set(numbers["BYMONTHDAY"]):
        return False
    if "BYYEARDAY" in numbers and not {of_year, of_year - year - 1} & set(numbers["BYYEARDAY"]):
        return False
    if not rule.weekdays:
        return True
    in_month = rule.frequency == "MONTHLY" or "BYMONTH" in numbers
    at, length = (day.day, month) if in_month else (of_year, year)
    ordinals = {0, (at - 1) // 7 + 1, (at - length - 1) // 7}
    return any(weekday == day.weekday() and ordinal in ordinals for ordinal, weekday in rule.weekdays)
