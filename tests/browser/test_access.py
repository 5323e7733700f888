"""What axe-core finds on every kind of page: light and dark, on a phone and on a desktop."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PAGES, PHONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

_AXE = files("axe_playwright_python") / "axe.min.js"
_RUN = """async () => {
  const { violations } = await axe.run({ resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => [id, nodes.map(({ target, any, all }) =>
    `${target.join(" ")}: ${[...any, ...all].map(({ message }) => message).join("; ").slice(0, 200)}`)]);
}"""
_DESKTOP = {"width": 1280, "height": 900}
_VIEWS = (("light", PHONE), ("light", _DESKTOP), ("dark", PHONE), ("dark", _DESKTOP))
_NO_ALERT = "alerts/nosuchalert/"
_EVERY = {**PAGES, "page for nothing": "404.html", "page for no such alert": _NO_ALERT}
_READY = {"catalog": ".rbs-results > li", "page for nothing": "rbs-page", "page for no such alert": ".rbs-broken"}
"""What is there when a script has made it; of the others, their heading."""


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A page on which nothing moves, with axe in it."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(path=str(_AXE))
    yield context.new_page()
    context.close()


def _broken(page: Page, address: str, kind: str) -> Mapping[str, list[str]]:
    """The rules that a page breaks in any view, with the places."""
    found: dict[str, list[str]] = {}
    counts = []
    for scheme, size in _VIEWS:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.goto(address + _EVERY[kind])
        page.locator(_READY.get(kind, "article h1")).first.wait_for(state="attached")
        page.locator(".rbs-find").wait_for()
        broken: dict[str, list[str]] = dict(page.evaluate(_RUN))
        counts.append(f"{scheme} {size['width']}: {len(broken)}")
        for rule, places in broken.items():
            found.setdefault(rule, []).extend(f"{scheme}, {size['width']} pixels wide: {place}" for place in places)
    print(f"{kind:<26} rules broken: {', '.join(counts)}")  # noqa: T201 - `make access` shows it
    return found


@pytest.mark.parametrize("kind", _EVERY)
def test_no_rule_is_broken(still: Page, address: str, site: Path, kind: str) -> None:
    """The rules of axe are kept on any kind of page, the theme's part of it included."""
    still.route(f"{address}{_NO_ALERT}", lambda route: route.fulfill(status=404, path=site / "404.html"))
    assert _broken(still, address, kind) == {}
