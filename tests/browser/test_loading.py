"""What a page loads when it is opened, and what comes later: in time, and told where it does not come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.doing import RESTART, open_runbook, step_box
from tests.browser.fields import MOVE, copy_button, field, open_page, said, source, state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Dialog, Page

_OURS = re.compile(r"/assets/runbook-site/([^/?]+)$")
_ALL_IS_THERE = """() => {
  const styles = [...document.querySelectorAll("link[href$='/confirm.css'], link[href$='/log.css']")];
  const { problem, confirmCopy, showLog } = globalThis.runbookSite;
  return problem && confirmCopy && showLog && styles.length === 2 && styles.every(({ sheet }) => sheet);
}"""
"""Whether all has come that commands and the log need later, before anybody has asked for it."""


@pytest.fixture
def loaded(page: Page) -> list[str]:
    """The files of ours that a page has asked for, in order."""
    names: list[str] = []
    page.on("request", lambda request: names.extend(_OURS.findall(request.url)))
    return names


@pytest.fixture
def unwatched(browser: Browser) -> Iterator[Page]:
    """A page on which files may fail to come."""
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def test_a_page_loads_what_it_shows(page: Page, loaded: list[str], address: str) -> None:
    """To read a runbook and to see its fields takes three files; the rest comes with the first value and entry."""
    open_page(page, address, path=RESTART)
    page.wait_for_load_state("networkidle")
    assert sorted(set(loaded)) == ["filling.js", "runbook-site.css", "runbook-site.js"]
    field(page, "since").fill("2026-11-21 03:00 UTC")
    step_box(page, "1. Look: is it the database?").check()
    page.locator(".rbs-log").wait_for()
    assert sorted(loaded[-3:]) == ["log.css", "log.js", "writing.js"]


def test_a_list_has_its_styles_without_scripts(browser: Browser, address: str) -> None:
    """The styles of lists are no part of what every page loads, and need no script to come."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}runbooks/severity/")
    expect(page.locator("link[href$='lists.css']")).to_have_count(1)
    page.goto(f"{address}runbooks/")
    assert page.locator(".rbs-cards").first.evaluate("e => getComputedStyle(e).display") == "grid"
    page.goto(f"{address}{RESTART}")
    expect(page.locator("link[href$='lists.css']")).to_have_count(0)
    context.close()


def test_styles_that_came_later_outlive_a_change_of_page(page: Page, address: str, *, instant: bool) -> None:
    """Themes that put a page in place of another clear its head of what the new one does not have."""
    page.goto(f"{address}runbooks/shop/")
    page.keyboard.press("/")
    page.locator(".rbs-switcher").wait_for()
    page.keyboard.press("Escape")
    page.locator(".rbs-switcher").wait_for(state="hidden")
    page.evaluate("globalThis.stillHere = true")
    page.get_by_role("region", name="Incidents").get_by_role("link", name="Restart the shop").click()
    page.locator(".rbs-foot").wait_for()
    page.keyboard.press("/")
    expect(page.locator(".rbs-switcher")).to_have_css("display", "flex")
    assert page.evaluate("globalThis.stillHere === true") is instant


def test_no_value_is_used_unchecked(unwatched: Page, address: str) -> None:
    """Without the script that checks and quotes values every value counts as open; it is asked for again."""
    unwatched.route("**/writing.js", lambda route: route.abort())
    open_page(unwatched, address, path=RESTART)
    copy = unwatched.get_by_role("button", name="Copy: The shop is down")
    copy.click()
    said(unwatched, "Not copied: The shop is down. Still open: since.")
    field(unwatched, "since").fill("2026-11-21 03:00 UTC")
    said(unwatched, "writing.js could not be loaded")
    expect(state(unwatched, "since")).to_have_text("Not checked yet.")
    copy.click()
    said(unwatched, "Not copied: The shop is down. writing.js could not be loaded.")
    unwatched.unroute("**/writing.js")
    copy.click()
    unwatched.get_by_text(re.compile(r"^Copied: The shop is down\.")).wait_for()
    assert "2026-11-21 03:00 UTC" in str(unwatched.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("answer", [True, False])
def test_asks_with_the_browsers_own_question(unwatched: Page, address: str, *, answer: bool) -> None:
    """Where the question before a destructive command does not come, the browser asks: never is it copied unasked."""
    unwatched.route("**/confirm.js", lambda route: route.abort())
    asked: list[str] = []

    def reply(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if answer else dialog.dismiss()

    unwatched.on("dialog", reply)
    open_runbook(unwatched, address)
    unwatched.evaluate("navigator.clipboard.writeText('before')")
    copy_button(unwatched, "flush").click()
    said(unwatched, "Copied: Empty the cache" if answer else "Not copied: Empty the cache")
    assert asked == ["This destroys: Every session ends. Copy it?"]
    assert (unwatched.evaluate("navigator.clipboard.readText()") == "before") is not answer


def test_takes_values_of_an_address_that_has_an_anchor(page: Page, address: str) -> None:
    """The values go into the fields, and the address keeps its anchor."""
    open_page(page, address, fragment="command-describe&namespace=prod", path=MOVE)
    page.locator(".rbs-taken", has_text="From the link: namespace").wait_for()
    assert page.evaluate("location.hash") == "#command-describe"
    expect(source(page, "describe")).to_contain_text("prod")


def test_without_a_service_worker_all_is_there_before_it_is_needed(unwatched: Page, address: str) -> None:
    """Without HTTPS no copy is kept: a page that is open must do all it can once the server is gone."""
    unwatched.add_init_script("Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })")
    open_page(unwatched, address, path=RESTART)
    unwatched.wait_for_function(_ALL_IS_THERE)
    unwatched.route("**/*", lambda route: route.abort())
    field(unwatched, "since").fill("2026-11-21 03:00 UTC")
    unwatched.get_by_role("button", name="Copy: The shop is down").click()
    unwatched.get_by_text(re.compile(r"^Copied: The shop is down\.")).wait_for()
    step_box(unwatched, "1. Look: is it the database?").check()
    unwatched.locator(".rbs-log").wait_for()


def test_a_default_stands_in_the_page_as_it_was_built(page: Page, loaded: list[str], address: str) -> None:
    """Nothing has to be loaded for it, and what checks and quotes values writes it the same."""
    open_page(page, address, path=MOVE)
    page.wait_for_load_state("networkidle")
    assert "writing.js" not in loaded
    expect(state(page, "region")).to_have_text("Default.")
    places = page.locator(".rbs-slot[data-name=region]")
    before = places.all_text_contents()
    assert set(before) == {"eu-west-1"}
    field(page, "customer").fill("x")
    page.wait_for_function("() => Boolean(runbookSite.filled)")
    page.locator(".rbs-code .rbs-slot[data-name=customer][data-state=filled]").first.wait_for()
    assert places.all_text_contents() == before
    field(page, "region").fill("eu-central-1")
    page.locator(".rbs-code .rbs-slot[data-name=region]", has_text="eu-central-1").first.wait_for()
    page.get_by_role("button", name="Clear region").click()
    page.locator(".rbs-code .rbs-slot[data-name=region]", has_text="eu-west-1").first.wait_for()
    expect(places).to_have_text(before)
