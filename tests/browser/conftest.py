"""A site with hostile texts, served on this machine, and a real browser to look at it."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request

PROJECT = Path(__file__).parent.parent / "site" / "project"
PHONE = {"width": 390, "height": 844}
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
    "severities": "runbooks/severity/",
    "tools": "runbooks/tools/",
    "tags": "runbooks/tags/",
    "freshness": "runbooks/freshness/",
    "rules": "runbooks/rules/",
    "rule": "runbooks/rules/review-overdue/",
}
"""One of every kind."""

_SETTINGS = """\
site_name: Test
theme:
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, primary: black}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, primary: black}
  features: [navigation.instant, navigation.path, content.code.copy, search.suggest, search.highlight]
plugins:
  - search
  - runbook-site: {check: false, today: "2026-11-21"}
markdown_extensions: [admonition, attr_list, md_in_html, tables, toc, pymdownx.superfences, pymdownx.magiclink]
"""
_ODD_NAME = "odd <b>&name {{x}}.md"
_ODD_TEXT = (
    "Text, no heading. `<script>alert(20)</script>`\n\n```sh <script>alert(21)</script> {{ 9+9 }}\necho odd\n```\n"
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


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
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site; it is empty until `address` is asked for."""
    return tmp_path_factory.mktemp("browser") / "site"


@pytest.fixture(scope="session")
def address(chromium: str, site: Path) -> Iterator[str]:  # noqa: ARG001 - nothing is built for no browser
    """Where the site is served. Instant navigation works at the address that the site was built for, port included."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        _build(site, address)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield address
        server.shutdown()
        thread.join()


def _build(site: Path, address: str) -> None:
    folder = site.parent
    shutil.copytree(PROJECT, folder / "runbook_src")
    (folder / "runbook_src" / "wiki" / _ODD_NAME).write_text(_ODD_TEXT, encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(f"site_url: {address}\n{_SETTINGS}", encoding="utf-8")
    build = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stdout + build.stderr


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser that asks nobody for anything by itself."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


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
    context.set_default_timeout(8_000)
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
