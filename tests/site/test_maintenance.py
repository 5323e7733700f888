"""Recurring work: the page, and the files for calendar programs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # it has no types, and tests alone need it
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from runbook_site.model.occasion import Occasion
from runbook_site.site.context import SiteContext
from runbook_site.site.maintenance import by_month, work_of
from runbook_site.site.maintenance_file import maintenance_files
from runbook_site.snippets.project import read_project
from tests.site.conftest import HERE, TODAY, context_of

if TYPE_CHECKING:
    from tests.conftest import WriteFiles

_SERVICE = """\
name: Shop
summary: Sells things.
owner: shop
calendar:
"""


_PARTS = st.sampled_from(
    [
        *("INTERVAL=2", "COUNT=3", "UNTIL=20270101", "UNTIL=20270101T250000Z", "UNTIL=20270101T235959", "WKST=SU"),
        *("BYDAY=MO,-1FR", "BYDAY=+1MO", "BYDAY=0MO", "BYMONTH=0", "BYMONTH=12", "BYMONTHDAY=-1", "BYMONTHDAY=0"),
        *("BYHOUR=-5", "BYHOUR=5,17", "BYMINUTE=60", "BYMINUTE=30", "BYSECOND=x", "BYSECOND=59", "BYSETPOS=-1"),
        *("BYYEARDAY=366", "BYWEEKNO=1", "RSCALE=GREGORIAN", "SKIP=OMIT", "BYMONTH=2L", "FREQ=DAILY"),
    ]
)
_RULES = st.builds(
    lambda frequency, parts: ";".join([f"FREQ={frequency}", *parts]),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.lists(_PARTS, max_size=3),
)


@cache
def _project() -> SiteContext:
    return context_of(HERE / "project")


def _context(write_files: WriteFiles, calendar: str, today: date = TODAY, site_url: str = "") -> SiteContext:
    folder = write_files({"runbook_src/shop/service.yml": _SERVICE + calendar, "runbook_src/shop/a.yml": "title: A\n"})
    project = read_project([folder / "runbook_src"], folder)
    return SiteContext(project, today, site_url=site_url)


def _files(context: SiteContext) -> dict[str, Calendar]:
    return {file.path: Calendar.from_ical(file.content()) for file in maintenance_files(context)}


def _events(context: SiteContext) -> dict[str, Any]:
    return {str(event["uid"]): event for event in _files(context)["maintenance.ics"].events}


def test_work_is_listed_by_how_often_it_comes(write_files: WriteFiles) -> None:
    """What comes every week fills no month; what has no date is named all the same."""
    context = _context(
        write_files,
        "  - {id: d, title: D, every: day}\n"
        "  - {id: w, title: W, every: week}\n"
        "  - {id: q, title: Q, every: quarter}\n"
        "  - {id: m, title: M, rrule: FREQ=MINUTELY}\n"
        "  - {id: a, title: A}\n"
        "  - {id: p, title: P, rrule: 'FREQ=YEARLY;UNTIL=20250101'}\n"
        "  - {id: x, title: X, rrule: 'FREQ=YEARLY;BYEASTER=0'}\n",
    )
    (service,) = context.library.services
    work = work_of(context, service)
    assert {each.occasion.id: each.rhythm for each in work} == {
        "d": "often",
        "w": "weekly",
        "q": "days",
        "m": "often",
        "a": "announced",
        "p": "rarely",
        "x": "unread",
    }
    months = by_month(work, TODAY)
    assert [f"{month.first:%b %Y}" for month in months if month.due] == ["Jan 2027", "Apr 2027", "Jul 2027", "Oct 2027"]
    assert months[0].first == date(2026, 11, 1)
    assert len(months) == 12


def test_pages_lead_to_each_other(pages: dict[str, str]) -> None:
    """The calendar leads to the work, and the work to its runbook; the hostile title is text."""
    calendar, service = pages["runbooks/calendar"], pages["runbooks/shop/index"]
    assert 'href="../shop/#work-window"' in calendar
    assert 'id="work-window"' in service
    assert '<time datetime="2026-12-06">Sun 6</time>' in calendar
    assert "next on" in service
    assert 'href="../../maintenance.ics"' in calendar
    assert 'href="maintenance.ics"' in service
    assert "&lt;b&gt;checks" in calendar


def test_events_recur_as_the_page_says(write_files: WriteFiles) -> None:
    """A calendar program that expands the rule finds the same days, and begins with one of them."""
    context = _context(
        write_files,
        "  - {id: w, title: W, every: week}\n"
        "  - {id: y, title: Y, every: year}\n"
        "  - {id: s, title: S, rrule: 'FREQ=MONTHLY;BYDAY=1SU', at: '02:00', lasts: 2h}\n"
        "  - {id: t, title: T, rrule: 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31', at: '23:30'}\n"
        "  - {id: u, title: U, rrule: 'FREQ=WEEKLY;BYDAY=FR;UNTIL=20270101T000000Z'}\n"
        "  - {id: c, title: C, rrule: 'FREQ=MONTHLY;COUNT=40', at: '02:00'}\n"
        "  - {id: h, title: H, rrule: 'FREQ=DAILY;INTERVAL=10;BYHOUR=5;BYMINUTE=30'}\n"
        "  - {id: m, title: M, rrule: FREQ=MINUTELY}\n"
        "  - {id: n, title: N, rrule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'}\n"
        "  - {id: a, title: A}\n"
        "  - {id: w, title: W again, every: month}\n",
    )
    (service,) = context.library.services
    events = _events(context)
    known = {each.anchor.removeprefix("work-"): each for each in work_of(context, service)}
    assert set(events) == {f"shop/{each}@runbook-site" for each in ("w", "y", "s", "t", "u", "c", "h", "w-2")}
    for uid, event in events.items():
        start = event["dtstart"].dt
        rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=start, ignoretz=False)
        found = []
        for each in rule:
            if each.date() >= TODAY + timedelta(days=365):
                break
            found.append(each.date())
        first = start.date() if hasattr(start, "hour") else start
        assert found[0] == first, uid
        expected = known[uid.partition("/")[2].partition("@")[0]].next
        assert [day for day in found if day >= TODAY] == [day for day in expected if day < TODAY + timedelta(days=365)]
    assert str(events["shop/s@runbook-site"]["dtstart"].dt) == "2024-01-07 02:00:00+00:00"
    assert events["shop/s@runbook-site"]["duration"].dt == timedelta(hours=2)
    assert str(events["shop/h@runbook-site"]["dtstart"].dt) == "2024-01-01 05:30:00+00:00"
    assert events["shop/w@runbook-site"]["dtstart"].dt == date(2024, 1, 1)


def test_file_is_the_same_in_every_build(write_files: WriteFiles) -> None:
    """Another day, or another machine, changes no byte: a calendar program sees what has changed in the runbooks."""
    calendar = "  - {id: w, title: W, every: week, tasks: [{title: T}]}\n"
    contents = [
        [file.content() for file in maintenance_files(_context(write_files, calendar, today))]
        for today in (TODAY, TODAY + timedelta(days=400))
    ]
    assert contents[0] == contents[1]
    assert contents[0][0].endswith(b"END:VCALENDAR\r\n")


def test_one_file_for_all_and_one_for_each() -> None:
    """Who subscribes to a service gets its work alone; a service without work has no file."""
    files = _files(context_of(HERE / "project"))
    assert sorted(files) == ["maintenance.ics", "runbooks/shop/maintenance.ics"]
    assert len(files["runbooks/shop/maintenance.ics"].events) == 2


@pytest.mark.parametrize(
    ("site_url", "address"),
    [("", "runbooks/shop/a/"), ("https://ops.example.com/docs/", "https://ops.example.com/docs/runbooks/shop/a/")],
)
def test_event_says_what_to_do(write_files: WriteFiles, site_url: str, address: str) -> None:
    """Tasks with their runbooks, by their whole address where the site's is known."""
    calendar = (
        "  - {id: w, title: 'W; x, y', every: week, lasts: 2h, notice: 2d, automated: true, runbook: a,\n"
        "     tasks: [{title: 'First; then, more', runbook: a}, {title: Second, runbook: lost}]}\n"
    )
    (event,) = _events(_context(write_files, calendar, site_url=site_url)).values()
    assert str(event["summary"]) == "W; x, y (Shop)"
    assert str(event["description"]).splitlines() == [
        "A machine does it.",
        "Takes 2 hours.",
        "Is announced 2 days before.",
        f"Runbook: {address}",
        f"- First; then, more ({address})",
        "- Second (lost)",
        f"Service: {address.removesuffix('a/')}",
    ]
    assert ("url" in event) == bool(site_url)
    # Of an event that lasts all day, hours are no duration.
    assert "duration" not in event


@settings(max_examples=150)
@given(
    st.from_regex(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]{2,10}=[0-9A-Z,+:-]{1,16}){0,3}", fullmatch=True) | _RULES
)
def test_any_rule_makes_a_file(rule: str) -> None:
    """A rule that is read is one that calendar programs read; another one is left out, and stops nothing."""
    context = _project()
    (service, *_) = context.library.services
    assert service.service
    # Whatever a later version of the format lets through, so that no rule is trusted.
    occasion = Occasion.model_construct(id="x", title="X", rrule=rule)
    changed = replace(service, service=service.service.model_copy(update={"calendar": (occasion,)}))
    library = replace(context.library, services=(changed,))
    context = replace(context, project=replace(context.project, library=library))
    events = _events(context)
    assert len(events) <= 1
    (work,) = work_of(context, changed)
    if work.next:
        assert list(events) == ["shop/x@runbook-site"]


def test_text_ends_no_line(write_files: WriteFiles) -> None:
    """A title cannot add properties or events."""
    title = '"x\\r\\nEND:VEVENT\\x85END:VCALENDAR \\u2028BEGIN:VALARM \\u202e"'.replace("\\r\\n", "\\r")
    context = _context(write_files, f"  - {{id: w, title: {title}, every: week}}\n")
    (event,) = _events(context).values()
    assert [str(key) for key in event if "alarm" in str(key).lower()] == []
    assert event.subcomponents == []
    content = next(file.content() for file in maintenance_files(context))
    assert content.count(b"\r\nEND:VEVENT") == content.count(b"\r\nEND:VCALENDAR") == 1
