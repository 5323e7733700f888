"""Single keys on a runbook, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.fields import MOVE, copy_button, field, has_focus

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_keys(page: Page, address: str) -> None:
    """From command to command, to the values and to the explanation by single keys, which can be turned off."""
    page.goto(f"{address}{MOVE}")
    page.keyboard.press("j")
    assert has_focus(copy_button(page, "list-pods"))
    page.keyboard.press("j")
    assert has_focus(copy_button(page, "describe"))
    outline = copy_button(page, "describe").evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)")
    assert float(outline) >= 2
    page.keyboard.press("k")
    assert has_focus(copy_button(page, "list-pods"))
    page.keyboard.press("v")
    assert has_focus(field(page, "namespace"))
    page.keyboard.type("jv?k")
    expect(field(page, "namespace")).to_have_value("jv?k")
    field(page, "namespace").blur()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Using this page")
    dialog.wait_for()
    dialog.get_by_label("Keys of one letter").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    before = page.evaluate("document.activeElement.outerHTML")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.outerHTML") == before
    page.get_by_role("button", name="Help and keys").click()
    dialog.get_by_label("Keys of one letter").check()
    dialog.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    assert has_focus(page.locator(".rbs-copy:focus"))


def test_link_to_the_commands(page: Page, address: str) -> None:
    """A link at the top of the page leads to its first command."""
    page.goto(f"{address}{MOVE}")
    page.get_by_role("link", name="Jump to commands").click()
    page.wait_for_url("**#command-list-pods")


def test_says_nothing_of_other_pages(page: Page, address: str) -> None:
    """On a page without runbook commands no key is taken."""
    page.goto(f"{address}runbooks/rules/")
    page.keyboard.press("j")
    focused = page.evaluate("document.activeElement.tagName")
    assert focused == "BODY"
