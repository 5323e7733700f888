"""Drawings and charts, as they are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

if TYPE_CHECKING:
    from typing import Literal

    from playwright.sync_api import Browser, Page

_RUNBOOKS = ("restart", "hostile")
_PAGES = (*(f"shop/{name}" for name in _RUNBOOKS), "freshness", "calendar", "shop")

_OPEN = "() => document.querySelectorAll('.rbs-flow, .rbs-flow-words').forEach((each) => (each.open = true))"

_CUT_CHARTS = """() => [...document.querySelectorAll(".rbs-chart")]
  .filter((chart) => chart.parentElement.scrollWidth > chart.parentElement.clientWidth).length"""

_MISPLACED = """() => {
  const [svg] = document.querySelectorAll(".rbs-flow > svg");
  const edge = svg.getBoundingClientRect();
  const wrong = [];
  for (const group of svg.querySelectorAll("g:has(> rect), g:has(> path)")) {
    const box = group.querySelector("rect, path").getBoundingClientRect();
    for (const text of group.querySelectorAll("text")) {
      const inner = text.getBoundingClientRect();
      if (inner.left < box.left || inner.right > box.right || inner.top < box.top || inner.bottom > box.bottom)
        wrong.push(`outside of its box: ${text.textContent}`);
    }
  }
  for (const text of svg.querySelectorAll("text")) {
    const inner = text.getBoundingClientRect();
    if (inner.left < edge.left || inner.right > edge.right) wrong.push(`outside of the drawing: ${text.textContent}`);
  }
  return wrong;
}"""

_CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (...colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of ["#fff", ...colours]) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => ((c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const page = getComputedStyle(document.body).backgroundColor;
  const low = [];
  const look = (selector, property, least) => {
    for (const element of document.querySelectorAll(selector)) {
      const step = element.closest(".rbs-flow-step");
      const behind = step ? getComputedStyle(step.querySelector("rect")).fill : page;
      const found = ratio(paint(page, getComputedStyle(element)[property]), paint(page, behind));
      if (found < least) low.push(`${selector} ${element.textContent} ${found.toFixed(2)}`);
    }
  };
  look(".rbs-flow text", "fill", 4.5);
  look(".rbs-flow > svg > path:not(.rbs-flow-head), .rbs-flow g:not(.rbs-flow-step) > :is(rect, path)", "stroke", 3);
  look(".rbs-stack rect", "fill", 3);
  return low;
}"""


@pytest.mark.parametrize("path", _PAGES)
def test_phone_scrolls_no_page_sideways(browser: Browser, address: str, path: str) -> None:
    """Everything is seen by moving the thumb up and down."""
    context = browser.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]})
    page = context.new_page()
    page.goto(f"{address}runbooks/{path}/")
    page.evaluate(_OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.evaluate(_CUT_CHARTS) == 0
    context.close()


@pytest.mark.parametrize("runbook", _RUNBOOKS)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_texts_stay_in_their_boxes(page: Page, address: str, runbook: str, width: int) -> None:
    """The widths that the lines were broken by are not less than those of the fonts that are there."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}runbooks/shop/{runbook}/")
    page.evaluate(_OPEN)
    assert page.locator(".rbs-flow > svg text").count() > 3
    assert page.evaluate(_MISPLACED) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """Texts by 4.5 to 1, lines and bars by 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11)."""
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    for path in _PAGES:
        page.goto(f"{address}runbooks/{path}/")
        page.evaluate(_OPEN)
        assert page.evaluate(_CONTRAST) == [], path
    context.close()


def test_every_step_of_the_drawing_leads_to_its_step(page: Page, address: str) -> None:
    """By the keyboard too, and each link has a name."""
    page.goto(f"{address}runbooks/shop/restart/")
    page.locator(".rbs-flow > summary").click()
    for link in page.locator(".rbs-flow > svg a").all():
        target = link.get_attribute("xlink:href") or ""
        assert (link.text_content() or "").strip()
        if target.startswith("#"):
            expect(page.locator(target)).to_have_count(1)
    page.locator(".rbs-flow > svg a", has_text="Restart every task").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/restart/#step-restart")


def test_paper_shows_the_drawing(page: Page, address: str) -> None:
    """What is folded on a screen is open on paper, the drawing on one page and its words left out."""
    page.goto(f"{address}runbooks/shop/restart/")
    drawing, words = page.locator(".rbs-flow > svg"), page.locator(".rbs-flow-words")
    expect(drawing).to_be_hidden()
    page.emulate_media(media="print")
    expect(drawing).to_be_visible()
    expect(words).to_be_hidden()
    assert drawing.evaluate("(each) => each.getBoundingClientRect().height") <= 25 / 2.54 * 96


def test_line_of_time_is_as_long_as_the_wait(page: Page, address: str) -> None:
    """A pixel a minute between one call and the next."""
    page.goto(f"{address}runbooks/shop/")
    first, second = page.locator(".rbs-escalation > li").all()
    assert first.locator(".rbs-who").evaluate("(each) => getComputedStyle(each).paddingBlockEnd") == "30px"
    assert first.evaluate("(e) => e.getBoundingClientRect().bottom") == second.evaluate(
        "(e) => e.getBoundingClientRect().top"
    )
