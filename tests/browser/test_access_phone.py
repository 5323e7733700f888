"""What somebody with a phone and one thumb meets first on a runbook's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.doing import phone
from tests.browser.fields import field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

_MOVE = "runbooks/shop/move/"
_RESTART = "runbooks/shop/restart/"
_TOPS = "all => all.map((each) => each.getBoundingClientRect().top + scrollY)"


@pytest.fixture
def thumb(browser: Browser) -> Iterator[Page]:
    """A page of a phone."""
    context = phone(browser)
    yield context.new_page()
    context.close()


def _tops(page: Page, selector: str) -> list[float]:
    tops: list[float] = page.locator(f"article :is({selector})").evaluate_all(_TOPS)
    return tops


def test_the_eye_meets_in_this_order(thumb: Page, address: str) -> None:
    """The title, how bad it is and for which alert, the values to fill in; then what explains, then the steps."""
    thumb.goto(address + _RESTART)
    thumb.locator(".rbs-value-line").first.wait_for(state="attached")
    facts = thumb.locator(".rbs-facts").first.locator("dt").all_inner_texts()
    assert facts[:3] == ["Severity", "Alerts", "Risk"]
    assert thumb.locator(".rbs-facts .rbs-risk").inner_text().lower() == "destructive"
    parts = ("h1", ".rbs-facts", ".rbs-jump", ".rbs-values", "#about-this-runbook", ".rbs-flow", ".rbs-step")
    tops = [_tops(thumb, part)[0] for part in parts]
    assert tops == sorted(tops)


def test_the_first_command_needs_no_scrolling(thumb: Page, address: str) -> None:
    """Above the line at the foot of the window stands a command: values and explanations are a line each."""
    thumb.goto(address + _MOVE)
    thumb.locator(".rbs-value-bar").wait_for()
    command, foot = (
        thumb.locator(each).first.evaluate("e => e.getBoundingClientRect().top")
        for each in (".rbs-command .rbs-code", ".rbs-foot")
    )
    assert command < foot
    assert thumb.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("way", [".rbs-value-bar", "#command-describe .rbs-slot", "#command-describe .rbs-copy"])
def test_values_unfold_for_who_needs_them(thumb: Page, address: str, way: str) -> None:
    """By the line at the foot, by a tap on a value, and by a copy that is refused; until then they are one line."""
    thumb.goto(address + _MOVE)
    thumb.locator(".rbs-value-bar").wait_for()
    expect(thumb.locator(".rbs-value-line").first).to_be_hidden()
    thumb.locator(way).first.click()
    expect(field(thumb, "namespace")).to_be_focused()


def test_values_of_a_link_are_unfolded_to_be_checked(thumb: Page, address: str) -> None:
    """What somebody else chose is seen before it is used; a link without values unfolds nothing."""
    thumb.goto(f"{address}{_MOVE}#namespace=prod")
    expect(field(thumb, "namespace")).to_be_visible()
    thumb.goto("about:blank")
    thumb.goto(f"{address}{_MOVE}#command-describe")
    thumb.locator(".rbs-value-bar").wait_for()
    expect(field(thumb, "pod")).to_be_hidden()


def test_values_can_be_read_without_scripts(browser: Browser, address: str) -> None:
    """The line unfolds by itself."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": PHONE["width"], "height": PHONE["height"]}
    )
    page = context.new_page()
    page.goto(address + _MOVE)
    page.locator(".rbs-values > summary").click()
    expect(page.locator(".rbs-variables").first).to_be_visible()
    context.close()


def test_the_jumps_are_one_row(thumb: Page, address: str) -> None:
    """All of them can be hit, and reached by keyboard, though the row is wider than the phone; the page is not."""
    thumb.goto(address + _RESTART)
    thumb.locator(".rbs-jump .rbs-help").wait_for()
    jumps = thumb.locator(".rbs-jump > *")
    assert len(set(_tops(thumb, ".rbs-jump > *"))) == 1
    assert jumps.count() >= 5
    row = thumb.locator(".rbs-jump")
    assert row.evaluate("e => e.scrollWidth > e.clientWidth")
    assert thumb.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for jump in jumps.all():
        assert jump.evaluate("e => e.getBoundingClientRect().height") >= 44
        jump.focus()
        left, right = jump.evaluate("e => { const { left, right } = e.getBoundingClientRect(); return [left, right]; }")
        assert 0 <= left < right <= PHONE["width"]
    assert row.evaluate("e => e.scrollWidth <= e.clientWidth"), "with the keyboard in it, all of it is shown"


def test_a_wide_window_shows_all_jumps(page: Page, address: str) -> None:
    """Where there is room, nothing has to be moved to be seen."""
    page.goto(address + _RESTART)
    page.locator(".rbs-jump .rbs-help").wait_for()
    assert page.locator(".rbs-jump").evaluate("e => e.scrollWidth <= e.clientWidth")
