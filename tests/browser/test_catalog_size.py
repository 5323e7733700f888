"""The catalog of many commands, and of commands with any text, in a real browser."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.commands import count, open_with

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

HOSTILE = [
    "__proto__",
    "constructor",
    "<img src=x onerror=alert(1)>",
    "100% %E0%A4%A \"quoted\" 'single' `ticks`",
    "\u202eevil \u200b\u2066",
    "</script><script>alert(2)</script>",
    "toString " + "long " * 2000,
    "${alert(3)} {{ 7*7 }} \\ [(*+",
]


def test_whatever_a_command_is_called(page: Page, address: str) -> None:
    """Texts stay texts, in rows, in what is typed and in the address."""
    open_with(page, address, [{"title": text, "source": f"echo {text}", "effect": text} for text in HOSTILE])
    expect(page.locator(".rbs-results img, .rbs-results script")).to_have_count(0)
    field = page.get_by_label("All of these words")
    for text in HOSTILE:
        field.fill(text[:300])
        count(page, "1 of 8")
        page.wait_for_function("text => new URLSearchParams(location.search).get('text') === text", arg=text[:300])
    page.reload()
    count(page, "1 of 8")
    for name in ("service", "tool", "phase"):
        page.goto(f"{address}runbooks/catalog/?{name}=__proto__")
        count(page, "No command matches")
        expect(page.get_by_label(name.capitalize(), exact=True)).to_have_value("__proto__")


def test_shows_ten_thousand_commands_in_batches(page: Page, address: str) -> None:
    """A large catalog answers at once: what a screen holds is shown, and more on demand."""
    open_with(page, address, [{"title": f"Title {n}", "source": f"echo {n} " + "x" * 200} for n in range(10_000)])
    count(page, "10000 commands")
    page.locator(".rbs-results > li").nth(49).wait_for(state="attached")
    expect(page.locator(".rbs-results > li")).to_have_count(50)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".rbs-results > li")).to_have_count(100)
    milliseconds = page.evaluate(
        """async () => {
          const input = document.querySelector(".rbs-filters input");
          const count = document.querySelector(".rbs-count");
          let longest = 0, last = performance.now(), done = false;
          const tick = () => {
            const now = performance.now();
            longest = Math.max(longest, now - last);
            last = now;
            if (!done) setTimeout(tick, 0);
          };
          tick();
          input.value = "title 9999";
          input.dispatchEvent(new Event("input", {bubbles: true}));
          while (!count.textContent.startsWith("1 of 10000")) await new Promise((next) => setTimeout(next, 5));
          done = true;
          return longest;
        }"""
    )
    # A tenth of a second is where people begin to notice; the machine of the tests may be four times as slow.
    assert milliseconds < 400


def _settled(page: Page, typed: str) -> None:
    """Wait until what follows a key has been done, the address as the last of it, and two frames have come."""
    page.wait_for_url(re.compile(rf"[?&]text={typed}$"))
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")


def test_a_key_styles_what_it_changes_only(page: Page, address: str, tmp_path: Path) -> None:
    """No rule of a stylesheet has all of a page styled anew because rows were put in: that would outlast the search."""
    open_with(page, address, [{"title": f"Title {n}", "source": f"echo {n}"} for n in range(1_000)])
    page.locator(".rbs-results > li").nth(49).wait_for(state="attached")
    # A rule that asks what a page has does so when the page is not all there, and when something is told.
    page.evaluate(
        """() => {
          const page = document.querySelector("rbs-page"), place = page.parentNode;
          page.remove();
          runbookSite.announce("Told");
          getComputedStyle(document.body).color;
          place.append(page);
        }"""
    )
    page.get_by_label("All of these words").press("t")
    count(page, "1000 of 1000")
    _settled(page, "t")
    trace = tmp_path / "trace.json"
    browser = page.context.browser
    assert browser
    browser.start_tracing(page=page, path=trace, categories=["devtools.timeline"])
    page.get_by_label("All of these words").press("i")
    _settled(page, "ti")
    browser.stop_tracing()
    events = json.loads(trace.read_text())["traceEvents"]
    styled = [event["args"].get("elementCount", 0) for event in events if event["name"] == "UpdateLayoutTree"]
    everything, rows = (
        page.evaluate("what => document.querySelectorAll(what).length", what) for what in ("*", ".rbs-results *")
    )
    assert 0 < max(styled) <= rows < everything


_A_TOOL_EACH = """Object.defineProperty(globalThis, "runbookCatalog", {
  get() { return this.given; },
  set(data) {
    data.calls = data.texts.map((_, number) => [`tool${number}`, ""]);
    data.texts.forEach((text, number) => { text[1] = number; });
    this.given = data;
  },
});"""


def test_many_choices_wait_for_a_reader(page: Page, address: str) -> None:
    """Typing does not wait for thousands of options that nobody looks at; whoever goes to them finds their counts."""
    page.add_init_script(_A_TOOL_EACH)
    open_with(page, address, [{"title": f"Title {n}", "source": f"echo {n}"} for n in range(400)])
    page.locator(".rbs-results > li").nth(49).wait_for(state="attached")
    tool = page.get_by_label("Tool", exact=True)
    expect(page.get_by_label("Service").locator("option")).to_have_count(2)
    expect(tool.locator("option")).to_have_count(1)
    tool.focus()
    expect(tool.locator("option")).to_have_count(401)
    page.get_by_label("All of these words").fill("title 399")
    count(page, "1 of 400")
    tool.focus()
    expect(tool.locator("option")).to_have_text(["Any", "tool399 (1)"])
