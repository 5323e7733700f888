"""What tests of doing a runbook and of its log do on a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

RESTART = "runbooks/shop/restart/"
LOOK = "1. Look: is it the database?"
FORCE = "2. Restart every task"
ANSWERS = "3. See that it answers"

_LINES = """all => all.map((item) => {
  const shown = [...item.childNodes].filter((node) => !node.matches?.("time, details"));
  return shown.map((node) => node.textContent).join("").trim();
})"""


def phone(browser: Browser) -> BrowserContext:
    """A phone, with a finger in place of a mouse."""
    size: Any = PHONE
    return browser.new_context(viewport=size, has_touch=True, is_mobile=True)


def open_runbook(page: Page, address: str, path: str = RESTART) -> None:
    """Open a runbook, and wait until its steps can be ticked."""
    page.goto(f"{address}{path}")
    page.locator(".rbs-foot").wait_for()


def step_box(page: Page, step: str) -> Locator:
    """The box of a step, by its heading."""
    return page.get_by_label(f"Done: {step}", exact=True)


def entries(page: Page) -> list[str]:
    """The lines of the log on the page, without their times."""
    page.locator(".rbs-log").wait_for()
    lines: list[str] = page.locator(".rbs-entries > li").evaluate_all(_LINES)
    return lines


def stored(page: Page, runbook: str = "shop/restart") -> dict[str, Any] | None:
    """What the browser keeps of a runbook's log."""
    text = page.evaluate("key => localStorage.getItem(key)", f"rbs-log:{runbook}")
    return None if text is None else dict(json.loads(text))


def note(page: Page, text: str) -> None:
    """Write a note into the log."""
    page.get_by_role("button", name="Log").click()
    field = page.get_by_label("Note", exact=True)
    expect(field).to_be_focused()
    field.fill(text)
    page.keyboard.press("Enter")
