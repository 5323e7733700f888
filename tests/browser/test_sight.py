"""What a reader can see and reach: contrast, focus, print."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGES
from tests.browser.fields import MOVE

if TYPE_CHECKING:
    from typing import Literal

    from playwright.sync_api import Browser, Page

_KINDS = ("home", "service", "runbook", "hostile runbook", "Markdown runbook", "catalog", "alerts", "tools", "rule")

_AXE = files("axe_playwright_python") / "axe.min.js"
_LOOKS = """() => [...document.querySelectorAll(
    ".md-content :is(p, li, td, dd) > a:not([class]), .md-nav__link, .md-nav__title, .md-footer-meta a"
  )]
  .filter((each) => !each.closest(".rbs-jump, [hidden], noscript"))
  .map((each) => {
    const { color, textDecorationLine } = getComputedStyle(each);
    return [each.textContent.trim(), color, textDecorationLine];
  })"""
"""How links look, those of the theme among them."""
_AROUND_TEXT = """async () => {
  const { violations } = await axe.run({ runOnly: ["color-contrast", "link-in-text-block"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}"""
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


def test_contrast_of_the_theme_needs_no_script(browser: Browser, address: str) -> None:
    """What the theme gets wrong is mended by styles alone: links and words look as they do where axe finds nothing.

    In light alone: to choose the dark scheme is a script's work in these themes.
    """
    looks: list[dict[str, list[list[str]]]] = []
    for scripts in (True, False):
        context = browser.new_context(reduced_motion="reduce", java_script_enabled=scripts)
        page = context.new_page()
        looks.append({})
        for kind in ("home", "service", "runbook", "Markdown runbook", "alerts", "tools", "rule"):
            page.goto(address + PAGES[kind])
            if scripts:
                page.locator("body.rbs-here, #rbs.rbs-here").wait_for()
            assert page.evaluate("matchMedia('(scripting: none)').matches") is not scripts
            looks[-1][kind] = page.evaluate(_LOOKS)
        context.close()
    with_scripts, without = looks
    assert with_scripts == without
    assert all(with_scripts.values())


def test_button_shows_where_the_keyboard_is(page: Page, address: str) -> None:
    """The button that Tab has reached is outlined."""
    page.goto(f"{address}runbooks/shop/restart/")
    page.locator("#command-flush .rbs-title").focus()
    page.keyboard.press("Tab")
    button = page.locator("#command-flush .rbs-copy")
    expect(button).to_be_focused()
    assert button.evaluate("e => e.matches(':focus-visible')")
    assert float(button.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)")) >= 2


@pytest.mark.parametrize("kind", ["runbook", "runbook with values"])
def test_the_first_command_is_on_the_first_screen(page: Page, address: str, kind: str) -> None:
    """In a wide window too: with its values to fill in above it, it can be read without scrolling."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + (MOVE if kind == "runbook with values" else PAGES[kind]))
    page.locator(".rbs-value-bar").wait_for()
    expect(page.locator(".rbs-value-line input").first).to_be_visible()
    command, foot = (
        page.locator(each).first.evaluate("e => e.getBoundingClientRect().top")
        for each in (".rbs-command .rbs-code", ".rbs-foot")
    )
    assert command < foot


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
