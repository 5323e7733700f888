"""How long values are kept, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.fields import field, open_page, said, source, state

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page


def test_values_are_kept_by_service(page: Page, address: str) -> None:
    """A page of another service does not see them."""
    open_page(page, address)
    field(page, "namespace").fill("prod")
    assert page.evaluate("runbookSite.values.of('wiki').size") == 0
    assert page.evaluate("localStorage.length") == page.evaluate(
        "Object.keys(localStorage).filter((key) => !key.startsWith('rbs')).length"
    )


def test_two_tabs(context: BrowserContext, address: str) -> None:
    """What is filled in in one tab is not in the other."""
    one, two = context.new_page(), context.new_page()
    open_page(one, address)
    field(one, "namespace").fill("one")
    open_page(two, address)
    expect(field(two, "namespace")).to_have_value("")
    field(two, "namespace").fill("two")
    one.reload()
    one.locator(".rbs-value-bar").wait_for(state="attached")
    expect(field(one, "namespace")).to_have_value("one")


_FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
_FORBIDDEN = """
Object.defineProperty(globalThis, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } });
"""
_LISTEN = """
globalThis.told = [];
addEventListener("DOMContentLoaded", () => {
  const look = () => { globalThis.told.push(document.querySelector(".rbs-live")?.textContent); };
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
});
"""


@pytest.mark.parametrize("broken", [_FULL, _FORBIDDEN], ids=["full", "forbidden"])
def test_storage_that_keeps_nothing(page: Page, address: str, broken: str) -> None:
    """Without storage it works until the page is gone, and says so once."""
    page.add_init_script(broken)
    page.add_init_script(_LISTEN)
    open_page(page, address)
    field(page, "namespace").fill("prod")
    field(page, "pod").fill("shop-1")
    expect(source(page, "list-pods")).to_contain_text("prod")
    expect(source(page, "describe")).to_contain_text("shop-1")
    told = page.evaluate("globalThis.told.filter((text, at, all) => text && text !== all[at - 1])")
    assert len([text for text in told if "keeps no values" in text or "cannot be read" in text]) == 1


@pytest.mark.parametrize(
    "rubbish",
    [
        "{",
        "null",
        "7",
        '"x"',
        "[1]",
        '{"namespace": 7}',
        '{"namespace": {"value": {}, "from": "typed"}}',
        '{"namespace": null}',
        '{"namespace": {"value": "prod", "from": "<img>"}}',
        '{"__proto__": {"value": "x", "from": "typed"}}',
    ],
)
def test_storage_that_holds_rubbish(page: Page, address: str, rubbish: str) -> None:
    """What somebody else wrote there is no value."""
    page.add_init_script(f"sessionStorage.setItem('rbs-values:shop', {rubbish!r})")
    open_page(page, address)
    expect(field(page, "namespace")).to_have_value("")
    field(page, "pod").fill("shop-1")
    page.locator("#command-describe .rbs-source", has_text="shop-1").wait_for()


def test_clears(page: Page, address: str) -> None:
    """One value is cleared, or all of them."""
    open_page(page, address, "namespace=prod")
    field(page, "pod").fill("shop-1")
    page.get_by_role("button", name="Clear namespace").click()
    expect(field(page, "namespace")).to_have_value("")
    expect(state(page, "namespace")).to_have_text("Still open.")
    page.get_by_role("button", name="Clear all").click()
    said(page, "Every value of this service is cleared.")
    expect(field(page, "pod")).to_have_value("")
    assert page.evaluate("sessionStorage.getItem('rbs-values:shop')") is None
