"""Pages to be taken in at a glance: freshness, proofs, and the maintenance calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.site.coverage import coverage
from runbook_site.site.freshness import due_by_month, reviews_of
from runbook_site.site.ladder import ladder_of
from runbook_site.site.maintenance import by_month, work_of
from runbook_site.site.maintenance_file import ics_path
from runbook_site.site.templating import render

if TYPE_CHECKING:
    from runbook_site.model.document import ServiceDocument
    from runbook_site.site.context import SiteContext

_RHYTHMS = {
    "often": "Several times a week, or more often",
    "weekly": "About every week",
    "rarely": "Not within twelve months",
    "announced": "Announced each time",
    "unread": "By a rule that is not read here",
}
"""What is listed once, with its heading."""
_MOST_LISTED = 40


def freshness_page(context: SiteContext, path: str) -> str:
    """Which reviews hold, and what the checks cover."""
    reviews = reviews_of(context, context.library.runbooks)
    services = [
        (service, reviews_of(context, context.of_service(service.id)), coverage(context, service))
        for service in context.library.services
    ]
    due = due_by_month(context, reviews)
    return render("freshness.md.j2", context, path, reviews=reviews, services=services, due=due)


def proofs_page(context: SiteContext, path: str) -> str:
    """How far the commands are proven, by service, and what keeps them from more."""
    entries = context.catalog.entries
    if context.library.proofs is None:
        return render("proofs.md.j2", context, path, ladder=None)
    services = [
        (service, ladder_of((each for each in entries if each.service == service.id), context.today))
        for service in context.library.services
    ]
    ladder = ladder_of(entries, context.today)
    return render("proofs.md.j2", context, path, ladder=ladder, services=services, most=_MOST_LISTED)


def calendar_page(context: SiteContext, path: str) -> str:
    """Recurring work of all services, over the next twelve months."""
    work = [each for service in context.library.services for each in work_of(context, service)]
    groups = [
        (title, listed)
        for rhythm, title in _RHYTHMS.items()
        if (listed := [each for each in work if each.rhythm == rhythm])
    ]
    months = by_month(work, context.today)
    files = {each.service.id: ics_path(each.service.id) for each in work}
    return render(
        "calendar.md.j2", context, path, work=work, months=months, groups=groups, files=files, all_file=ics_path()
    )


def seen_of_service(context: SiteContext, service: ServiceDocument) -> dict[str, object]:
    """What the page of a service shows of the same."""
    reviews = reviews_of(context, context.of_service(service.id))
    return {
        "reviews": reviews,
        "due": due_by_month(context, reviews),
        "covered": coverage(context, service),
        "work": work_of(context, service),
        "calendar_file": ics_path(service.id),
    }
