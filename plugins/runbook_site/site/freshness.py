"""How old reviews are, in numbers to draw."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.site.months import months_from

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from runbook_site.model.document import RunbookDocument
    from runbook_site.site.context import SiteContext

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Reviews:
    """The runbooks of one service, or of all, by the state of their review."""

    overdue: tuple[RunbookDocument, ...]
    never: tuple[RunbookDocument, ...]
    fresh: tuple[RunbookDocument, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many, by state, the worst first."""
        return (("overdue", len(self.overdue)), ("never", len(self.never)), ("fresh", len(self.fresh)))

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.counts)


def reviews_of(context: SiteContext, documents: Iterable[RunbookDocument]) -> Reviews:
    """Sort runbooks by the state of their review; those with a day by that day."""
    due = [(context.review_due(document), document) for document in documents]
    never = tuple(document for day, document in due if day is None)
    dated = sorted(((day, document) for day, document in due if day is not None), key=lambda item: item[0])
    return Reviews(
        overdue=tuple(document for day, document in dated if day < context.today),
        never=never,
        fresh=tuple(document for day, document in dated if day >= context.today),
    )


def due_by_month(context: SiteContext, reviews: Reviews) -> list[tuple[date | None, int]]:
    """How many reviews end in each month from this one on, up to the last that has any.

    Of more than twelve months, the rest is counted together, under ``None``.
    """
    days = [day for document in reviews.fresh if (day := context.review_due(document)) is not None]
    by_month = Counter(day.replace(day=1) for day in days)
    shown: list[tuple[date | None, int]] = []
    left = len(days)
    for month in months_from(context.today, _MONTHS):
        if left == 0:
            return shown
        shown.append((month, by_month[month]))
        left -= by_month[month]
    return [*shown, (None, left)] if left else shown
