"""Nothing that a runbook says becomes more than text, on any page, and no page asks another host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import PAGES, PHONE
from tests.browser.work import found, search

if TYPE_CHECKING:
    from playwright.sync_api import Page

_TITLE = '<script>alert(1)</script> </title> & "q" {{ 7*7 }} {% raw %} *x* [y](z) `c` \u202eevil'
_INJECTED = (
    "script:not([src]):not([id]):not(:empty), img[src=x], [onerror], [onload]:not(script), svg[onload], "
    "article script:not([src]), a[href^=javascript\\:]:not([class^=md-])"
)


def test_pages_are_quiet_and_fit_a_phone(page: Page, address: str) -> None:
    """Every kind of page runs nothing of a runbook, asks nobody else, and is no wider than a phone."""
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    for kind, path in PAGES.items():
        page.goto(address + path)
        page.locator("article h1").wait_for()
        expect(page.locator(f"article :is({_INJECTED})"), kind).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], kind


def test_title_is_text_everywhere(page: Page, address: str) -> None:
    """A title with markup reads as it was written: in the tab, the heading, the navigation and the path."""
    page.goto(f"{address}runbooks/shop/hostile/")
    assert page.title() == f"{_TITLE} - Test"
    assert page.locator("article h1").inner_text().removesuffix("¶").strip() == _TITLE
    entries = page.locator(".md-nav__link--active .md-ellipsis, .md-nav__link--active").all_text_contents()
    assert any(_TITLE in " ".join(entry.split()) for entry in entries)


def test_table_of_contents_is_text(page: Page, address: str) -> None:
    """A step's title with markup reads as it was written in the table of contents."""
    page.goto(f"{address}runbooks/shop/hostile/")
    entries = page.locator(".md-sidebar--secondary .md-nav__link").all_text_contents()
    wanted = '1. </h3><script>alert(2)</script> {{ 1+1 }} | a | --8<-- "x"'
    assert wanted in [" ".join(entry.split()) for entry in entries]


def test_search_result_is_text(page: Page, address: str) -> None:
    """A search result shows markup of a title and of a command as text."""
    page.goto(address)
    search(page, "raw", "raw")
    expect(found(page).filter(has_text="raw").first).to_contain_text("<script>alert(1)</script>")
    expect(found(page).locator("script, img")).to_have_count(0)


def test_catalog_shows_markup_as_text(page: Page, address: str) -> None:
    """A result of the catalog shows title, effect and command as they were written."""
    page.goto(f"{address}runbooks/catalog/?text=alert(7)")
    row = page.locator(".rbs-results > li")
    row.wait_for()
    expect(row).to_have_count(1)
    expect(row.locator(".rbs-title")).to_have_text('<script>alert(6)</script> "quoted" {{ 2+2 }} \u202etxt.exe')
    expect(row.locator(".rbs-effect")).to_have_text("<script>alert(9)</script> {{ 4+4 }}")
    assert row.locator(".rbs-source *").count() == row.locator(".rbs-source .rbs-unseen").count()


def test_address_of_a_filter_is_text(page: Page, address: str) -> None:
    """What stands in the address goes into fields and into nothing else."""
    page.goto(f"{address}runbooks/catalog/?text=%3Cimg%20src=x%20onerror=alert(1)%3E&risk=%22%3E%3Cscript%3Ealert(2)")
    page.locator(".rbs-count", has_text="No command matches").wait_for()
    expect(page.locator(f"article :is({_INJECTED})")).to_have_count(0)


def test_turned_text_ends_where_it_is(page: Page, address: str) -> None:
    """A character that turns the writing direction is shown, and turns nothing behind it."""
    page.goto(f"{address}runbooks/shop/hostile/")
    places = page.evaluate(
        """() => {
          const code = document.querySelector("#command-odd .rbs-source");
          const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf("--8<-- $HOME");
            if (at < 0) continue;
            const x = (offset) => {
              const range = document.createRange();
              range.setStart(node, offset);
              range.setEnd(node, offset + 1);
              return range.getBoundingClientRect().x;
            };
            return [x(at + 2), x(at + 3), x(at + 4)];
          }
        }"""
    )
    assert places == sorted(places)
    marks = page.locator("#command-odd .rbs-source .rbs-unseen").evaluate_all("all => all.map(e => e.dataset.code)")
    assert marks == ["U+202E", "U+200B", "U+00A0", "U+2028"]
