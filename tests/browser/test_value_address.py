"""Values that an address carries, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from playwright.sync_api import expect

from tests.browser.fields import MOVE, field, open_page, source, state

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_values_from_the_address(page: Page, address: str) -> None:
    """What an alert's link carries is filled in and shown as such; the address is clean afterwards."""
    open_page(page, address, "namespace=prod&pod=shop-1&customer=a%20b%2B+c")
    expect(page).to_have_url(f"{address}{MOVE}")
    expect(field(page, "namespace")).to_have_value("prod")
    expect(field(page, "customer")).to_have_value("a b++c")
    expect(state(page, "namespace")).to_have_text("From the link: check it.")
    expect(source(page, "list-pods")).to_contain_text("prod")
    page.get_by_role("button", name="It is right: namespace").click()
    expect(state(page, "namespace")).to_have_text("Filled in.")
    field(page, "pod").fill("shop-2")
    expect(state(page, "pod")).to_have_text("Filled in.")
    page.reload()
    page.locator(".rbs-value-bar").wait_for(state="attached")
    expect(field(page, "pod")).to_have_value("shop-2")


def test_anchor_and_values(page: Page, address: str) -> None:
    """An anchor in front of the values leads where it should, and stays in the address."""
    open_page(page, address, "command-delete&namespace=prod")
    page.wait_for_url(f"{address}{MOVE}#command-delete")
    expect(field(page, "namespace")).to_have_value("prod")
    page.wait_for_function(
        "Math.abs(document.querySelector('#command-delete').getBoundingClientRect().top - 100) < 100"
    )
    expect(page.locator("#command-delete")).to_have_css("outline-style", "solid")


def test_address_changes_on_the_page(page: Page, address: str) -> None:
    """A second link of the same page is taken too, and a newer value takes the place of an older one."""
    open_page(page, address, "namespace=prod")
    page.evaluate("location.hash = 'namespace=staging'")
    page.wait_for_function("location.hash === ''")
    expect(field(page, "namespace")).to_have_value("staging")
    page.evaluate("location.hash = 'namespace=two%20words'")
    page.wait_for_function("location.hash === ''")
    expect(state(page, "namespace")).to_contain_text("From the link, and not used: it is no identifier")
    expect(source(page, "list-pods")).to_contain_text("$namespace")


def test_fragment_that_injects(page: Page, address: str) -> None:
    """Markup, foreign names, secrets and percent rubbish of an address become text or nothing, and it is said."""
    parts = [
        "customer=" + quote("<img src=x onerror=alert(1)>'\"$(reboot)`id`"),
        "__proto__=x",
        "constructor=y",
        quote("<b onclick=alert(2)>") + "=z",
        "token=hunter2",
        "pod=%E0%A4%A",
        "replicas=" + quote("3;reboot"),
        "color=red",
        "=",
        "&",
    ]
    open_page(page, address, "&".join(parts))
    told = page.locator(".rbs-taken").inner_text()
    assert page.evaluate("location.hash") == ""
    assert "token, a secret" in told
    assert "__proto__, which this page does not use" in told
    assert "<b onclick=alert(2)>" in told
    assert "a part that cannot be read" in told
    assert "hunter2" not in page.content()
    expect(page.locator("article :is(img[src=x], [onclick], [onerror])")).to_have_count(0)
    expect(field(page, "pod")).to_have_value("")
    expect(state(page, "replicas")).to_contain_text("no whole number")
    expect(state(page, "color")).to_contain_text("none of blue, green")
    assert page.evaluate("({}).x") is None
    expect(source(page, "echo")).to_contain_text("<img src=x")
    kept = page.evaluate("Object.entries(sessionStorage).flat().join()")
    assert "hunter2" not in kept


def test_plain_anchor_is_left_alone(page: Page, address: str) -> None:
    """An address without values works as it always did."""
    page.goto(f"{address}{MOVE}#command-scale")
    page.locator(".rbs-value-bar").wait_for(state="attached")
    assert page.url.endswith("#command-scale")
    expect(page.locator(".rbs-taken")).to_have_count(0)


def test_instant_navigation(page: Page, address: str, *, instant: bool) -> None:
    """Values go along to the other pages of a service, and come with a link between pages, also without a page load."""
    open_page(page, address)
    page.evaluate("globalThis.stillHere = true")
    field(page, "namespace").fill("prod")
    link = f"{address}{MOVE}#pod=shop-9"
    page.locator(".md-nav--primary a", has_text="Restart the shop").first.evaluate("e => e.click()")
    page.wait_for_url("**/restart/")
    field(page, "cluster").wait_for()
    expect(page.locator(".rbs-value-bar")).to_have_count(1)
    page.locator("article").evaluate(
        """(article, link) => {
          const a = document.createElement("a");
          a.href = link;
          article.prepend(a);
          a.click();
        }""",
        link,
    )
    page.locator("#command-list-pods").wait_for()
    page.wait_for_function("document.querySelector('[id^=value-][id$=-pod]')?.value === 'shop-9'")
    expect(field(page, "namespace")).to_have_value("prod")
    assert page.evaluate("location.hash") == ""
    assert page.evaluate("globalThis.stillHere === true") is instant


def test_bar_says_what_is_to_be_checked(page: Page, address: str) -> None:
    """When nothing is open, values of the link are still to be checked."""
    open_page(page, address, "namespace=a&pod=shop-1&replicas=3&color=blue&customer=x&backup=y&since=14:05")
    expect(page.locator(".rbs-value-bar")).to_have_text("7 of 8 values to check")
