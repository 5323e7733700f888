"""What becomes of the incident log between tabs, in storage that is odd, and after a release; in a real browser."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.doing import ANSWERS, FORCE, LOOK, RESTART, entries, note, open_runbook, step_box, stored
from tests.browser.fields import said

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

_KEY = "rbs-log:shop/restart"
_AT = "2026-11-20T03:14:15.000+00:00"
_FORBIDDEN = (
    "for (const name of ['getItem', 'setItem']) {"
    " const before = Storage.prototype[name];"
    " Storage.prototype[name] = function (key, ...rest) {"
    " if (key.startsWith('rbs-log')) throw new DOMException('no', 'SecurityError');"
    " return before.call(this, key, ...rest); }; }"
)
_FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
_DEAF = """
const on = globalThis.addEventListener;
globalThis.addEventListener = (type, ...rest) => type === "storage" || on(type, ...rest);
"""
_REMEMBER = """
const remember = () => (globalThis.told ??= []).push(document.querySelector(".rbs-live")?.textContent);
addEventListener("DOMContentLoaded", () => new MutationObserver(remember).observe(
  document.body, { childList: true, subtree: true, characterData: true },
));
"""


def _put_text(page: Page, text: str) -> None:
    """Write a text into the browser as a log, once, before the page is opened."""
    write = f"localStorage.setItem({json.dumps(_KEY)}, {json.dumps(text)})"
    page.add_init_script(f"if (!sessionStorage.getItem('put')) {{ sessionStorage.setItem('put', '1'); {write}; }}")


def _put(page: Page, *kept: dict[str, str]) -> None:
    """The same with entries."""
    _put_text(page, json.dumps({"version": 1, "cleared": "", "entries": kept}))


def test_two_tabs_agree(page: Page, address: str) -> None:
    """What is done in one is seen in the other, and nothing is lost where both write."""
    open_runbook(page, address)
    other = page.context.new_page()
    open_runbook(other, address)
    step_box(page, LOOK).check()
    step_box(other, FORCE).check()
    other.wait_for_function("document.querySelectorAll('.rbs-do input:checked').length === 2")
    page.wait_for_function("document.querySelectorAll('.rbs-do input:checked').length === 2")
    assert entries(page) == entries(other) == [f"Done: {LOOK}", f"Done: {FORCE}"]


def test_tabs_that_heard_nothing_lose_nothing(page: Page, address: str) -> None:
    """Also where the browser did not tell a tab what the other wrote, writing joins the two."""
    page.add_init_script(_DEAF)
    open_runbook(page, address)
    step_box(page, LOOK).check()
    kept = stored(page)
    assert kept is not None
    kept["entries"].append({"kind": "noted", "at": _AT, "id": "theirs", "text": "Theirs"})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [_KEY, json.dumps(kept)])
    step_box(page, FORCE).check()
    assert entries(page) == ["Note: Theirs", f"Done: {LOOK}", f"Done: {FORCE}"]


@pytest.mark.parametrize("broken", [_FORBIDDEN, _FULL])
def test_storage_that_keeps_nothing(page: Page, address: str, broken: str) -> None:
    """It works until the page is gone, and says so once."""
    page.add_init_script(broken)
    page.add_init_script(_REMEMBER)
    open_runbook(page, address)
    step_box(page, LOOK).check()
    step_box(page, FORCE).check()
    note(page, "Here")
    assert entries(page) == [f"Done: {LOOK}", f"Done: {FORCE}", f"Note: Here {ANSWERS}"]
    told = page.evaluate(
        "globalThis.told.filter((each, at, all) => each?.includes('incident log') && all[at - 1] !== each)"
    )
    assert told == ["This browser does not keep the incident log: export it before the page is loaded again."]
    page.get_by_role("button", name="Copy Markdown").click()
    said(page, "Copied: the incident log as Markdown.")
    assert "Here" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize(
    "rubbish",
    [
        "{",
        "null",
        "7",
        '"x"',
        "[]",
        "{}",
        '{"entries": 7}',
        '{"entries": [null, 7, "x", {}, {"kind": "ticked"}]}',
        '{"entries": [{"kind": "evil", "at": "'
        + _AT
        + '", "id": "a"}, {"kind": "noted", "at": "yesterday", "id": "b"}]}',
        '{"cleared": "9999-01-01T00:00:00.000+00:00", "entries": []}',
        '{"entries": [{"kind": "noted", "at": "9999-01-01T00:00:00.000+00:00", "id": "c"}]}',
        '{"__proto__": {"entries": 1}, "cleared": {}, "entries": [{"kind": "noted", "at": "' + _AT + '", "id": {}}]}',
    ],
)
def test_storage_that_holds_rubbish(page: Page, address: str, rubbish: str) -> None:
    """What somebody else wrote there is no log, and keeps none from being written."""
    _put_text(page, rubbish)
    open_runbook(page, address)
    step_box(page, LOOK).check()
    assert entries(page) == [f"Done: {LOOK}"]
    page.reload()
    page.locator(".rbs-foot").wait_for()
    assert entries(page) == [f"Done: {LOOK}"]


def test_hostile_entries_are_text(page: Page, address: str) -> None:
    """Whoever could write into the storage could still run nothing."""
    markup = "<img src=x onerror=alert(32)>"
    _put(
        page,
        {
            "kind": "copied",
            "at": _AT,
            "id": markup,
            "title": markup,
            "step": markup,
            "text": markup,
            "risk": "constructor",
        },
    )
    open_runbook(page, address)
    assert entries(page)[0] == f"Copied: {markup} {markup}"
    expect(page.locator(".rbs-log img")).to_have_count(0)


def test_an_old_log_is_told(page: Page, address: str) -> None:
    """Whoever comes with another incident learns that the log of the last one is still there."""
    _put(page, {"kind": "noted", "at": _AT, "id": "old", "text": "Over and out"})
    open_runbook(page, address)
    said(page, "It began on 2026-11-20 at 03:14. If this is another incident, end that one first.")


def test_size_is_bounded(page: Page, address: str) -> None:
    """The latest thousand entries stay, long texts are cut, and it says so."""
    many = [{"kind": "noted", "at": _AT, "id": f"{number:05}", "text": str(number)} for number in range(1_200)]
    _put(page, *many)
    open_runbook(page, address)
    page.locator(".rbs-entries > li").first.wait_for()
    page.evaluate("runbookSite.log.add('noted', { text: 'x'.repeat(100_000) })")
    said(page, "The incident log is full")
    kept = stored(page)
    assert kept is not None
    assert len(kept["entries"]) == 1_000
    assert kept["entries"][0]["text"] == "201"
    assert kept["entries"][-1]["text"] == f"{'x' * 4_000}… (96000 more characters)"


def test_a_step_that_changed_is_not_ticked(page: Page, address: str) -> None:
    """After a release the log stays, ticks of changed steps are not shown, those of others are, and it says so."""
    open_runbook(page, address)
    step_box(page, LOOK).check()
    step_box(page, FORCE).check()

    def change(route: Route) -> None:
        body = route.fetch().text()
        first = re.search(r'data-step="?(\w+)', body)
        assert first is not None
        route.fulfill(body=body.replace(first[1], "0123456789"), content_type="text/html; charset=utf-8")

    page.route(f"**/{RESTART}", change)
    page.reload()
    said(page, "This runbook has changed since")
    expect(step_box(page, LOOK)).not_to_be_checked()
    expect(step_box(page, FORCE)).to_be_checked()
    notice = page.locator(".rbs-unfit").inner_text()
    assert f"1 tick is not shown above ({LOOK})" in notice
    assert entries(page) == [f"Done: {LOOK}", f"Done: {FORCE}"]
    step_box(page, LOOK).check()
    assert entries(page)[-1] == f"Done: {LOOK}"
