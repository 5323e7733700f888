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
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
IMAGES = ROOT / "docs" / "images"
_DESKTOP = (1280, 800)
_PHONE = (390, 800)


class Picture(NamedTuple):
    """One picture: its name, the page and place it shows, in which colours, on what screen."""

    name: str
    address: str
    scheme: Literal["light", "dark"]
    size: tuple[int, int]


PICTURES = (
    Picture("home-light", "", "light", _DESKTOP),
    Picture("runbook-light", "runbooks/vibesheets/site-down/#step-check-resources", "light", _DESKTOP),
    Picture("runbook-dark", "runbooks/vibesheets/site-down/#step-check-resources", "dark", _DESKTOP),
    Picture("runbook-phone", "runbooks/vibesheets/site-down/#step-check-resources", "light", _PHONE),
    Picture("catalog-light", "runbooks/catalog/", "light", _DESKTOP),
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
        color_scheme=picture.scheme, viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


if __name__ == "__main__":
    sys.exit(main())
