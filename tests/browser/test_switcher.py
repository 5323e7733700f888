"""The switcher: from a few letters to the page, from anywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, Route


def _open(page: Page, key: str = "/") -> Locator:
    page.keyboard.press(key)
    field = page.locator(".rbs-switcher input")
    field.wait_for()
    page.locator(".rbs-switcher li").first.wait_for()
    return field


def _shut(page: Page) -> None:
    """Shut it with Escape, and wait until keys are the page's again: what is shut has the focus for a moment more."""
    page.keyboard.press("Escape")
    page.locator(".rbs-switcher").wait_for(state="hidden")
    page.wait_for_function("!document.activeElement.closest('dialog')")


def _with_commands(page: Page) -> None:
    """Wait until commands are among what is found: they come a moment later, and the list is made anew with them."""
    page.locator(".rbs-switcher .rbs-kind", has_text="Command").first.wait_for()


def _first(page: Page, kind: str, title: str) -> None:
    page.locator(".rbs-switcher li[aria-selected]", has_text=title).filter(has_text=kind).wait_for()


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_opens_by_a_key_before_the_theme_does(page: Page, address: str, key: str) -> None:
    """The key opens it, the theme's own search stays shut, and Escape gives the focus back."""
    page.goto(f"{address}runbooks/shop/restart/")
    page.locator(".rbs-find").focus()
    field = _open(page, key)
    expect(field).to_be_focused()
    expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()
    expect(page.locator("dialog[aria-label=Search]")).to_be_hidden()  # Zensical's.
    _shut(page)
    expect(page.locator(".rbs-find")).to_be_focused()


def test_leaves_a_field_alone(page: Page, address: str) -> None:
    """Who types a path types a slash."""
    page.goto(f"{address}runbooks/catalog/")
    page.get_by_label("All of these words").focus()
    page.keyboard.type("a/b")
    expect(page.get_by_label("All of these words")).to_have_value("a/b")
    expect(page.locator(".rbs-switcher")).to_have_count(0)


@pytest.mark.parametrize(
    ("typed", "first", "target"),
    [
        ("restart the shop", ("Runbook", "Restart the shop"), "runbooks/shop/restart/"),
        ("SHOPDOWN", ("Alert", "ShopDown"), "runbooks/alerts/shopdown/"),
        ("shopq", ("Alert", "ShopQueueFull"), "runbooks/alerts/shopqueuefull/"),
        ("flushall", ("Command", "Empty the cache"), "runbooks/shop/restart/#command-flush"),
        (
            "--force-new-deployment",
            ("Option", "--force-new-deployment"),
            "runbooks/catalog/?text=--force-new-deployment",
        ),
    ],
)
def test_leads_there(  # noqa: PLR0913 - three of them are fixtures
    page: Page, address: str, typed: str, first: tuple[str, str], target: str, *, instant: bool
) -> None:
    """What is called so comes first, and Enter goes there, without loading the site anew where links do not."""
    page.goto(address)
    page.evaluate("globalThis.stillHere = true")
    _open(page)
    page.keyboard.type(typed)
    _first(page, *first)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.startswith(f"{address}{target}"))
    page.locator(".rbs-switcher").wait_for(state="hidden")
    page.wait_for_function("instant => (globalThis.stillHere === true) === instant", arg=instant)


def test_arrow_keys_choose(page: Page, address: str) -> None:
    """Down, up and around; a screen reader is told which one is meant."""
    page.goto(address)
    field = _open(page)
    page.keyboard.type("shop")
    rows = page.locator(".rbs-switcher li")
    _with_commands(page)
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", rows.nth(1).get_attribute("id") or "an id")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(rows.last).to_have_attribute("aria-selected", "true")


def test_late_commands_leave_the_choice(page: Page, address: str) -> None:
    """What was chosen before all has come is what Enter opens, though it stands elsewhere in the list by then."""
    held: list[Route] = []
    page.route("**/catalog-data.js", lambda route: held.append(route))  # noqa: PLW0108 - it is given an attribute
    page.goto(address)
    _open(page)
    page.keyboard.type("command")
    page.locator(".rbs-switcher li").nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".rbs-switcher li[aria-selected]")
    before = chosen.inner_text()
    held[0].continue_()
    _with_commands(page)
    expect(chosen).to_have_text(before, use_inner_text=True)
    assert chosen.get_attribute("data-number") != "1", "nothing came before it, so that this shows nothing"


def test_what_was_open_comes_first(page: Page, address: str) -> None:
    """Whoever opens it again wants back to the runbook of the hour."""
    page.goto(f"{address}runbooks/shop/restart/")
    page.goto(f"{address}runbooks/wiki/plain/")
    page.goto(address)
    _open(page)
    titles = page.locator(".rbs-switcher li .rbs-title").all_inner_texts()
    assert titles[:2] == ["Everything that Markdown has", "Restart the shop"]
    assert len(titles) == len(set(titles))


def test_rubbish_in_storage_is_nobodys_loss(page: Page, address: str) -> None:
    """What others have written there is not read as ours, and leads nowhere."""
    page.goto(address)
    for rubbish in ("{", "5", '["x"]', '[["T","javascript:alert(1)"]]', '[["T","https://x.example.com/"]]', "null"):
        page.evaluate("text => sessionStorage.setItem('rbs-recent', text)", rubbish)
        page.reload()
        _open(page)
        expect(page.locator(".rbs-switcher li", has_text="Recent")).to_have_count(0)


def test_loads_nothing_before_it_is_used(page: Page, address: str) -> None:
    """A page pays for it when it is opened, once."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    page.goto(f"{address}runbooks/shop/restart/")
    assert not {"switcher.js", "find-data.js", "catalog-data.js"} & set(loaded)
    for _ in range(2):
        _open(page)
        _shut(page)
    assert [loaded.count(name) for name in ("switcher.js", "find-data.js")] == [1, 1]


def test_by_touch(browser: Browser, address: str) -> None:
    """On a phone a button opens it, a tap goes there, and a button shuts it."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}runbooks/wiki/plain/")
    box = page.locator(".rbs-find").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    page.locator(".rbs-find").tap()
    page.locator(".rbs-switcher").get_by_role("button", name="Close").tap()
    page.locator(".rbs-switcher").wait_for(state="hidden")
    page.locator(".rbs-find").tap()
    page.locator(".rbs-switcher input").fill("restart")
    _with_commands(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    row = page.locator(".rbs-switcher li", has_text="Restart the shop").filter(has_text="Runbook")
    box = row.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    row.tap()
    page.wait_for_url(f"{address}runbooks/shop/restart/")
    context.close()


def test_home_begins_with_it(page: Page, address: str) -> None:
    """The first thing on the first page is the way to everything."""
    page.goto(address)
    page.locator(".rbs-home .rbs-field").click()
    page.locator(".rbs-switcher input:focus").wait_for()


@pytest.mark.usefixtures("address")
def test_works_from_a_file(page: Page, site: Path) -> None:
    """A copy on a disk has it as well."""
    page.goto((site / "runbooks" / "shop" / "restart" / "index.html").as_uri())
    _open(page)
    page.keyboard.type("flushall")
    _first(page, "Command", "Empty the cache")


def test_says_when_its_data_is_missing(browser: Browser, address: str) -> None:
    """It stays usable when the network comes back."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/find-data.js", lambda route: route.abort())
    page.goto(address)
    page.keyboard.press("/")
    page.locator(".rbs-switcher", has_text="could not be loaded").wait_for()
    page.unroute("**/find-data.js")
    page.get_by_role("button", name="Try again").click()
    page.locator(".rbs-switcher li").first.wait_for()
    context.close()


def test_finds_without_the_commands(browser: Browser, address: str) -> None:
    """Runbooks and alerts are there although the catalog is not."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/catalog-data.js", lambda route: route.abort())
    page.goto(address)
    _open(page)
    page.keyboard.type("restart")
    _first(page, "Runbook", "Restart the shop")
    context.close()


def test_whatever_a_thing_is_called(page: Page, address: str) -> None:
    """Names are texts: no markup, no property of an object, no code of an address."""
    names = ["__proto__", "constructor", "<img src=x onerror=alert(1)>", "100%25 %zz", "\u202elive", "'\"`", "x" * 5000]
    data = {
        "catalog": "runbooks/catalog/",
        "list": "runbooks/alerts/",
        "services": [],
        "runbooks": [],
        "alerts": [[name, "runbooks/alerts/", "runbooks/alerts/", "Shop", "x"] for name in names],
        "options": [],
        "aliases": [],
    }
    page.route("**/find-data.js", lambda route: route.fulfill(body=f"globalThis.runbookFind = {json.dumps(data)}"))
    page.goto(address)
    field = _open(page)
    expect(page.locator(".rbs-switcher img")).to_have_count(0)
    for name in names:
        field.fill(name)
        _first(page, "Alert", name)
