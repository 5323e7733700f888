"""The incident log: kept, shared by tabs, exported, cleared; in a real browser."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import expect

from tests.browser.doing import (
    ANSWERS,
    FORCE,
    LOOK,
    RESTART,
    entries,
    note,
    open_runbook,
    phone,
    step_box,
    stored,
)
from tests.browser.fields import said, state

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Page

_HOSTILE = "](javascript:alert(1)) <script>alert(30)</script> `x` ``` **b** $(reboot) {{ 7*7 }} | # &amp; \\ _u_ ~~s~~"


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def _exported(page: Page) -> tuple[str, dict[str, Any]]:
    """The log as Markdown and as JSON, from the clipboard."""
    _press(page, "Copy Markdown")
    said(page, "Copied: the incident log as Markdown.")
    markdown = _clipboard(page)
    _press(page, "Copy JSON")
    said(page, "Copied: the incident log as JSON.")
    return markdown, json.loads(_clipboard(page))


def test_notes_all_that_happens(page: Page, address: str) -> None:
    """Ticks, copies, messages, choices and notes are in it, in their order, with the texts that were copied."""
    open_runbook(page, address)
    page.get_by_role("button", name="Copy: List the queries").click()
    said(page, "Copied")
    page.locator(".rbs-decide a").last.click()
    page.get_by_label("The others know it").check()
    page.locator("[id^=value-][id$=-since]").fill("2026-11-21 03:00 UTC")
    page.get_by_role("button", name="Copy: The shop is down").click()
    said(page, "Copied: The shop is down")
    step_box(page, FORCE).check()
    note(page, "It was the cache.")
    assert entries(page) == [
        f"Copied: List the queries that wait for a lock {LOOK}",
        f"Decided: None are: Restart every task {LOOK}",
        f"Done: The others know it {FORCE}",
        f"Message copied: The shop is down {FORCE}",
        f"Done: {FORCE}",
        f"Note: It was the cache. {ANSWERS}",
    ]
    kept = stored(page)
    assert kept is not None
    assert kept["entries"][3]["text"] == "The shop is down since 2026-11-21 03:00 UTC. <sorry>"
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d", entry["at"]) for entry in kept["entries"]
    )


def test_what_was_not_copied_is_not_noted(page: Page, address: str) -> None:
    """A refused copy, and a question that was not answered, did not happen."""
    open_runbook(page, address)
    page.get_by_role("button", name="Copy: Replace every task").click()
    said(page, "Not copied: Replace every task.")
    page.get_by_role("button", name="Copy: Empty the cache").click()
    question = page.get_by_role("group", name="Before you copy: Empty the cache")
    expect(question).to_be_focused()
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    said(page, "Not copied: Empty the cache.")
    page.get_by_role("button", name="Copy: The shop is down").click()
    said(page, "Not copied: The shop is down.")
    assert stored(page) is None


def test_times_are_local(browser: Browser, address: str) -> None:
    """The log has the reader's own time, and its distance from UTC."""
    context = browser.new_context(timezone_id="Asia/Kolkata")
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-21T03:14:15Z")
    open_runbook(page, address)
    step_box(page, LOOK).check()
    page.locator(".rbs-do time", has_text="08:44").first.wait_for()
    kept = stored(page)
    assert kept is not None
    assert kept["entries"][0]["at"] == "2026-11-21T08:44:15.000+05:30"
    context.close()


def test_exports_as_json(page: Page, address: str) -> None:
    """The file says its format and version, and holds what is documented, no more."""
    open_runbook(page, address)
    page.get_by_role("button", name="Copy: List the queries").click()
    said(page, "Copied")
    note(page, _HOSTILE)
    _, log = _exported(page)
    assert log.pop("exported")[:2] == "20"
    assert log.pop("entries") == [
        {
            "at": log_at,
            "kind": kind,
            "step": LOOK,
            "title": title,
            "text": text,
            "risk": risk,
        }
        for log_at, kind, title, text, risk in (
            (
                _times(page)[0],
                "copied",
                "List the queries that wait for a lock",
                page.locator("#command-waiting-queries .rbs-source").inner_text(),
                "read",
            ),
            (_times(page)[1], "noted", None, _HOSTILE, None),
        )
    ]
    assert log == {
        "format": "runbook-site/incident-log",
        "version": 1,
        "service": "shop",
        "runbook": "restart",
        "title": "Restart the shop",
        "address": f"{address}{RESTART}",
    }


def _times(page: Page) -> list[str]:
    times: list[str] = page.locator(".rbs-entries > li > time").evaluate_all("all => all.map(e => e.dateTime)")
    return times


def test_markdown_shows_texts_as_they_are(page: Page, address: str) -> None:
    """Whatever a command, a title or a note says: read as Markdown it is that text, and nothing else."""
    open_runbook(page, address, "runbooks/shop/hostile/")
    page.locator("#command-odd .rbs-copy").click()
    said(page, "Copied")
    command = _clipboard(page)
    text = "```\n`````\n~~~\n- no list\n\n\tindented\n    </code><script>alert(31)</script>"
    page.evaluate("text => runbookSite.log.add('copied', { title: 'Own', text })", text)
    note(page, _HOSTILE)
    markdown, _ = _exported(page)
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    assert [token.content for token in tokens if token.type == "fence"] == [
        f"{command}\n".replace("\0", "\ufffd"),
        f"{text}\n",
    ]
    assert not [token for token in tokens if token.type in ("html_block", "code_block", "table_open")]
    inline = [token for token in tokens if token.type == "inline"]
    assert any(_HOSTILE in "".join(child.content for child in token.children or ()) for token in inline)
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {
        "text",
        "text_special",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
        "softbreak",
        "link_open",
        "link_close",
    }
    links = [child.attrs["href"] for token in inline for child in token.children or () if child.type == "link_open"]
    assert links == [f"{address}runbooks/shop/hostile/"]


def test_exports_into_the_template_of_the_service(page: Page, address: str) -> None:
    """The post-mortem begins as the service wants it, with values filled in; what nobody knows stays a name."""
    open_runbook(page, address)
    page.locator("[id^=value-][id$=-cluster]").fill("shop_1")
    expect(state(page, "cluster")).to_have_text("Filled in.")
    step_box(page, LOOK).check()
    page.locator(".rbs-log").wait_for()
    markdown, _ = _exported(page)
    lines = markdown.split("\n")
    assert lines[0] == f"# What happened to {{{{ shop }}}}: [Restart the shop](<{address}{RESTART}>)"
    assert re.fullmatch(r"From \d{4}-\d\d-\d\d \S+ \S+ to .+, cluster shop\\_1\. Cause: \$cause", lines[2])
    assert lines[4].startswith("- **20")
    assert lines[4].endswith(f"Done: {LOOK}")
    assert lines[6] == "## What we change"


@pytest.mark.parametrize(("format", "ending"), [("Markdown", "md"), ("JSON", "json")])
def test_downloads(page: Page, address: str, format: str, ending: str) -> None:  # noqa: A002 - what is chosen
    """The file is what would be copied, under a name that says of what."""
    open_runbook(page, address)
    step_box(page, LOOK).check()
    page.locator(".rbs-log").wait_for()
    with page.expect_download() as waiting:
        _press(page, f"Download {format}")
    download: Download = waiting.value
    assert re.fullmatch(rf"incident-shop-restart-\d{{12}}\.{ending}", download.suggested_filename)
    text = download.path().read_text(encoding="utf-8")
    assert LOOK in (json.loads(text)["entries"][0]["step"] if ending == "json" else text)


def test_clears_after_a_question(page: Page, address: str) -> None:
    """The question can be left; after yes every entry and every tick is gone, here and in other tabs."""
    open_runbook(page, address)
    step_box(page, LOOK).check()
    other = page.context.new_page()
    open_runbook(other, address)
    expect(step_box(other, LOOK)).to_be_checked()
    _press(page, "End incident and clear")
    question = page.get_by_role("group", name="Before you clear the log")
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    assert len(entries(page)) == 1
    _press(page, "End incident and clear")
    _press(page, "Clear it")
    said(page, "The incident has ended")
    for tab in (page, other):
        tab.locator(".rbs-progress", has_text=re.compile(r"^Step 1 of 3$")).wait_for()
        expect(step_box(tab, LOOK)).not_to_be_checked()
        assert entries(tab) == []
    kept = stored(page)
    assert kept is not None
    assert kept["entries"] == []
    step_box(other, FORCE).check()
    step_box(page, FORCE).wait_for()
    page.wait_for_function("document.querySelectorAll('.rbs-entries li').length === 1")
    assert entries(page) == [f"Done: {FORCE}"]


def test_a_log_that_does_not_load(browser: Browser, address: str) -> None:
    """Ticks work without the script that shows the log; whoever asks for the log is told, and may ask again."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/log.js", lambda route: route.abort())
    open_runbook(page, address)
    step_box(page, LOOK).check()
    said(page, "log.js could not be loaded")
    page.evaluate("runbookSite.announce('')")  # What is said next is about the next attempt.
    page.get_by_role("button", name="Log").click()
    said(page, "log.js could not be loaded")
    page.unroute("**/log.js")
    page.get_by_role("button", name="Log").click()
    assert entries(page) == [f"Done: {LOOK}"]
    context.close()


def test_on_a_phone(browser: Browser, address: str) -> None:
    """The log fits, and its buttons can be hit with a thumb."""
    context = phone(browser)
    page = context.new_page()
    open_runbook(page, address)
    note(page, "x" * 200)
    assert page.evaluate("document.documentElement.scrollWidth <= screen.width")
    for button in page.locator(".rbs-log button:visible").all():
        assert button.evaluate("e => e.getBoundingClientRect().height") >= 44
    context.close()
