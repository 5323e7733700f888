"""What tests of filling in and of copying do on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MOVE = "runbooks/shop/move/"
"""The page with a value of every type."""


def field(page: Page, name: str) -> Locator:
    """The field of a value."""
    return page.locator(f"[id^=value-][id$=-{name}]")


def state(page: Page, name: str) -> str:
    """What the page says beside the field of a value, once it has been left and looked at by what checks it."""
    field(page, name).blur()
    said = page.locator(f"[id^=value-][id$=-{name}-state]")
    for _ in range(30):
        if said.inner_text() != "Not checked yet.":
            break
        page.wait_for_timeout(50)
    return said.inner_text()


def copy_button(page: Page, command: str) -> Locator:
    """The button that copies a command."""
    return page.locator(f"#command-{command} .rbs-copy")


def has_focus(locator: Locator) -> bool:
    """Whether the keyboard is there."""
    return bool(locator.evaluate("e => e === document.activeElement"))


def source(page: Page, command: str) -> str:
    """The text of a command as it is shown, once its values are checked and the next frame has come."""
    unchecked = page.locator(".rbs-value-state", has_text="Not checked yet.")
    for _ in range(20):
        if not unchecked.count():
            break
        page.wait_for_timeout(50)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.locator(f"#command-{command} .rbs-source").inner_text()


def said(page: Page, text: str) -> None:
    """Wait until the page says something."""
    page.locator(".rbs-live", has_text=text).wait_for()


def open_page(page: Page, address: str, fragment: str = "", path: str = MOVE) -> None:
    """Open a runbook, and wait for its fields."""
    page.goto(f"{address}{path}{'#' if fragment else ''}{fragment}")
    page.locator(".rbs-value-bar").wait_for(state="attached")
