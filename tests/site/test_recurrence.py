"""The days of recurrence rules."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # it has no types, and one test needs it
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.model.occasion import Occasion
from runbook_site.site.recurrence import START, RuleError, day_rule, days, read_rule

_FIRST = date(2026, 11, 21)


def _days(rule: str, count: int = 3) -> list[str]:
    found = days(read_rule(rule), _FIRST, _FIRST + timedelta(days=780))
    return [f"{day:%a} {day}" for day, _ in zip(found, range(count), strict=False)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY", ["Sat 2026-11-21", "Sun 2026-11-22", "Mon 2026-11-23"]),
        ("FREQ=WEEKLY", ["Mon 2026-11-23", "Mon 2026-11-30", "Mon 2026-12-07"]),
        ("FREQ=MONTHLY;INTERVAL=3", ["Fri 2027-01-01", "Thu 2027-04-01", "Thu 2027-07-01"]),
        ("FREQ=MONTHLY;BYDAY=1SU", ["Sun 2026-12-06", "Sun 2027-01-03", "Sun 2027-02-07"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["Fri 2026-11-27", "Fri 2026-12-25", "Fri 2027-01-29"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ["Mon 2026-11-30", "Thu 2026-12-31", "Sun 2027-01-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["Mon 2026-11-30", "Thu 2026-12-31", "Fri 2027-01-29"]),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", ["Tue 2026-12-15", "Tue 2027-06-15", "Wed 2027-12-15"]),
        ("FREQ=YEARLY", ["Fri 2027-01-01", "Sat 2028-01-01", "Mon 2029-01-01"]),
        ("FREQ=WEEKLY;UNTIL=20261201", ["Mon 2026-11-23", "Mon 2026-11-30"]),
        ("FREQ=MONTHLY;COUNT=36", ["Tue 2026-12-01"]),
        ("FREQ=DAILY;INTERVAL=999999", []),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", []),
    ],
)
def test_days_of(rule: str, expected: list[str]) -> None:
    """The rules that maintenance goes by, counted from the first Monday of 2024; an impossible one has no days."""
    assert _days(rule) == expected


@pytest.mark.parametrize(
    "rule",
    [
        *("FREQ=FOO", "FREQ=MINUTELY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=x", "FREQ=WEEKLY;BYDAY=1MO"),
        *("FREQ=YEARLY;BYWEEKNO=20", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=DAILY;UNTIL=20261301", "FREQ=DAILY;WKST=XX"),
        *("FREQ=DAILY;INTERVAL=99999999999", "FREQ=MONTHLY;BYDAY=MO,,TU", "FREQ=DAILY;BYEASTER=1", ""),
        *(
            "FREQ=DAILY;BYHOUR=-5",
            "FREQ=DAILY;BYSECOND=x",
            "FREQ=YEARLY;BYMONTH=0",
            "FREQ=DAILY;UNTIL=20270101T250000Z",
        ),
    ],
)
def test_what_is_no_rule_of_days_is_refused(rule: str) -> None:
    """Each for its own reason; the page says that the rule is not read."""
    with pytest.raises(RuleError):
        read_rule(rule)


def test_rhythm_of_an_occasion() -> None:
    """Neither what is announced nor what a machine does every minute falls on days."""
    assert day_rule(Occasion(id="a", title="A", every="quarter")) == read_rule("FREQ=MONTHLY;INTERVAL=3")
    assert day_rule(Occasion(id="a", title="A")) is None
    assert day_rule(Occasion(id="a", title="A", rrule="FREQ=MINUTELY")) is None


_NUMBERS = st.lists(st.sampled_from([1, 2, 13, 28, 31, -1, -3]), min_size=1, max_size=3, unique=True)


@st.composite
def _rules(draw: st.DrawFn) -> str:
    """Rules that dateutil comes to an end with, and reads as the RFC says."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    parts += [draw(st.sampled_from(["COUNT=30", "UNTIL=20271015", "WKST=SU"]))] if draw(st.booleans()) else []
    monthly = frequency in {"MONTHLY", "YEARLY"}
    if monthly and draw(st.booleans()):
        parts.append(f"BYMONTHDAY={','.join(map(str, draw(_NUMBERS)))}")
    elif draw(st.booleans()):
        ordinals = st.sampled_from(["1", "2", "-1", "5"]) if monthly and draw(st.booleans()) else st.just("")
        names = draw(st.lists(st.sampled_from(["MO", "TU", "FR", "SU"]), min_size=1, max_size=3, unique=True))
        parts.append("BYDAY=" + ",".join(draw(ordinals) + name for name in names))
        if frequency != "DAILY" and draw(st.booleans()):
            parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1', '2,3']))}")
    if monthly and frequency == "YEARLY" and draw(st.booleans()):
        parts.append("BYMONTH=3,10")
    return ";".join(parts)


@settings(deadline=None)
@given(_rules(), st.dates(START, date(2028, 12, 31)))
def test_days_are_those_of_dateutil(rule: str, first: date) -> None:
    """Another implementation of the RFC names the same days."""
    last = first + timedelta(days=400)
    theirs = rrulestr(rule, dtstart=datetime.combine(START, datetime.min.time()))
    expected = [each.date() for each in takewhile(lambda each: each.date() <= last, theirs) if each.date() >= first]
    assert list(days(read_rule(rule), first, last)) == expected


@settings(deadline=None)
@given(st.from_regex(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(BY[A-Z]+|INTERVAL|COUNT|UNTIL)=[0-9A-Z,+-]{1,12}){0,4}"))
def test_any_rule_comes_to_an_end(rule: str) -> None:
    """A rule is refused or has days within the year that was asked for."""
    try:
        found = list(days(read_rule(rule), _FIRST, _FIRST + timedelta(days=365)))
    except RuleError:
        return
    assert found == sorted(set(found))
    assert len(found) <= 366
