"""A runbook on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

_MOVE = "runbooks/shop/move/"
_RESTART = "runbooks/shop/restart/"


def _before(page: Page, name: str) -> str:
    """What is drawn for the line of a value: its width and the line below it."""
    row = page.locator(f".rbs-variables > div:has(dt code:text-is('${name}'))").first
    return str(row.evaluate("e => getComputedStyle(e, '::before').borderBlockEndWidth + ' ' + e.clientWidth"))


@pytest.mark.every_engine
def test_what_is_folded_is_open(page: Page, address: str) -> None:
    """On paper nothing can be unfolded, and no button can be pressed."""
    page.goto(address + _RESTART)
    output = page.locator(".rbs-output code").first
    page.locator(".rbs-find").wait_for()
    assert not output.is_visible()
    page.emulate_media(media="print")
    assert output.is_visible()
    shown = page.locator("button:visible, input:not([type=checkbox]):visible, nav:visible, header:visible")
    assert shown.evaluate_all("all => all.map((each) => each.outerHTML.slice(0, 90))") == []


def test_a_value_has_a_line_with_its_name_under_it(page: Page, address: str) -> None:
    """What is open can be written on paper, in the panel and in the command; a secret has no line."""
    page.goto(address + _MOVE)
    page.get_by_label("$namespace", exact=True).fill("prod")
    page.emulate_media(media="print")
    line, width = _before(page, "pod").split()
    assert line == "1px"
    assert int(width) > 150
    assert not page.locator("input[id$='-pod']").is_visible()
    row = page.locator(".rbs-variables > div", has=page.locator("input[id$='-namespace']"))
    assert page.locator("input[id$='-namespace']").is_visible()
    assert row.evaluate(
        """e => {
          const [value, name] = ["input", "dt"].map((each) => e.querySelector(each).getBoundingClientRect());
          return value.bottom <= name.top + 1;
        }"""
    )
    slot = page.locator("#command-describe .rbs-slot[data-name=pod]")
    style = slot.evaluate("e => { const s = getComputedStyle(e); return [s.borderBlockStartWidth, s.display]; }")
    assert style == ["1px", "inline-block"]
    assert slot.inner_text() == "$pod"
    secret = page.locator(".rbs-variables > div", has_text="stays $token")
    assert secret.evaluate("e => getComputedStyle(e, '::before').content") == "none"


def test_a_step_is_not_torn_apart(page: Page, address: str) -> None:
    """Pages end between steps, and a heading stays with what it is the heading of."""
    page.goto(address + _RESTART)
    page.emulate_media(media="print")
    inside = page.locator(".rbs-step, .rbs-command").evaluate_all(
        "all => all.map((e) => getComputedStyle(e).breakInside)"
    )
    assert set(inside) == {"avoid"}
    after = page.locator("article :is(h2, h3)").evaluate_all("all => all.map((e) => getComputedStyle(e).breakAfter)")
    assert set(after) == {"avoid"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_risk_can_be_told_without_colours(browser: Browser, address: str, scheme: str) -> None:
    """The word of a risk stands in black within a frame, also for somebody who reads white on black on the screen."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(address + _RESTART)
    page.emulate_media(media="print")
    risks = page.locator(".rbs-command .rbs-risk")
    seen = risks.evaluate_all(
        """all => all.map((e) => {
          const { color, borderTopStyle } = getComputedStyle(e);
          return [e.innerText.toLowerCase(), color, borderTopStyle];
        })"""
    )
    assert ["destructive", "rgb(0, 0, 0)", "double"] in seen
    assert ["changes", "rgb(0, 0, 0)", "solid"] in seen
    assert ["reads only", "rgb(0, 0, 0)", "solid"] in seen
    text = page.locator(".rbs-command .rbs-source").first
    assert text.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    context.close()


def test_addresses_are_shown(page: Page, address: str) -> None:
    """A link that nobody can follow says where it leads."""
    page.goto(f"{address}runbooks/shop/hostile/")
    page.emulate_media(media="print")
    link = page.locator("article .rbs-summary a")
    assert "https://example.org" in str(link.evaluate("e => getComputedStyle(e, '::after').content"))
    page.goto(address + _RESTART)
    page.locator(".rbs-find").wait_for(state="attached")
    own = page.locator(".rbs-facts a").first
    assert own.evaluate("e => getComputedStyle(e, '::after').content") == "none"


def test_paper(page: Page, address: str, tmp_path: Path) -> None:
    """The file that is printed has pages, and the words that must be on them."""
    page.goto(address + _RESTART)
    page.locator(".rbs-find").wait_for()
    file = tmp_path / "runbook.pdf"
    page.pdf(path=file, format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", file.read_bytes())) in range(2, 9)
    if shutil.which("pdftotext") is None:
        return  # The tests above look at the same by styles.
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    for words in ("DESTRUCTIVE", "redis-cli FLUSHALL", '"deployments"', "https://status.example.com", "$cluster"):
        assert words in text
    assert "Copy" not in text
