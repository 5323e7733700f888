"""``maintenance.ics``: recurring work for calendar programs, by RFC 5545."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from runbook_site.model.address import PREFIX
from runbook_site.model.base import to_timedelta
from runbook_site.site.context import page_of, service_page
from runbook_site.site.drawn_text import visible
from runbook_site.site.links import page_address
from runbook_site.site.maintenance import occasions_of
from runbook_site.site.page import Asset
from runbook_site.site.recurrence import START, day_rule, days, rule_of
from runbook_site.site.templating import words_for_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from icalendar import Event, vRecur

    from runbook_site.model.document import ServiceDocument
    from runbook_site.model.occasion import Occasion
    from runbook_site.site.context import SiteContext
    from runbook_site.site.recurrence import Rule

_NAME = "maintenance.ics"
_STAMP = datetime.combine(START, time(), UTC)
"""The same in every build, so that the file changes with the runbooks alone. A subscription is read as a whole."""
_AHEAD = timedelta(days=366 * 9)
"""How far the first time is looked for; leap days are eight years apart at most."""


def maintenance_files(context: SiteContext) -> Iterator[Asset]:
    """A calendar of all services, and one for each that has recurring work."""
    services = [service for service in context.library.services if service.service and service.service.calendar]
    if services:
        title = f"{context.library.site.site.title}: maintenance"
        yield Asset(ics_path(), partial(_file, context, services, title))
    for service in services:
        title = f"{context.service_name(service.id)}: maintenance"
        yield Asset(ics_path(service.id), partial(_file, context, [service], title))


def ics_path(service: str | None = None) -> str:
    """Where a calendar lies, below the site's root."""
    return f"{PREFIX}/{service}/{_NAME}" if service else _NAME


def _file(context: SiteContext, services: Sequence[ServiceDocument], name: str) -> bytes:
    """A calendar of the work that recurs by days.

    What recurs within a day would fill a calendar, and what is announced has no date: both are on the page alone.

    Args:
        context: The project.
        services: Those whose work is wanted.
        name: What the calendar is called.
    """
    from icalendar import Calendar  # noqa: PLC0415 - costs a tenth of a second that few commands need to spend

    calendar = Calendar()
    calendar.add("prodid", "-//runbook-site//maintenance calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", visible(name))
    calendar.add("x-wr-calname", visible(name))
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for service in services:
        for uid, occasion in occasions_of(service):
            if (event := _event(context, service, occasion, f"{service.id}/{uid}@runbook-site")) is not None:
                calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(context: SiteContext, service: ServiceDocument, occasion: Occasion, uid: str) -> Event | None:
    from icalendar import Event  # noqa: PLC0415 - as above

    text, rule = rule_of(occasion), day_rule(occasion)
    first = next(days(rule, START, START + _AHEAD), None) if rule else None
    if text is None or rule is None or first is None:
        return None
    start = _start(occasion, first, rule)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", _STAMP)
    event.add("dtstart", start)
    if (lasts := _duration(occasion, start)) is not None:
        event.add("duration", lasts)
    event.add("rrule", _recurrence(text, rule, start))
    event.add("summary", f"{visible(occasion.title)} ({visible(context.service_name(service.id))})")
    event.add("description", "\n".join(_description(context, service, occasion)))
    event.add("categories", [visible(context.service_name(service.id))])
    # Nobody is kept from other meetings by what has no hour or is done by a machine.
    busy = isinstance(start, datetime) and not occasion.automated
    event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    if context.site_url:
        event.add("url", _address(context, occasion.runbook, service))
    return event


def _start(occasion: Occasion, day: date, rule: Rule) -> date | datetime:
    """When it happens for the first time: a day, or a moment where a time of day is known."""
    if occasion.at is None and not rule.numbers.keys() & {"BYHOUR", "BYMINUTE", "BYSECOND"}:
        return day
    at = time.fromisoformat(occasion.at or "00:00")
    hour, minute, second = (
        min(rule.numbers.get(name, (default,)))
        for name, default in (("BYHOUR", at.hour), ("BYMINUTE", at.minute), ("BYSECOND", 0))
    )
    return datetime.combine(day, time(hour, minute, second), UTC)


def _recurrence(text: str, rule: Rule, start: date | datetime) -> vRecur:
    """The rule as written, but that it ends with a day, and in the same kind of value as the start (section 3.3.10)."""
    from icalendar import vRecur  # noqa: PLC0415 - as above

    recurrence: vRecur = vRecur.from_ical(text)
    if rule.until is not None:
        whole = datetime.combine(rule.until, time(23, 59, 59), UTC)
        recurrence["UNTIL"] = [whole if isinstance(start, datetime) else rule.until]
    return recurrence


def _duration(occasion: Occasion, start: date | datetime) -> timedelta | None:
    """How long it takes; what begins with a day lasts days (section 3.6.1)."""
    lasts = to_timedelta(occasion.lasts) if occasion.lasts else None
    if lasts is None or isinstance(start, datetime):
        return lasts
    return lasts if lasts % timedelta(days=1) == timedelta() else None


def _description(context: SiteContext, service: ServiceDocument, occasion: Occasion) -> Iterator[str]:
    if occasion.automated:
        yield "A machine does it."
    if occasion.lasts:
        yield f"Takes {words_for_duration(occasion.lasts)}."
    if occasion.notice:
        yield f"Is announced {words_for_duration(occasion.notice)} before."
    if occasion.runbook:
        yield f"Runbook: {_address(context, occasion.runbook, service)}"
    for task in occasion.tasks:
        way = f" ({_address(context, task.runbook, service)})" if task.runbook else ""
        yield f"- {visible(task.title)}{way}"
    yield f"Service: {_address(context, None, service)}"


def _address(context: SiteContext, runbook: str | None, service: ServiceDocument) -> str:
    """Of a runbook, else of the service; relative to the site's root where nobody said where the site is."""
    found = context.find_runbook(runbook, service.id) if runbook else None
    if runbook and found is None:
        return visible(runbook)
    path = page_of(found) if found else service_page(service.id)
    return urljoin(context.site_url, page_address(path, directory_urls=context.directory_urls))
