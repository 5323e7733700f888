"""From an alert to its runbook: addresses in any spelling, the list, the page of one."""

from __future__ import annotations

import functools
import http.server
import json
import re
import threading
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.sites import MATERIAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


class _WithPageForNothing(http.server.SimpleHTTPRequestHandler):
    """As web servers do, it answers with the site's own page where there is nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture(scope="module")
def host(address: str, site: Path) -> Iterator[str]:  # noqa: ARG001 - it has been built then
    """Where the site is served by a server that has a page for what does not exist."""
    handler = functools.partial(_WithPageForNothing, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A page for which a missing one is no error."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("alerts/shopdown/", "runbooks/shop/restart/"),
        ("alerts/ShopDown/", "runbooks/shop/restart/"),
        ("alerts/SHOPDOWN/", "runbooks/shop/restart/"),
        ("alerts/SHOPdown", "runbooks/shop/restart/"),
        ("alerts/Shop%44own/index.html", "runbooks/shop/restart/"),
        ("alerts/ShopQueueFull/", "runbooks/alerts/shopqueuefull/"),
        ("runbooks/alerts/SHOPDOWN/", "runbooks/alerts/shopdown/"),
        ("OLD/Restart/", "runbooks/shop/restart/"),
    ],
)
def test_any_spelling_leads_there(visitor: Page, host: str, path: str, target: str) -> None:
    """An address in an annotation may be spelled as the rule is, or as somebody remembers it."""
    visitor.goto(f"{host}{path}")
    visitor.wait_for_url(f"{host}{target}")


def test_values_of_the_address_arrive(visitor: Page, host: str) -> None:
    """An alert hands its labels on, also through the page for what does not exist."""
    for path in ("alerts/shopdown/", "alerts/SHOPDOWN/"):
        visitor.goto(f"{host}{path}#cluster=blue%20one")
        visitor.wait_for_url(lambda url: url.startswith(f"{host}runbooks/shop/restart/"))
        visitor.get_by_label("$cluster").wait_for()
        expect(visitor.get_by_label("$cluster")).to_have_value("blue one")
        visitor.evaluate("sessionStorage.clear()")


@pytest.mark.parametrize("name", ["NoSuchAlert", "__proto__", "%3Cimg%20src=x%20onerror=alert(1)%3E", "%E0%A4%A"])
def test_an_unknown_alert_is_said_to_be_unknown(visitor: Page, host: str, name: str) -> None:
    """Nobody is sent round in a circle; the list is one press away."""
    visitor.add_init_script("globalThis.alert = () => { globalThis.alerted = true; }")
    visitor.goto(f"{host}alerts/{name}/")
    if name != "%E0%A4%A":
        visitor.get_by_role("link", name="All alerts").wait_for()
    # Put there by the script that leads on; a name that cannot be read is all that it then looks at.
    visitor.locator("rbs-page").wait_for(state="attached")
    expect(visitor).to_have_url(f"{host}alerts/{name}/")
    assert visitor.locator("h1").inner_text().startswith("404")
    assert visitor.evaluate("globalThis.alerted") is None


def test_a_page_that_exists_is_left_alone(visitor: Page, host: str) -> None:
    """Only what does not exist leads elsewhere."""
    visitor.goto(f"{host}runbooks/alerts/shopdown/")
    visitor.get_by_role("heading", name="ShopDown").wait_for()
    visitor.locator(".rbs-find").wait_for()  # It comes right before the script that leads on is asked for.
    expect(visitor.locator("script[src$='/lost.js']")).to_have_count(0)
    expect(visitor).to_have_url(f"{host}runbooks/alerts/shopdown/")


def test_the_page_of_an_alert_hands_values_on(page: Page, address: str) -> None:
    """A link to a command keeps its anchor in front."""
    page.goto(f"{address}runbooks/alerts/shopdown/#cluster=blue&x=%22%3E")
    page.locator("a[data-hand-on]", has_text="Open this runbook").wait_for()
    page.wait_for_function("document.querySelector('a[data-hand-on]').hash")
    links = page.locator("a[data-hand-on]").evaluate_all("links => links.map((link) => link.href)")
    assert links[0] == f"{address}runbooks/shop/restart/#cluster=blue&x=%22%3E"
    assert links[1] == f"{address}runbooks/shop/restart/#command-waiting-queries&cluster=blue&x=%22%3E"


def test_the_list_is_filtered_as_one_types(page: Page, address: str) -> None:
    """By name, by service, by runbook; Enter goes to the first."""
    page.goto(f"{address}runbooks/alerts/")
    field = page.get_by_role("searchbox", name="alert")
    for typed, found in {
        "queue": ["ShopQueueFull"],
        "restart shop": ["ShopDown"],
        "no runbook": ["ShopQueueFull"],
    }.items():
        field.fill(typed)
        page.get_by_text(f"{len(found)} of 2 alerts").wait_for()
        expect(page.locator(".rbs-alerts li:visible .rbs-name")).to_have_text(found)
    field.fill("nothing of it")
    page.get_by_text("None of 2 alerts matches").wait_for()
    field.fill("down")
    page.get_by_text("1 of 2 alerts").wait_for()
    page.keyboard.press("Enter")
    page.locator(".rbs-name:focus").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}runbooks/alerts/shopdown/")


def test_the_list_works_after_instant_navigation(page: Page, address: str, *, instant: bool) -> None:
    """The field is there once, whether the page was loaded or put in place of another."""
    page.goto(address)
    page.evaluate("globalThis.stillHere = true")
    for _ in range(2):
        page.locator(".rbs-home").get_by_role("link", name="Alerts").click()
        page.get_by_text("2 alerts", exact=True).wait_for()
        expect(page.locator(".rbs-filters input")).to_have_count(1)
        page.go_back()
        page.locator(".rbs-home").wait_for()
    assert page.evaluate("globalThis.stillHere === true") is instant


def test_two_thousand_alerts_answer_at_once(page: Page, address: str) -> None:
    """A long list does not make anybody wait."""
    row = (
        '<li><a class="rbs-name" href="#"><code>Alert{}</code></a> <span></span> <span>R</span> <span>Shop</span></li>'
    )
    rows = "".join(row.format(number) for number in range(2000))
    page.goto(f"{address}runbooks/alerts/")
    page.locator(".rbs-filters input").wait_for()
    page.evaluate(
        """(rows) => {
          const field = document.querySelector("rbs-filter");
          field.nextElementSibling.innerHTML = rows;
          field.replaceWith(field.cloneNode());
        }""",
        rows,
    )
    page.get_by_text("2000 alerts").wait_for()
    milliseconds = page.evaluate(
        """async () => {
          const field = document.querySelector(".rbs-filters input");
          const before = performance.now();
          field.value = "alert1999";
          field.dispatchEvent(new Event("input", {bubbles: true}));
          await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
          return performance.now() - before;
        }"""
    )
    page.get_by_text("1 of 2000 alerts").wait_for()
    # As for the catalog: a tenth of a second is noticed, and the machine may be four times as slow.
    assert milliseconds < 400


def test_without_scripts(browser: Browser, address: str) -> None:
    """The list, the alert and the tools are pages to read; no field is shown that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}runbooks/alerts/")
    text = page.locator("article")
    text.get_by_role("link", name="ShopDown").click()
    text.get_by_role("link", name="Restart the shop").click()
    page.get_by_role("heading", name="Restart the shop").wait_for()
    page.goto(f"{address}runbooks/catalog/")
    text.get_by_role("link", name="by tool", exact=True).click()
    text.get_by_role("link", name="redis-cli").click()
    page.locator("pre", has_text="redis-cli FLUSHALL").wait_for()
    page.goto(address)
    expect(page.locator(".rbs-field")).to_be_hidden()
    context.close()


@pytest.mark.engines(*MATERIAL, reason="the head of a page is not written by `runbook-site build`")
def test_a_page_names_its_markdown(page: Page, address: str) -> None:
    """In its head, where programs look for it."""
    page.goto(f"{address}runbooks/shop/restart/")
    link = page.locator("link[rel~=alternate][type='text/markdown']").evaluate("link => link.href")
    assert link == f"{page.url}index.md"


def test_machines_find_the_markdown(page: Page, address: str) -> None:
    """The list for machines leads to it, and it is there, beside what else they read."""
    found = re.search(r"\[Restart the shop]\((\S+)\)", page.request.get(f"{address}llms.txt").text())
    assert found is not None
    assert page.request.get(f"{address}{found[1]}").text().startswith("# Restart the shop\n")
    alerts = json.loads(page.request.get(f"{address}alerts.json").text())
    assert [alert["name"] for alert in alerts["alerts"]] == ["ShopDown", "ShopQueueFull"]
