"""Finding a runbook by what is pasted into the search field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.sites import MATERIAL
from tests.browser.work import found, open_search, search, search_field

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route


@pytest.mark.parametrize(
    "words", ["--force-new-deployment", "pg_stat_activity", "redis-cli FLUSHALL", "ShopDown", "--cluster"]
)
def test_finds(page: Page, address: str, words: str) -> None:
    """An option, a table, a command and an alert lead to the runbook, typed as they stand there."""
    page.goto(address)
    search(page, words, "Restart the shop")
    expect(search_field(page)).to_be_focused()


@pytest.mark.engines(*MATERIAL, reason="its search opens when it has loaded all, and reads options as they stand")
def test_finds_what_was_typed_before_all_was_loaded(page: Page, address: str) -> None:
    """Whoever types at once finds the same, however slow the network."""
    held: list[Route] = []
    page.route("**/search.js", lambda route: held.append(route))  # noqa: PLW0108 - it takes no built-in function
    page.goto(address)
    with page.expect_request("**/search.js"):
        open_search(page)
    page.keyboard.type("--cluster")
    page.locator(".md-search-result__meta", has_text="No matching documents").wait_for()
    held.pop().continue_()
    found(page).filter(has_text="Restart the shop").first.wait_for()
