"""A site with hostile texts, served on this machine, and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.sites import ENGINES, PROJECT, Sites

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request

__all__ = ["PAGES", "PHONE", "PROJECT", "Watch"]
PHONE = {"width": 390, "height": 844}
PATIENCE = 30_000
"""Milliseconds until what a test waits for counts as not coming: much, as machines are slow at times."""
PAGES = {
    "home": "",
    "service": "runbooks/shop/",
    "service of plain Markdown": "runbooks/wiki/",
    "runbook": "runbooks/shop/restart/",
    "hostile runbook": "runbooks/shop/hostile/",
    "Markdown runbook": "runbooks/wiki/plain/",
    "file with a hostile name": "runbooks/wiki/odd-b-name-x/",
    "catalog": "runbooks/catalog/",
    "alerts": "runbooks/alerts/",
    "alert": "runbooks/alerts/shopdown/",
    "severities": "runbooks/severity/",
    "tools": "runbooks/tools/",
    "tool": "runbooks/tools/aws/",
    "tags": "runbooks/tags/",
    "freshness": "runbooks/freshness/",
    "proofs": "runbooks/proofs/",
    "calendar": "runbooks/calendar/",
    "rules": "runbooks/rules/",
    "rule": "runbooks/rules/review-overdue/",
}
"""One of every kind."""


_EVERYWHERE = frozenset(
    {
        "test_pages_are_quiet_and_fit_a_phone",
        "test_turned_text_ends_where_it_is",
        "test_address_of_a_filter_is_text",
        "test_copies_the_exact_command",
        "test_refuses_while_a_value_is_open",
        "test_asks_before_it_copies_what_destroys",
        "test_copies_a_whole_step",
        "test_has_a_field_for_every_value",
        "test_commands_follow_the_fields",
        "test_filters_by_choice_and_keeps_it_in_the_address",
        "test_leads_to_the_command",
        "test_arrow_keys_choose",
        "test_opens_by_a_key_before_the_theme_does",
        "test_the_list_is_filtered_as_one_types",
        "test_steps_tick_at_their_heading",
        "test_ticks_survive_a_reload",
        "test_notes_all_that_happens",
        "test_button_is_large_and_beside_the_text",
    }
)
"""What goes through the theme's markup, its keys and its way to load pages: one test at least of each thing readers do.
The tests of what is the same in every page, such as quoting, run on the first engine alone."""


def pytest_configure(config: pytest.Config) -> None:
    """Tell what the marker means."""
    config.addinivalue_line(
        "markers", "every_engine: the test runs on the site of every engine, not on the first alone"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test on the site of every engine, where it is marked so, or named above."""
    everywhere = metafunc.function.__name__ in _EVERYWHERE or metafunc.definition.get_closest_marker("every_engine")
    if "engine" in metafunc.fixturenames and everywhere:
        metafunc.parametrize("engine", ENGINES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        reason = "no Chromium is installed (on Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason=reason)
    return found


@pytest.fixture(scope="session")
def sites(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:  # noqa: ARG001 - nothing is built for no browser
    """The sites of the engines, each built when it is asked for."""
    sites = Sites(tmp_path_factory.mktemp("browser"))
    yield sites
    sites.close()


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """What the site is built with."""
    return str(getattr(request, "param", ENGINES[0]))


@pytest.fixture(scope="session")
def site(sites: Sites, engine: str) -> Path:
    """The folder of the built site."""
    return sites.get(engine).folder


@pytest.fixture(scope="session")
def address(sites: Sites, engine: str) -> str:
    """Where the site is served."""
    return sites.get(engine).server.address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser that asks nobody for anything by itself."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        _prepare(browser)
        yield browser
        browser.close()


def _prepare(browser: Browser) -> None:
    """Have every context of a browser as tests need it."""
    new_context = browser.new_context

    def visit(**options: Any) -> BrowserContext:  # noqa: ANN401 - whatever contexts take
        # Each test has a context of its own; a copy of the site in each would cost more than the test.
        context = new_context(**{"service_workers": "block", **options})
        context.set_default_timeout(PATIENCE)
        return context

    browser.new_context = visit  # type: ignore[method-assign]  # every test asks this browser
    expect.set_options(timeout=PATIENCE)


class Watch:
    """What a page did that it should not have done."""

    def __init__(self, context: BrowserContext, allowed: str) -> None:
        """Watch every page of a context."""
        self.foreign: list[str] = []
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        self._allowed = (allowed, "data:", "blob:", "file:")
        context.on("request", self._request)
        context.on("dialog", self._dialog)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._allowed):
            self.foreign.append(request.url)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A fresh context with a clipboard, in which nothing may go wrong unseen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    watch = Watch(context, address)
    yield context
    context.close()
    assert watch.foreign == [], "a page asked another host"
    assert watch.dialogs == [], "markup from a runbook was run"
    assert watch.errors == [], "a script failed"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page to go somewhere with."""
    return context.new_page()
