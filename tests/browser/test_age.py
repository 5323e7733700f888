"""What was proven and reviewed, as it reads on the day of the reader: a page may be older than that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_RUNBOOK = "runbooks/shop/move/"
_PROOF = "#command-list-pods .rbs-proof"
_PROVEN = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-0.5, "today"),
        (0, "today"),
        (1.9, "yesterday"),
        (2, "2 days ago"),
        (13.9, "13 days ago"),
        (14, "2 weeks ago"),
        (60.9, "8 weeks ago"),
        (61, "2 months ago"),
        (729, "23 months ago"),
        (730, "2 years ago"),
    ],
)
def test_days_in_words(page: Page, address: str, days: float, words: str) -> None:
    """Never more than it is, and no unit alone: "1 week" may be 13 days."""
    page.goto(f"{address}{_RUNBOOK}")
    assert page.evaluate("days => runbookSite.ago(days)", days) == words


def test_age_is_that_of_the_day_on_which_a_page_is_read(page: Page, address: str) -> None:
    """Built on one day, read on another; the day itself stays."""
    page.clock.set_fixed_time(_PROVEN + timedelta(days=5, hours=9))
    page.goto(f"{address}{_RUNBOOK}")
    proof = page.locator(_PROOF)
    expect(proof).to_contain_text("5 days ago, on 2026-11-20")
    expect(proof.locator(".rbs-overdue")).to_have_count(0)


def test_what_no_longer_holds_is_told_though_it_held_when_the_page_was_built(page: Page, address: str) -> None:
    """By the last day that it holds: on that day nothing is overdue."""
    page.goto(f"{address}{_RUNBOOK}")
    until = page.locator(f"{_PROOF} time").get_attribute("data-until") or ""
    last = datetime.fromisoformat(f"{until}T12:00:00+00:00")
    for late, told in ((0, 0), (1, 1)):
        page.clock.set_fixed_time(last + timedelta(days=late))
        page.reload()
        expect(page.locator(f"{_PROOF} time")).to_contain_text("ago")
        proof = page.locator(_PROOF)
        expect(proof.get_by_text(f"overdue since {until}")).to_have_count(told)


def test_without_scripts_the_day_stands_there(browser: Browser, address: str) -> None:
    """A date is true on any day."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{_RUNBOOK}")
    expect(page.locator(f"{_PROOF} time")).to_have_text("on 2026-11-20")
    context.close()
