"""Recurring work of the services, by when it is due."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from runbook_site.site.months import months_from
from runbook_site.site.recurrence import RuleError, days, is_within_a_day, read_rule, rule_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from runbook_site.model.document import ServiceDocument
    from runbook_site.model.occasion import Occasion
    from runbook_site.site.context import SiteContext

Rhythm = Literal["days", "often", "weekly", "rarely", "announced", "unread"]

_MONTHS = 12
_AHEAD = timedelta(days=365)
_WEEKLY, _OFTEN = 40, 61
"""From how many times a year on work is listed once, and not day by day."""


@dataclass(frozen=True, slots=True)
class Work:
    """Recurring work of a service.

    Attributes:
        service: Whose it is.
        occasion: What it is.
        anchor: Where it stands on its service's page.
        next: When it is due within the next twelve months, in order; empty where that is not known.
        rhythm: How it is listed: by `days`, once as it comes about `weekly` or more `often`, as what comes
            `rarely` (not within twelve months), as what is `announced` each time, or by a rule that is `unread`.
    """

    service: ServiceDocument
    occasion: Occasion
    anchor: str
    next: tuple[date, ...]
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class Month:
    """What is due in a month: day by day, each with its work."""

    first: date
    due: tuple[tuple[date, Work], ...]


def work_of(context: SiteContext, service: ServiceDocument) -> tuple[Work, ...]:
    """The recurring work of a service, in the order of its file."""
    return tuple(
        Work(service, each, f"work-{name}", *_due_days(each, context.today)) for name, each in occasions_of(service)
    )


def occasions_of(service: ServiceDocument) -> Iterator[tuple[str, Occasion]]:
    """What recurs in a service, each with a name of its own: its id, the second of an id with a number behind it."""
    seen: Counter[str] = Counter()
    for occasion in service.service.calendar if service.service else ():
        seen[occasion.id] += 1
        yield occasion.id if seen[occasion.id] == 1 else f"{occasion.id}-{seen[occasion.id]}", occasion


def _due_days(occasion: Occasion, today: date) -> tuple[tuple[date, ...], Rhythm]:
    rule = rule_of(occasion)
    if rule is None:
        return (), "announced"
    if is_within_a_day(rule):
        return (), "often"
    due = _due(rule, today)
    if due is None:
        return (), "unread"
    times = len(due)
    return due, "often" if times >= _OFTEN else "weekly" if times >= _WEEKLY else "days" if times else "rarely"


@lru_cache(maxsize=256)
def _due(text: str, today: date) -> tuple[date, ...] | None:
    try:
        return tuple(days(read_rule(text), today, today + _AHEAD))
    except RuleError:
        return None


def by_month(work: Iterable[Work], today: date) -> tuple[Month, ...]:
    """The next twelve months, those without work included, and of this one what is left of it."""
    due = sorted(
        ((day, each) for each in work if each.rhythm == "days" for day in each.next),
        key=lambda item: (item[0], item[1].occasion.at or "", item[1].service.id),
    )
    # Twelve months from the middle of one end in the middle of the thirteenth.
    begins = months_from(today, _MONTHS + 1)
    months = [
        Month(begin, tuple((day, each) for day, each in due if (day.year, day.month) == (begin.year, begin.month)))
        for begin in begins
    ]
    return tuple(months if months[-1].due else months[:-1])
