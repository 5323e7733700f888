"""Finding a runbook by what is pasted into the search field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize(
    "words", ["--force-new-deployment", "pg_stat_activity", "redis-cli FLUSHALL", "ShopDown", "--cluster"]
)
def test_finds(page: Page, address: str, words: str) -> None:
    """An option, a table, a command and an alert lead to the runbook, typed as they stand there."""
    page.goto(address)
    field = page.locator("[data-md-component=search-query]")
    field.click()
    page.keyboard.type(words)
    page.locator(".md-search-result__item", has_text="Restart the shop").first.wait_for(timeout=10_000)
    assert page.evaluate("document.querySelector('[data-md-component=search-query]').matches(':focus')")
