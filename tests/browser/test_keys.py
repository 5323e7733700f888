"""Single keys on a runbook, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.fields import MOVE, copy_button, field

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_keys(page: Page, address: str) -> None:
    """From command to command, to the values and to the explanation by single keys, which can be turned off."""
    page.goto(f"{address}{MOVE}")
    page.keyboard.press("j")
    expect(copy_button(page, "list-pods")).to_be_focused()
    page.keyboard.press("j")
    expect(copy_button(page, "describe")).to_be_focused()
    outline = copy_button(page, "describe").evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)")
    assert float(outline) >= 2
    page.keyboard.press("k")
    expect(copy_button(page, "list-pods")).to_be_focused()
    page.keyboard.press("v")
    expect(field(page, "namespace")).to_be_focused()
    page.keyboard.type("jv?k")
    expect(field(page, "namespace")).to_have_value("jv?k")
    field(page, "namespace").blur()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Using this page")
    dialog.wait_for()
    dialog.get_by_label("Keys of one letter").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.wait_for_function("document.activeElement === document.body")
    page.keyboard.press("j")
    page.evaluate("runbookSite.load('help.css', 'help.js')")  # What a key waits for is there: it would have done it.
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("button", name="Help and keys").click()
    dialog.get_by_label("Keys of one letter").check()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
    page.wait_for_function("!document.activeElement.closest('dialog')")
    page.keyboard.press("j")
    expect(page.locator(".rbs-copy:focus")).to_be_focused()


def test_link_to_the_commands(page: Page, address: str) -> None:
    """A link at the top of the page leads to its first command."""
    page.goto(f"{address}{MOVE}")
    page.get_by_role("link", name="Jump to commands").click()
    page.wait_for_url("**#command-list-pods")


def test_says_nothing_of_other_pages(page: Page, address: str) -> None:
    """On a page without runbook commands no key is taken."""
    page.goto(f"{address}runbooks/rules/")
    page.locator(".rbs-find").wait_for()
    page.evaluate("addEventListener('keydown', (event) => { globalThis.taken = event.defaultPrevented; })")
    page.keyboard.press("j")
    page.wait_for_function("globalThis.taken !== undefined")
    assert page.evaluate("globalThis.taken") is False
    assert page.evaluate("document.activeElement === document.body")
