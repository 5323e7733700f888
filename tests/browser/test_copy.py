"""Copying a command, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.sources.text import SourceText
from runbook_site.sources.yaml_tree import parse_yaml
from tests.browser.conftest import PHONE, PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

_FORCE = 'aws ecs update-service \\\n  --cluster "$cluster" \\\n  --service shop \\\n  --force-new-deployment'


def _clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def _hostile_command() -> str:
    source = SourceText("hostile.yml", (PROJECT / "shop" / "hostile.yml").read_text(encoding="utf-8"))
    scalar = parse_yaml(source.whole()).scalar(("procedure", 0, "commands", 0, "run"))
    assert scalar is not None
    return scalar.text


def test_copies_the_exact_command(page: Page, address: str) -> None:
    """What is pasted is the command, letter by letter, and no line end that would run it."""
    page.goto(f"{address}runbooks/shop/restart/")
    page.get_by_role("button", name="Copy: Replace every task").click()
    page.locator(".rbs-live", has_text="Copied: Replace every task. Still to fill in: cluster.").wait_for()
    assert _clipboard(page) == _FORCE


def test_copies_what_cannot_be_seen(page: Page, address: str) -> None:
    """Markup, control characters and characters without width are copied as the author wrote them."""
    page.goto(f"{address}runbooks/shop/hostile/")
    page.locator("#command-odd .rbs-copy").click()
    page.locator(".rbs-live", has_text="Copied").wait_for()
    assert _clipboard(page) == _hostile_command()


def test_copies_after_instant_navigation(page: Page, address: str) -> None:
    """The handler outlives a change of page without a page load."""
    page.goto(f"{address}runbooks/shop/")
    page.evaluate("globalThis.stillHere = true")
    page.get_by_role("region", name="Incidents").get_by_role("link", name="Restart the shop").click()
    page.get_by_role("button", name="Copy: Empty the cache").click()
    page.locator(".rbs-live", has_text="Copied: Empty the cache").wait_for()
    assert _clipboard(page) == "redis-cli FLUSHALL"
    assert page.evaluate("globalThis.stillHere")


def test_copies_without_https(page: Page, address: str) -> None:
    """A page of an intranet without HTTPS has no clipboard to write to; the older way copies the same text."""
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(f"{address}runbooks/shop/restart/")
    page.get_by_role("button", name="Copy: Replace every task").click()
    page.locator(".rbs-live", has_text="Copied").wait_for()
    other = page.context.new_page()
    other.goto(address)
    assert _clipboard(other) == _FORCE


def test_selects_where_copying_is_refused(page: Page, address: str) -> None:
    """Where nothing can be copied the text is selected, and the reader is told so."""
    page.add_init_script("delete Navigator.prototype.clipboard; Document.prototype.execCommand = () => false")
    page.goto(f"{address}runbooks/shop/restart/")
    page.get_by_role("button", name="Copy: Replace every task").click()
    page.locator(".rbs-live", has_text="does not allow").wait_for()
    assert page.evaluate("getSelection().toString()") == _FORCE


def test_has_one_button(page: Page, address: str) -> None:
    """Material's own copy button is not added to a command that has one."""
    page.goto(f"{address}runbooks/shop/restart/")
    page.locator(".rbs-copy").first.wait_for()
    assert page.locator(".rbs-command .md-code__nav, .rbs-command .md-clipboard").count() == 0


@pytest.mark.parametrize("width", [1280, PHONE["width"]])
def test_button_is_large_and_beside_the_text(page: Page, address: str, width: int) -> None:
    """A thumb hits the button, and it covers no part of the command."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{address}runbooks/shop/restart/")
    page.locator(".rbs-copy").first.wait_for()
    for code in page.locator(".rbs-code").all():
        button = code.locator(".rbs-copy").bounding_box()
        text = code.locator("pre").bounding_box()
        assert button is not None
        assert text is not None
        assert button["height"] >= 44
        assert button["width"] >= 44
        beside = button["x"] >= text["x"] + text["width"] or button["y"] >= text["y"] + text["height"]
        assert beside


@pytest.mark.usefixtures("address")
def test_works_from_a_file(page: Page, site: Path) -> None:
    """A copy of the site on a disk has working buttons."""
    page.goto((site / "runbooks" / "shop" / "restart" / "index.html").as_uri())
    page.get_by_role("button", name="Copy: Empty the cache").click()
    page.locator(".rbs-live", has_text="Empty the cache").wait_for()
