"""The catalog page, in a real browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


@pytest.fixture
def catalog(page: Page, address: str) -> Page:
    """The catalog's page, loaded."""
    page.goto(f"{address}runbooks/catalog/")
    page.locator(".rbs-results > li").first.wait_for()
    return page


def _count(page: Page, expected: str) -> None:
    page.locator(".rbs-count", has_text=expected).wait_for()


def test_filters_by_all_words(catalog: Page) -> None:
    """Every word has to be found, in title, text, tool or runbook."""
    catalog.get_by_label("All of these words").fill("--force ECS replace")
    _count(catalog, "1 of ")
    assert catalog.locator(".rbs-results .rbs-title").inner_text() == "Replace every task"


def test_filters_by_choice_and_keeps_it_in_the_address(catalog: Page) -> None:
    """A filter can be sent to somebody as an address."""
    catalog.get_by_label("Risk").select_option("destructive")
    catalog.get_by_label("Service").select_option("shop")
    _count(catalog, "1 of ")
    assert "risk=destructive" in catalog.url
    other = catalog.context.new_page()
    other.goto(catalog.url)
    _count(other, "1 of ")
    assert other.locator(".rbs-results .rbs-title").all_inner_texts() == ["Empty the cache"]
    assert other.get_by_label("Risk").input_value() == "destructive"


def test_choices_say_how_much_they_give(catalog: Page) -> None:
    """The number at a choice is what would be found with it."""
    catalog.get_by_label("Tool").select_option("curl")
    _count(catalog, "2 of ")
    options = catalog.get_by_label("Risk").locator("option").all_inner_texts()
    assert options == ["Any risk", "reads only (2)"]
    assert "aws (1)" in catalog.get_by_label("Tool").locator("option").all_inner_texts()


def test_says_when_nothing_is_found(catalog: Page) -> None:
    """An empty list is explained, and can be left by one press."""
    catalog.get_by_label("All of these words").fill("no such words")
    _count(catalog, "No command matches")
    catalog.get_by_role("button", name="Clear all filters").click()
    catalog.locator(".rbs-results > li").nth(8).wait_for()


def test_leads_to_the_command(catalog: Page, address: str) -> None:
    """A result leads to its place in its runbook."""
    catalog.get_by_label("All of these words").fill("flushall")
    _count(catalog, "1 of ")
    catalog.locator(".rbs-results .rbs-title").click()
    catalog.locator("#command-flush").wait_for()
    assert catalog.url == f"{address}runbooks/shop/restart/#command-flush"


def test_copies_from_a_result(catalog: Page) -> None:
    """A result copies exactly its command."""
    catalog.get_by_label("All of these words").fill("pg_stat_activity")
    _count(catalog, "1 of ")
    catalog.locator(".rbs-results .rbs-copy").click()
    catalog.locator(".rbs-live", has_text="Copied: List the queries").wait_for()
    sql = "SELECT pid, wait_event_type, query\nFROM pg_stat_activity\nWHERE wait_event_type = 'Lock';"
    assert catalog.evaluate("navigator.clipboard.readText()") == sql


def test_starts_after_instant_navigation(page: Page, address: str) -> None:
    """The catalog fills itself when it is reached without a page load, and again when it is left and reached."""
    page.goto(f"{address}runbooks/shop/restart/")
    page.evaluate("globalThis.stillHere = true")
    for _ in range(2):
        page.locator(".md-nav--primary").get_by_role("link", name="Commands", exact=True).first.evaluate(
            "a => a.click()"
        )
        page.locator(".rbs-results > li").first.wait_for()
        page.go_back()
        page.locator("#command-force").wait_for()
    assert page.evaluate("globalThis.stillHere")


@pytest.mark.usefixtures("address")
def test_works_from_a_file(page: Page, site: Path) -> None:
    """A copy of the site on a disk has a working catalog."""
    page.goto((site / "runbooks" / "catalog" / "index.html").as_uri() + "?text=flushall")
    _count(page, "1 of ")


def test_shows_ten_thousand_commands_in_batches(page: Page, address: str) -> None:
    """A large catalog answers at once: a hundred results are shown, and more on demand."""
    row = {
        "service": "shop",
        "runbook": "R",
        "language": "shell",
        "risk": "read",
        "effect": "",
        "tools": ["echo"],
        "url": "#",
        "same": 0,
    }
    rows = [{**row, "id": f"a/b/{n}", "title": f"Title {n}", "source": f"echo {n} " + "x" * 200} for n in range(10_000)]
    page.route(
        "**/catalog-data.js", lambda route: route.fulfill(body=f"globalThis.runbookCatalog = {json.dumps(rows)}")
    )
    page.goto(f"{address}runbooks/catalog/")
    _count(page, "10000 commands")
    assert page.locator(".rbs-results > li").count() == 100
    page.get_by_role("button", name="Show more").click()
    assert page.locator(".rbs-results > li").count() == 200
    milliseconds = page.evaluate(
        """async () => {
          const input = document.querySelector(".rbs-filters input");
          const count = document.querySelector(".rbs-count");
          let longest = 0, last = performance.now(), done = false;
          const tick = () => {
            const now = performance.now();
            longest = Math.max(longest, now - last);
            last = now;
            if (!done) setTimeout(tick, 0);
          };
          tick();
          input.value = "title 9999";
          input.dispatchEvent(new Event("input", {bubbles: true}));
          while (!count.textContent.startsWith("1 of 10000")) await new Promise((next) => setTimeout(next, 5));
          done = true;
          return longest;
        }"""
    )
    # A tenth of a second is where people begin to notice; the machine of the tests may be four times as slow.
    assert milliseconds < 400
