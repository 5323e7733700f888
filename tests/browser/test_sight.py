"""What a reader can see and reach: contrast, focus, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGES

if TYPE_CHECKING:
    from typing import Literal

    from playwright.sync_api import Browser, Page

_KINDS = ("home", "service", "runbook", "hostile runbook", "Markdown runbook", "catalog", "alerts", "tools", "rule")

_LOW_CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3]));
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const low = [];
  for (const element of document.querySelectorAll("article [class^=rbs-], article [class^=rbs-] *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const drawn = element.matches(".rbs-copy");
    if (!(own || drawn) || !element.checkVisibility() || element.matches("option")) continue;
    const below = background(element);
    const [a, b] = [light(over(rgba(getComputedStyle(element).color), below)), light(below)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push(`${element.tagName} ${element.className} ${ratio.toFixed(2)}`);
  }
  return [...new Set(low)];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """Every word of a page stands out from what is behind it by 4.5 to 1 (WCAG 2.2, 1.4.3), by day and by night."""
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    for kind in _KINDS:
        page.goto(address + PAGES[kind])
        page.locator(".rbs-results > li" if kind == "catalog" else "article h1").first.wait_for()
        assert page.evaluate(_LOW_CONTRAST) == [], kind
    context.close()


def test_button_shows_where_the_keyboard_is(page: Page, address: str) -> None:
    """The button that Tab has reached is outlined."""
    page.goto(f"{address}runbooks/shop/restart/")
    page.locator("#command-flush .rbs-title").focus()
    page.keyboard.press("Tab")
    button = page.locator("#command-flush .rbs-copy")
    assert button.evaluate("e => e.matches(':focus-visible')")
    assert float(button.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)")) >= 2


def test_print_opens_what_is_folded(page: Page, address: str) -> None:
    """On paper nothing can be unfolded, and no link can be followed."""
    page.goto(f"{address}runbooks/shop/restart/")
    output = page.locator(".rbs-output code").first
    expect(output).to_be_hidden()
    page.emulate_media(media="print")
    expect(output).to_be_visible()
    expect(page.locator(".rbs-copy").first).to_be_hidden()
    page.goto(f"{address}runbooks/shop/hostile/")
    link = page.locator("article .rbs-summary a")
    assert "https://example.org" in str(link.evaluate("e => getComputedStyle(e, '::after').content"))


def test_works_without_a_theme(page: Page, address: str) -> None:
    """Where no theme sets its colours, text and background are the browser's own, and stand apart."""
    page.route("**/assets/stylesheets/*.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page.goto(f"{address}runbooks/shop/restart/")
    page.locator(".rbs-copy").first.wait_for()
    assert page.evaluate(_LOW_CONTRAST) == []
