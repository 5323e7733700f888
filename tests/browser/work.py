"""What somebody on call does on the site, wherever it comes from: find, fill in, copy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.fields import said

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MOVE = "runbooks/shop/move"
COPIED = "globalThis.copied"
_REMEMBER = f"document.addEventListener('rbs:copied', ({{ detail }}) => {{ {COPIED} = detail.text; }})"


def find_fill_copy(page: Page, home: str, *, name: str = "") -> None:
    """From the first page to a runbook by the switcher, to a command by the catalog; fill in, and copy.

    Args:
        page: A page of a browser.
        home: Address of the first page.
        name: Name of the file that a page of a folder has; empty where servers leave it out.
    """
    page.add_init_script(_REMEMBER)
    page.goto(home)
    page.locator(".rbs-find").wait_for()
    page.keyboard.press("/")
    page.locator(".rbs-switcher input").fill("restart the shop")
    page.locator(".rbs-switcher li[aria-selected]", has_text="Restart the shop").wait_for()
    page.keyboard.press("Enter")
    page.locator("#command-flush").wait_for()

    page.goto(home.replace("index.html", "") + (f"runbooks/catalog{name or '/'}"))
    page.get_by_label("All of these words").fill("describe one pod")
    page.locator(".rbs-results > li", has_text="Describe one pod").locator(".rbs-title").click()
    page.locator("#command-describe").wait_for()
    page.wait_for_url(re.compile(re.escape(MOVE)))

    page.get_by_label("$namespace", exact=True).fill("prod")
    page.get_by_label("$pod", exact=True).fill("shop-1")
    page.locator("#command-describe .rbs-copy").click()
    said(page, "Copied: Describe one pod.")
    assert page.evaluate(COPIED) == 'kubectl --namespace "prod" describe pod "shop-1"'


def open_search(page: Page) -> None:
    """Go to the theme's own search: a field in the header of Material; of Zensical a button there, once it is ready.

    Zensical says that it loads until it can look for something, and nothing afterwards.
    """
    page.locator("[data-md-component=search-query], dialog[aria-label=Search]").wait_for(state="attached")
    page.locator("[data-md-component=search-query], .md-search__button").click()
    expect(search_field(page)).to_be_focused()
    ready = page.locator("[data-md-component=search-query], dialog[aria-label=Search] [role=status]:empty")
    ready.first.wait_for(state="attached")


def search_field(page: Page) -> Locator:
    """Where the theme's own search is typed into; Zensical's is there once it is open."""
    return page.locator("[data-md-component=search-query], dialog [role=combobox][aria-label=Search]")


def found(page: Page) -> Locator:
    """What the theme's own search has found, by the names of Material and by the roles of Zensical."""
    return page.locator(".md-search-result__item, [aria-label='Search results'] [role=option]")


def search(page: Page, words: str, title: str) -> None:
    """Put words into the theme's own search, and wait until it has found a page with this title.

    As one pastes: all words at once, since Zensical loses the first of keys that come within a few milliseconds and
    then finds nothing more; and a key let go, since Material looks for the words only then.
    """
    open_search(page)
    search_field(page).fill(words)
    search_field(page).press("End")
    found(page).filter(has_text=title).first.wait_for()
