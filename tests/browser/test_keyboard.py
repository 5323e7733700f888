"""All of it without a mouse: the way to the commands, what has the focus, and what moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_RESTART = "runbooks/shop/restart/"
_OUTLINED = """() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth, boxShadow, opacity } = getComputedStyle(element);
  const shown = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
  const box = element.getBoundingClientRect();
  const seen = box.width > 0 && opacity !== "0";
  return { what: element.outerHTML.slice(0, 120), shown, seen, body: element === document.body };
}"""


def test_the_commands_are_a_few_presses_away(page: Page, address: str) -> None:
    """From the top of a page, a handful of keys leads to the first button that copies."""
    page.goto(address + _RESTART)
    page.locator(".rbs-find").wait_for()
    page.keyboard.press("Tab")
    assert "skip" in str(page.evaluate("document.activeElement.textContent")).lower()
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash !== ''")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Jump to commands":
            break
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.startsWith('#command-')")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.rbs-copy')"):
            return
    pytest.fail("no button that copies was reached")


def test_what_has_the_focus_is_outlined(page: Page, address: str) -> None:
    """Whatever Tab reaches on a runbook's page can be told from the rest."""
    page.goto(address + _RESTART)
    page.locator(".rbs-find").wait_for()
    unseen = []
    reached = 0
    for _ in range(120):
        page.keyboard.press("Tab")
        at = page.evaluate(_OUTLINED)
        if at["body"]:
            break
        reached += 1
        if at["seen"] and not at["shown"]:
            unseen.append(at["what"])
    assert reached > 30
    assert unseen == []


def test_nothing_moves_where_less_motion_is_wanted(browser: Browser, address: str) -> None:
    """No transition and no animation lasts."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + _RESTART)
    page.locator(".rbs-find").wait_for()
    longest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("*")].map((each) => {
          const { transitionDuration, animationDuration } = getComputedStyle(each);
          const times = `${transitionDuration}, ${animationDuration}`.split(", ");
          return Math.max(...times.map((time) => parseFloat(time) * (time.endsWith("ms") ? 1 : 1000)));
        }))"""
    )
    assert longest <= 1
    context.close()


def test_more_contrast(browser: Browser, address: str) -> None:
    """Where the system asks for it, what was soft is as dark as the text."""
    context = browser.new_context(contrast="more")
    page = context.new_page()
    page.goto(address + _RESTART)
    note = page.locator(".rbs-facts dt").first
    assert note.evaluate("e => getComputedStyle(e).color === getComputedStyle(e.parentElement).color")
    context.close()
