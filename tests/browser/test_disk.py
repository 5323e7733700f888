"""The site from a disk: no server, no network, the same work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGES, Watch
from tests.browser.sites import build_site
from tests.browser.work import find_fill_copy, search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory, engine: str) -> Path:
    """The folder of a site that was built to be opened from a disk."""
    folder = tmp_path_factory.mktemp("disk")
    build_site(folder, engine, "http://127.0.0.1/", "--no-directory-urls")
    return folder / "site"


@pytest.fixture
def offline(browser: Browser, engine: str) -> Iterator[Page]:
    """A page of a browser without a network, in which nothing may go wrong unseen."""
    context = browser.new_context(offline=True)
    watch = Watch(context, "file:", engine)
    yield context.new_page()
    context.close()
    assert watch.foreign == [], "a page asked for something elsewhere"
    assert watch.errors == [], "a script failed"


def _file(path: str) -> str:
    """The file of a page, for an address that ends with a slash."""
    return "index.html" if not path else path.rstrip("/") + ".html"


def test_find_fill_in_and_copy(offline: Page, disk: Path) -> None:
    """The switcher, the catalog, the values and the buttons work."""
    find_fill_copy(offline, f"{disk.as_uri()}/index.html", name=".html")


@pytest.mark.parametrize("words", ["--force-new-deployment", "pg_stat_activity", "ShopDown"])
def test_search(offline: Page, disk: Path, words: str) -> None:
    """The theme's own search finds what it finds on a server, from the first page and from one that lies deeper."""
    for path in ("index.html", "runbooks/rules/review-overdue.html"):
        offline.goto(f"{disk.as_uri()}/{path}")
        search(offline, words, "Restart the shop")


def test_every_kind_of_page(offline: Page, disk: Path) -> None:
    """Every page is there, and nothing that it needs is missing."""
    for kind, path in PAGES.items():
        name = "runbooks/index.html" if path == "runbooks/" else _file(path)
        found = next(each for each in (name, f"{path}index.html") if (disk / each).is_file())
        offline.goto(f"{disk.as_uri()}/{found}")
        expect(offline.locator("article h1"), kind).to_be_visible()
        assert offline.evaluate("getComputedStyle(document.body).getPropertyValue('--rbs-tap').trim()") == "44px", kind
