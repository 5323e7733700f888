"""A runbook on paper."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

_MOVE = "runbooks/shop/move/"
_RESTART = "runbooks/shop/restart/"


_A4 = {"width": 700, "height": 1000}
_LONG = "A very long name " * 12 + "x" * 150


def _row(page: Page, name: str) -> Locator:
    """The line of a value in the panel."""
    return page.locator(".rbs-variables > div", has=page.locator(f"dt code:text-is('${name}')")).first


def test_what_is_folded_is_open(page: Page, address: str) -> None:
    """On paper nothing can be unfolded, and no button can be pressed."""
    page.goto(address + _RESTART)
    output = page.locator(".rbs-output code").first
    page.locator(".rbs-find").wait_for()
    expect(output).to_be_hidden()
    page.emulate_media(media="print")
    expect(output).to_be_visible()
    shown = page.locator("button:visible, input:not([type=checkbox]):visible, nav:visible, header:visible")
    assert shown.evaluate_all("all => all.map((each) => each.outerHTML.slice(0, 90))") == []


def test_a_way_that_no_link_leads_to_is_there(page: Page, address: str) -> None:
    """Whom to escalate to is a button on the screen; on paper it is a text without a frame."""
    page.goto(f"{address}runbooks/shop/hostile/")
    page.locator(".rbs-foot").wait_for()
    page.emulate_media(media="print")
    way = page.locator(".rbs-then > button").last
    expect(way).to_be_visible()
    assert way.inner_text().startswith("escalate to ")
    assert way.evaluate("e => getComputedStyle(e).borderStyle") == "none"


def test_a_value_has_a_line_with_its_name_under_it(page: Page, address: str) -> None:
    """What is open can be written on paper, in the panel and in the command; a secret has no line."""
    page.goto(address + _MOVE)
    page.get_by_label("$namespace", exact=True).fill("prod")
    page.locator("#command-describe .rbs-slot[data-name=namespace][data-state=filled]").wait_for()
    page.emulate_media(media="print")
    line = _row(page, "pod").locator(".rbs-paper")
    width, height, edge = line.evaluate(
        "e => [e.clientWidth, e.clientHeight, getComputedStyle(e).borderBlockEndWidth]",
    )
    assert width > 150
    assert height > 25
    assert edge == "1px"
    assert not line.inner_text()
    filled = _row(page, "namespace").locator(".rbs-paper")
    expect(filled).to_have_text("prod")
    for each, name in ((line, "pod"), (filled, "namespace")):
        bottom = each.evaluate("e => e.getBoundingClientRect().bottom")
        assert bottom <= _row(page, name).locator("dt").evaluate("e => e.getBoundingClientRect().top") + 1
    slot = page.locator("#command-describe .rbs-slot[data-name=pod]")
    style = slot.evaluate("e => { const s = getComputedStyle(e); return [s.borderBlockStartWidth, s.display]; }")
    assert style == ["1px", "inline-block"]
    expect(slot).to_have_text("$pod")
    secret = page.locator(".rbs-variables > div", has_text="stays $token")
    expect(secret.locator(".rbs-paper")).to_have_count(0)


def test_nothing_is_cut(page: Page, address: str) -> None:
    """Long values and long commands take several lines, all of them on the sheet; no frame hides a part."""
    size: Any = _A4
    page.set_viewport_size(size)
    page.goto(address + _MOVE)
    page.locator(".rbs-values > summary").click()
    page.get_by_label("$customer", exact=True).fill(_LONG)
    page.get_by_label("$backup", exact=True).fill("./" + "backups/" * 40)
    page.locator("#command-dump .rbs-slot[data-state=filled]").wait_for()
    page.emulate_media(media="print")
    assert _row(page, "customer").locator(".rbs-paper").inner_text().split() == _LONG.split()
    assert page.evaluate("document.documentElement.scrollWidth") <= _A4["width"]
    cut = page.locator("article *").evaluate_all(
        """all => all.filter((e) => {
          const { overflowX } = getComputedStyle(e);
          return overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1 && e.clientWidth;
        }).map((e) => e.outerHTML.slice(0, 90))"""
    )
    assert cut == []
    right = page.locator("article :is(.rbs-paper, .rbs-source)").evaluate_all(
        """all => Math.max(...all.map((e) => {
          const range = document.createRange();
          range.selectNodeContents(e);
          return Math.max(0, ...[...range.getClientRects()].map((box) => box.right));
        }))"""
    )
    assert 0 < right <= _A4["width"]


def test_a_line_that_goes_on_is_moved_to_the_right(page: Page, address: str) -> None:
    """Who types from paper sees which line of a command is a new one."""
    page.goto(address + _MOVE)
    page.get_by_label("$customer", exact=True).fill(_LONG)
    page.locator("#command-note .rbs-slot[data-state=filled]").first.wait_for()
    page.emulate_media(media="print")
    lefts = page.locator("#command-note .rbs-source").evaluate(
        """source => {
          const range = document.createRange();
          range.selectNodeContents(source);
          const lefts = new Map();
          for (const { left, bottom } of range.getClientRects()) {
            const line = Math.round(bottom / 12);
            lefts.set(line, Math.min(left, lefts.get(line) ?? Infinity));
          }
          return [...lefts].sort(([a], [b]) => a - b).map(([, left]) => Math.round(left));
        }"""
    )
    first, second, *more, last = lefts
    assert first == second == last
    assert more
    assert all(left > first + 20 for left in more)


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


def test_a_drawing_fits_on_a_page(page: Page, address: str) -> None:
    """With its title it is no higher than a sheet, A4 or Letter, less its margins: no page has the title alone."""
    page.goto(address + _RESTART)
    flow = page.locator(".rbs-flow")
    flow.locator("svg").evaluate("e => { e.setAttribute('height', 1300); e.setAttribute('viewBox', '0 0 352 1300'); }")
    page.emulate_media(media="print")
    height, inside = flow.evaluate("e => [e.getBoundingClientRect().height, getComputedStyle(e).breakInside]")
    assert 300 < height < 22.5 / 2.54 * 96
    assert inside == "avoid"


def test_a_heading_is_on_the_page_of_what_it_is_the_heading_of(page: Page, address: str, tmp_path: Path) -> None:
    """No phase begins at the foot of a page, with its first step on the next."""
    for path in (_RESTART, _MOVE):
        page.goto(address + path)
        page.locator(".rbs-foot").wait_for()
        page.pdf(path=tmp_path / "runbook.pdf", format="A4", outline=True, tagged=True)
        outline = re.findall(rb"/Title \((.*?)\)\s*/Dest \[(\d+) 0 R", (tmp_path / "runbook.pdf").read_bytes())
        sheets = {title.decode("latin-1"): sheet for title, sheet in outline}
        headings = page.locator("article :is(h2, h3)").evaluate_all(
            "all => all.map((e) => [e.tagName, e.firstChild.data.trim()])"
        )
        phases = [
            (above, below)
            for (tag, above), (other, below) in itertools.pairwise(headings)
            if (tag, other) == ("H2", "H3")
        ]
        assert len(phases) >= 3
        assert [(above, below) for above, below in phases if sheets[above] != sheets[below]] == []


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
    box = page.locator(".rbs-task input").first
    assert box.evaluate("e => getComputedStyle(e).colorScheme") == "light"
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
