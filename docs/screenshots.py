"""Takes the pictures of the README and the guide, with the Chromium that is installed: ``make screenshots``."""

from __future__ import annotations

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from typing import TYPE_CHECKING, Literal, NamedTuple

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
IMAGES = ROOT / "docs" / "images"
_DESKTOP = (1280, 800)
_PHONE = (390, 800)
_RUNBOOK = "runbooks/life-platform/application-rollback/"
_COMMAND = "#command-promote-good"
_VALUES = {
    "good_deployment": "https://life-platform-abc123.vercel.app",
    "bad_deployment": "https://life-platform-def456.vercel.app",
}
_ALERT = "runbooks/alerts/databaseconnectionissues/"
_FLOW = "runbooks/life-platform/restore-backup/"


class Picture(NamedTuple):
    """One picture: its name, the page it shows, what is done on it before, in which colours, on what screen."""

    name: str
    address: str
    scheme: Literal["light", "dark"]
    size: tuple[int, int]
    prepare: Callable[[Page], None] = lambda _: None


def _fill_in(page: Page) -> None:
    page.locator(".rbs-values").evaluate("e => { e.open = true; }")
    for name, value in _VALUES.items():
        page.get_by_label(f"${name}", exact=True).fill(value)
    page.locator(_COMMAND).evaluate("e => e.scrollIntoView({ block: 'center' })")


def _find(page: Page) -> None:
    page.keyboard.press("/")
    page.locator(".rbs-switcher input").fill("site down")
    page.locator(".rbs-switcher li").first.wait_for()


def _drawing(page: Page) -> None:
    drawing = page.locator("details:has(svg)").first
    drawing.evaluate("e => { e.open = true; e.scrollIntoView({ block: 'start' }); }")
    page.evaluate("scrollBy(0, -80)")


PICTURES = (
    Picture("home-light", "", "light", _DESKTOP),
    Picture("runbook-light", _RUNBOOK, "light", _DESKTOP, _fill_in),
    Picture("runbook-dark", _RUNBOOK, "dark", _DESKTOP, _fill_in),
    Picture("runbook-phone", _RUNBOOK, "light", _PHONE, _fill_in),
    Picture("catalog-light", "runbooks/catalog/", "light", _DESKTOP),
    Picture("catalog-phone", "runbooks/catalog/", "dark", _PHONE),
    Picture("switcher-light", _RUNBOOK, "light", _DESKTOP, _find),
    Picture("alert-light", _ALERT, "light", _DESKTOP),
    Picture("flow-light", _FLOW, "light", _DESKTOP, _drawing),
    Picture("flow-dark", _FLOW, "dark", _DESKTOP, _drawing),
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> int:
    """Take all pictures."""
    chromium = which("chromium")
    if chromium is None or not SITE.is_dir():
        print("chromium and a built site are needed: apt-get install chromium; make site", file=sys.stderr)
        return 2
    IMAGES.mkdir(exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(SITE)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
            )
            for picture in PICTURES:
                _take(browser, f"http://127.0.0.1:{server.server_port}/{picture.address}", picture)
            browser.close()
    finally:
        server.shutdown()
    return 0


def _take(browser: Browser, address: str, picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(
        color_scheme=picture.scheme,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        service_workers="block",
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    picture.prepare(page)
    page.wait_for_timeout(300)  # Fonts, and what is drawn when the page scrolls.
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


if __name__ == "__main__":
    sys.exit(main())
