"""A site with hostile texts, served on this machine, and a real browser to look at it."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.sites import PROJECT, ZENSICAL, Sites

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


def pytest_configure(config: pytest.Config) -> None:
    """Tell what the marker means."""
    config.addinivalue_line(
        "markers", "engines(*names, reason): the test is about these engines alone, and the reason says why"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not about the engine that was asked for, and say why."""
    engine = config.getoption("--engine")
    for item in items:
        about = item.get_closest_marker("engines")
        if about and engine not in about.args:
            item.add_marker(pytest.mark.skip(reason=f"{engine}: {about.kwargs['reason']}"))


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
    return str(request.config.getoption("--engine"))


@pytest.fixture(scope="session")
def instant(engine: str) -> bool:
    """Whether the site puts a page in place of another, without leaving the page."""
    return engine.endswith("-instant")


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


_ZENSICALS = re.compile(
    r"(is not a valid selector\.|URI malformed)(\n +at decodeURIComponent \(<anonymous>\))?\n.*/javascripts/bundle\."
    r"|ERR_FILE_NOT_FOUND\nfile:.*/site/search\.js$"
)
"""Errors that Zensical makes by itself, each followed by its place: it takes what stands behind the # of an address for
a name, though it holds values, and looks for its search on a disk in a site that was built for a server."""


class Watch:
    """What a page did that it should not have done."""

    def __init__(self, context: BrowserContext, allowed: str, engine: str) -> None:
        """Watch every page of a context."""
        self.foreign: list[str] = []
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        self._allowed = (allowed, "data:", "blob:", "file:")
        self._known = _ZENSICALS if engine in ZENSICAL else None
        context.on("request", self._request)
        context.on("dialog", self._dialog)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._error(str(error.error.stack)))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._allowed):
            self.foreign.append(request.url)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._error(f"{message.text}\n{message.location['url']}")

    def _error(self, text: str) -> None:
        if not (self._known and self._known.search(text)):
            self.errors.append(text)


@pytest.fixture
def context(browser: Browser, address: str, engine: str) -> Iterator[BrowserContext]:
    """A fresh context with a clipboard, in which nothing may go wrong unseen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    watch = Watch(context, address, engine)
    yield context
    context.close()
    assert watch.foreign == [], "a page asked another host"
    assert watch.dialogs == [], "markup from a runbook was run"
    assert watch.errors == [], "a script failed"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page to go somewhere with."""
    return context.new_page()
