"""Ticking, deciding and keeping time, in a real browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.doing import ANSWERS, FORCE, LOOK, RESTART, entries, open_runbook, phone, step_box, stored
from tests.browser.fields import said

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NIGHT = datetime(2026, 11, 21, 3, 14, 15, tzinfo=UTC)
_MOVING = """[...document.querySelectorAll("[class*=rbs-]")].filter((element) => {
  const { transitionDuration, animationName } = getComputedStyle(element);
  return parseFloat(transitionDuration) > 0.001 || animationName !== "none";
}).map((element) => element.className)"""
_INSIDE = """(element) => {
  const { left, right, height } = element.getBoundingClientRect();
  return [left >= 0, right <= innerWidth, height >= 44, element.scrollWidth <= element.clientWidth + 1];
}"""


def _box(page: Page, selector: str) -> list[float]:
    """Left, top, right and bottom of the first such element in the window."""
    script = "(e) => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; }"
    sides: list[float] = page.locator(selector).first.evaluate(script)
    return sides


def _progress(page: Page, expected: str) -> None:
    """Wait until the line at the foot says how far one is."""
    expect(page.locator(".rbs-progress")).to_have_text(expected, use_inner_text=True)


def _clock(page: Page, expected: str | re.Pattern[str]) -> None:
    """Wait until the first clock says how much is left."""
    expect(page.locator(".rbs-clock").first).to_have_text(expected, use_inner_text=True)


def _at(page: Page, step: str) -> None:
    """Wait until the focus is at the heading of a step."""
    expect(page.locator(":focus")).to_have_text(re.compile(f"^{re.escape(step)}"))


def test_steps_tick_at_their_heading(page: Page, address: str) -> None:
    """A tick stands under the heading of its step, has a time, and moves on; it can be taken back."""
    open_runbook(page, address)
    _progress(page, "Step 1 of 3")
    step_box(page, LOOK).check()
    said(page, f"Done: {LOOK}. Next: {FORCE}.")
    _progress(page, "Step 2 of 3, 0 min")
    row = page.locator(".rbs-do").first
    expect(row.locator("time")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    assert row.evaluate("e => e.parentElement.previousElementSibling.textContent").startswith(LOOK)
    step_box(page, FORCE).check()
    step_box(page, ANSWERS).check()
    _progress(page, "3 of 3 done, 0 min")
    step_box(page, FORCE).uncheck()
    said(page, f"Not done: {FORCE}.")
    expect(step_box(page, FORCE)).not_to_be_checked()
    assert entries(page) == [f"Done: {LOOK}", f"Done: {FORCE}", f"Done: {ANSWERS}", f"Not done after all: {FORCE}"]


def test_ticks_survive_a_reload(page: Page, address: str) -> None:
    """Steps and checklists are ticked as they were, each with its time."""
    open_runbook(page, address)
    page.get_by_label("The others know it").check()
    step_box(page, LOOK).check()
    page.reload()
    page.locator(".rbs-log").wait_for()
    expect(step_box(page, LOOK)).to_be_checked()
    expect(page.get_by_label("The others know it")).to_be_checked()
    expect(step_box(page, FORCE)).not_to_be_checked()
    expect(page.locator(".rbs-task time:not(:empty)")).to_have_count(2)
    assert entries(page) == [f"Done: The others know it {FORCE}", f"Done: {LOOK}"]


def test_a_decision_leads_to_its_step(page: Page, address: str) -> None:
    """A chosen branch is marked, the focus is at the step it leads to, and the log has it."""
    open_runbook(page, address)
    page.locator(".rbs-decide").get_by_role("link", name="Restart every task").click()
    page.wait_for_function("document.activeElement.tagName === 'H3'")
    _at(page, FORCE)
    chosen = page.locator(".rbs-decide > [data-chosen]")
    chosen.wait_for()
    assert page.locator("h3", has_text="Restart every task").evaluate(
        "e => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().bottom < innerHeight"
    )
    _progress(page, "Step 2 of 3, 0 min")
    assert re.search(r"None are.*chosen \d\d:\d\d$", chosen.inner_text(), re.DOTALL)
    assert entries(page) == [f"Decided: None are: Restart every task {LOOK}"]


def test_a_decision_leads_to_another_runbook(page: Page, address: str) -> None:
    """What was decided is kept before the page is left, and is there when one comes back."""
    open_runbook(page, address)
    page.locator(".rbs-decide a").first.click()
    page.wait_for_url("**/hostile/")
    page.locator(".rbs-progress", has_text=re.compile("^Step 1 of 2$")).wait_for()
    page.go_back()
    page.locator(".rbs-decide > [data-chosen]").wait_for()
    assert entries(page)[0].startswith("Decided: Rows are shown: <script>alert(1)</script>")


def test_a_failure_leads_up(page: Page, address: str) -> None:
    """Escalating is noted, and leads to whom to call."""
    open_runbook(page, address)
    page.locator(".rbs-failure").get_by_role("link", name="escalate to Engineering manager").click()
    page.wait_for_url("**#escalation-path")
    page.locator(".rbs-failure[data-chosen]").wait_for()
    assert entries(page) == [f"Decided: This fails: escalate to Engineering manager by phone {FORCE}"]


def test_an_earlier_step_does_not_move_back(page: Page, address: str) -> None:
    """A step that is ticked late leaves the reader where the decision led."""
    open_runbook(page, address)
    page.locator(".rbs-decide").get_by_role("link", name="Restart every task").click()
    step_box(page, LOOK).check()
    page.locator(".rbs-log").wait_for()
    _progress(page, "Step 2 of 3, 0 min")


def test_the_bar_leads_to_the_step(page: Page, address: str) -> None:
    """One press from anywhere."""
    open_runbook(page, address)
    step_box(page, LOOK).check()
    page.locator(".rbs-log").wait_for()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator(".rbs-progress").click()
    _at(page, FORCE)


def test_a_time_box_counts(page: Page, address: str) -> None:
    """It counts from its start, tells once that it is over, at the time when it was, and does not tell again."""
    page.clock.install(time=_NIGHT)
    open_runbook(page, address)
    page.get_by_role("button", name=f"Start 5 min for {LOOK}").click()
    page.clock.run_for(61_000)
    _clock(page, re.compile(r"^3:5\d left$"))
    _progress(page, "Step 1 of 3, 1 min")
    page.clock.fast_forward(240_000)  # Its clocks go once, at the end: what they tell stands for six seconds.
    said(page, f"Time is over: 5 min for {LOOK}. Decide, or escalate.")
    _clock(page, "Time is over: 5 min. Decide, or escalate.")
    page.clock.run_for(60_000)
    page.reload()
    page.locator(".rbs-log").wait_for()
    page.clock.run_for(2_000)
    assert page.locator(".rbs-live").all_inner_texts() in ([], [""])
    assert entries(page) == [f"Started: {LOOK}", f"Time over: 5 min {LOOK}"]
    kept = stored(page)
    assert kept is not None
    began, over = (datetime.fromisoformat(entry["at"]) for entry in kept["entries"])
    assert (over - began).total_seconds() == 300
    step_box(page, LOOK).check()
    _clock(page, "")


def test_a_time_box_begins_with_the_first_action(page: Page, address: str) -> None:
    """Nobody has to press Start."""
    page.clock.install(time=_NIGHT)
    open_runbook(page, address)
    page.get_by_role("button", name="Copy: List the queries").click()
    said(page, "Copied: List the queries")
    page.clock.run_for(2_000)
    _clock(page, re.compile(r"^4:5\d left$"))


def test_a_calm_clock(page: Page, address: str) -> None:
    """Who wants less motion sees minutes, and nothing of ours moves."""
    page.emulate_media(reduced_motion="reduce")
    page.clock.install(time=_NIGHT)
    open_runbook(page, address)
    page.get_by_role("button", name="Start 5 min").click()
    page.clock.run_for(2_000)
    _clock(page, "4 min left")
    assert page.evaluate(_MOVING) == []


def test_by_keyboard_alone(page: Page, address: str) -> None:
    """Tick, decide, note: no pointer is needed."""
    open_runbook(page, address)
    step_box(page, LOOK).focus()
    page.keyboard.press("Space")
    expect(step_box(page, LOOK)).to_be_checked()
    page.locator(".rbs-decide a").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.tagName === 'H3'")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(step_box(page, FORCE)).to_be_checked()
    page.get_by_role("button", name="Log").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'log-note'")
    page.keyboard.type("All by keys")
    page.keyboard.press("Enter")
    assert entries(page)[-1] == f"Note: All by keys {ANSWERS}"


def test_a_phone(browser: Browser, address: str) -> None:
    """The line at the foot fits, what ticks can be hit with a thumb, and the page does not get wider."""
    context = phone(browser)
    page = context.new_page()
    open_runbook(page, address)
    box = page.locator("label.rbs-task", has=step_box(page, LOOK))
    assert box.evaluate("e => e.getBoundingClientRect().height") >= 44
    box.tap()
    said(page, f"Done: {LOOK}")  # The log is there then, with its styles.
    expect(step_box(page, LOOK)).to_be_checked()
    for control in page.locator(".rbs-foot button:visible").all():
        inside = control.evaluate(_INSIDE)
        assert inside == [True, True, True, True], control.inner_text()
    assert page.locator(".rbs-foot").evaluate("e => e.getBoundingClientRect().height") < 70
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert _box(page, ".rbs-log")[3] <= _box(page, ".rbs-foot")[1], "the last of the page stands above the line"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


def test_expected_output_stands_beside_the_command(page: Page, address: str) -> None:
    """In a verification one compares: side by side where there is room, below on a phone."""
    open_runbook(page, address, "runbooks/shop/move/")
    page.locator(".rbs-copy[data-open]").first.wait_for()
    code, result = (_box(page, f"[data-compare] {part}") for part in (".rbs-code", ".rbs-result"))
    assert result[0] >= code[2] - 1
    assert abs(result[1] - code[1]) < 3
    expect(page.locator("[data-compare] .rbs-output pre")).to_be_visible()
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    code, result = (_box(page, f"[data-compare] {part}") for part in (".rbs-code", ".rbs-result"))
    assert result[1] >= code[3] - 1


def test_instant_navigation(page: Page, address: str, *, instant: bool) -> None:
    """Another page, also without a page load, has its own steps and its own log, and the former is as it was."""
    page.goto(f"{address}runbooks/shop/")
    page.evaluate("globalThis.stillHere = true")
    page.get_by_role("region", name="Incidents").get_by_role("link", name="Restart the shop").click()
    step_box(page, LOOK).check()
    page.get_by_role("link", name="Move an order").first.click()
    page.wait_for_url("**/move/")
    page.locator(".rbs-progress", has_text="Step 1 of 4").wait_for()
    expect(page.locator(".rbs-foot")).to_have_count(1)
    expect(page.locator(".rbs-log li")).to_have_count(0)
    page.go_back()
    step_box(page, LOOK).wait_for()
    expect(step_box(page, LOOK)).to_be_checked()
    expect(page.locator(".rbs-do")).to_have_count(3)
    assert page.evaluate("globalThis.stillHere === true") is instant


def test_a_markdown_runbook(page: Page, address: str) -> None:
    """Task lists tick, what the author had ticked is, and commands are logged with the heading they stand under."""
    open_runbook(page, address, "runbooks/wiki/plain/")
    _progress(page, "1 of 2 done")
    page.get_by_label("open task").check()
    page.get_by_label("done task").uncheck()
    page.get_by_role("button", name="Copy: List what runs").click()
    said(page, "Copied: List what runs")
    assert entries(page) == [
        "Done: open task with code First part",
        "Not done after all: done task First part",
        "Copied: List what runs First part",
    ]
    page.reload()
    page.locator(".rbs-progress", has_text="1 of 2 done").wait_for()
    expect(page.get_by_label("open task")).to_be_checked()
    expect(page.get_by_label("done task")).not_to_be_checked()


def test_without_scripts_nothing_is_broken(browser: Browser, address: str) -> None:
    """The boxes are plain, the ways are links, and there is no button that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{RESTART}")
    page.get_by_label("The others know it").check()
    expect(page.locator(".rbs-foot, .rbs-log, .rbs-do")).to_have_count(0)
    expect(page.locator(".rbs-step button:visible")).to_have_count(0)
    page.locator(".rbs-decide a").last.click()
    page.wait_for_url("**#step-restart")
    context.close()


@pytest.mark.parametrize("path", ["runbooks/shop/", "runbooks/catalog/", ""])
def test_other_pages_have_none_of_it(page: Page, address: str, path: str) -> None:
    """Only a runbook is done."""
    page.goto(f"{address}{path}")
    page.locator("h1").first.wait_for()
    page.locator(".rbs-find").wait_for()
    expect(page.locator(".rbs-foot, .rbs-log, .rbs-do")).to_have_count(0)
