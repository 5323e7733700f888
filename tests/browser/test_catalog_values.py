"""Values that are filled in where a command is found: in a row of the catalog."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.commands import count
from tests.browser.conftest import PHONE
from tests.browser.fields import field, open_page, said, state

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

_AXE = files("axe_playwright_python") / "axe.min.js"
_VIOLATIONS = "async () => (await axe.run({ resultTypes: ['violations'] })).violations.map(({ id }) => id)"


@pytest.fixture
def catalog(page: Page, address: str) -> Page:
    """The catalog's page, loaded."""
    page.goto(f"{address}runbooks/catalog/")
    page.locator(".rbs-results > li").first.wait_for()
    return page


def _found(page: Page, title: str) -> Locator:
    """The only row that a title finds."""
    page.get_by_label("All of these words").fill(title.lower())
    count(page, "1 of ")
    return _row(page, title)


def _row(page: Page, title: str) -> Locator:
    return page.locator(".rbs-results > li", has=page.get_by_role("link", name=title, exact=True))


def _clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_fills_in_and_copies(catalog: Page) -> None:
    """The fields come below the command, as its author declares them; Enter leads on, and back to the button."""
    row = _found(catalog, "Describe one pod")
    row.get_by_role("button", name="Fill in namespace, pod").click()
    expect(field(catalog, "namespace")).to_be_focused()
    said(catalog, "Still open: namespace, pod.")
    expect(row).to_contain_text("Where the pods run.")
    catalog.keyboard.type("it's")
    expect(state(catalog, "namespace")).to_contain_text("is no identifier")
    field(catalog, "namespace").fill("prod")
    catalog.keyboard.press("Enter")
    expect(field(catalog, "pod")).to_be_focused()
    catalog.keyboard.type("web-1")
    expect(row.locator(".rbs-copy")).to_have_accessible_name("Copy: Describe one pod. Still open: pod")
    expect(state(catalog, "pod")).to_contain_text("does not have the form shop-[a-z0-9-]+")
    field(catalog, "pod").fill("shop-1")
    catalog.keyboard.press("Enter")
    expect(row.locator(".rbs-copy")).to_be_focused()
    expect(row.locator(".rbs-source")).to_have_text('kubectl --namespace "prod" describe pod "shop-1"')
    catalog.keyboard.press("Enter")
    said(catalog, "Copied: Describe one pod.")
    assert _clipboard(catalog) == 'kubectl --namespace "prod" describe pod "shop-1"'


def test_copying_asks_first(catalog: Page) -> None:
    """The button of a row with open values brings the fields, and copies nothing."""
    catalog.evaluate("navigator.clipboard.writeText('before')")
    row = _found(catalog, "Scale one half")
    row.locator(".rbs-copy").click()
    said(catalog, "Still open: color, replicas.")
    expect(field(catalog, "color")).to_be_focused()
    row.locator(".rbs-copy").click()
    said(catalog, "Not copied: Scale one half. Still open: color, replicas.")
    assert _clipboard(catalog) == "before"


def test_arrows_belong_to_the_field(catalog: Page) -> None:
    """In a field of a row, keys do not lead to another row."""
    row = _found(catalog, "Scale one half")
    row.locator(".rbs-fill").click()
    expect(field(catalog, "color")).to_be_focused()
    catalog.keyboard.press("ArrowDown")
    expect(field(catalog, "color")).to_have_value("blue")
    expect(field(catalog, "color")).to_be_focused()


def test_values_of_the_tab(page: Page, address: str) -> None:
    """What was filled in on a runbook's page is there; the command is shown with it before it is copied."""
    open_page(page, address)
    field(page, "namespace").fill("prod")
    page.goto(f"{address}runbooks/catalog/")
    page.locator(".rbs-results > li").first.wait_for()
    row = _found(page, "List the pods")
    expect(row.locator(".rbs-source")).to_have_text('kubectl --namespace "$namespace" get pods')
    row.locator(".rbs-copy").click()
    said(page, "Filled in with the values of this tab.")
    expect(row.locator(".rbs-source")).to_have_text('kubectl --namespace "prod" get pods')
    row.locator(".rbs-copy").click()
    said(page, "Copied: List the pods.")
    assert _clipboard(page) == 'kubectl --namespace "prod" get pods'


def test_a_value_of_a_link_is_named(page: Page, address: str) -> None:
    """A value that came with a link is not used for what destroys before somebody has looked at it."""
    open_page(page, address, "namespace=prod")
    expect(state(page, "namespace")).to_contain_text("From the link")
    page.goto(f"{address}runbooks/catalog/")
    page.locator(".rbs-results > li").first.wait_for()
    row = _found(page, "Delete the pods")
    row.locator(".rbs-copy").click()
    said(page, "Filled in with the values of this tab.")
    expect(state(page, "namespace")).to_contain_text("From the link: check it.")
    row.locator(".rbs-copy").click()
    question = page.get_by_role("group", name="Before you copy: Delete the pods")
    expect(question).to_contain_text("namespace")
    expect(question).to_contain_text("prod")


def test_one_row_at_a_time(catalog: Page) -> None:
    """Another row takes the fields; the first is as its author wrote it, and is not copied with values unseen."""
    catalog.get_by_label("All of these words").fill("pod namespace kubectl")
    count(catalog, " of ")
    first, second = _row(catalog, "List the pods"), _row(catalog, "Describe one pod")
    first.locator(".rbs-fill").click()
    field(catalog, "namespace").fill("prod")
    expect(first.locator(".rbs-source")).to_have_text('kubectl --namespace "prod" get pods')
    second.locator(".rbs-fill").click()
    expect(field(catalog, "pod")).to_be_focused()
    expect(field(catalog, "namespace")).to_have_count(1)
    expect(first.locator(".rbs-source")).to_have_text('kubectl --namespace "$namespace" get pods')
    first.locator(".rbs-copy").click()
    said(catalog, "Filled in with the values of this tab.")
    expect(first.locator(".rbs-source")).to_have_text('kubectl --namespace "prod" get pods')


def test_by_the_places_of_values(catalog: Page) -> None:
    """A tap on a value leads to its field: in the first row that is asked, and in another as well."""
    catalog.get_by_label("All of these words").fill("pod namespace kubectl")
    count(catalog, " of ")
    first, second = _row(catalog, "List the pods"), _row(catalog, "Describe one pod")
    first.locator(".rbs-slot").click()
    expect(first.locator("input")).to_be_focused()
    second.locator(".rbs-slot[data-name=pod]").click()
    expect(second.locator("input").first).to_be_focused()
    expect(first.locator("input")).to_have_count(0)
    second.locator(".rbs-slot[data-name=pod]").click()
    expect(second.locator("input").last).to_be_focused()


def test_a_default_is_shown_first(catalog: Page) -> None:
    """A default stands in the command before it is copied; a secret stays a name."""
    row = _found(catalog, "Ask the shop's own API")
    row.get_by_role("button", name="Fill in region").click()
    said(catalog, "Filled in with the values of this tab.")
    expect(row.locator(".rbs-source")).to_contain_text('Bearer $token" "https://shop.example.com/eu-west-1"')


def test_undeclared_values(catalog: Page) -> None:
    """What nobody declares can be filled in as well."""
    row = _found(catalog, "Replace every task")
    row.locator(".rbs-fill").click()
    field(catalog, "cluster").fill("shop-1")
    expect(row.locator(".rbs-source")).to_contain_text('--cluster "shop-1"')


def test_without_its_data(browser: Browser, address: str) -> None:
    """Where the declarations cannot be loaded, the row says where the fields are; a second try may work."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/values-data.js", lambda route: route.abort())
    page.goto(f"{address}runbooks/catalog/")
    page.locator(".rbs-results > li").first.wait_for()
    row = _found(page, "List the pods")
    row.locator(".rbs-copy").click()
    said(page, "values-data.js could not be loaded: the page of the runbook has the fields.")
    page.unroute("**/values-data.js")
    row.locator(".rbs-copy").click()
    expect(field(page, "namespace")).to_be_focused()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_for_everybody(catalog: Page, scheme: str) -> None:
    """The rules of axe are kept with the fields there, and a phone has room for them."""
    catalog.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    catalog.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    row = _found(catalog, "Describe one pod")
    row.locator(".rbs-fill").click()
    expect(field(catalog, "namespace")).to_be_focused()
    catalog.add_script_tag(path=str(_AXE))
    assert catalog.evaluate(_VIOLATIONS) == []
    assert catalog.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for button in row.get_by_role("button").all():
        if button.is_visible():
            assert button.evaluate("e => e.getBoundingClientRect().height") >= 44
