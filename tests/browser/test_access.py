"""What axe-core finds on every kind of page: light and dark, on a phone and on a desktop."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.browser.conftest import PAGES, PHONE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Literal

    from playwright.sync_api import Browser, Page

_AXE = files("axe_playwright_python") / "axe.min.js"
_RUN = """async () => {
  const { violations } = await axe.run({ resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => [id, nodes.map(({ target, any, all }) =>
    `${target.join(" ")}: ${[...any, ...all].map(({ message }) => message).join("; ").slice(0, 200)}`)]);
}"""
_DESKTOP = {"width": 1280, "height": 900}


class _View(NamedTuple):
    scheme: Literal["light", "dark"]
    screen: str


_VIEWS = tuple(_View(scheme, screen) for scheme in ("light", "dark") for screen in ("phone", "desktop"))  # type: ignore[arg-type]  # both are schemes


@pytest.fixture(params=_VIEWS, ids="-".join)
def seen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, str]]:
    """A page in some colours on some screen, where nothing moves; and how it is seen."""
    view: _View = request.param
    width = PHONE if view.screen == "phone" else _DESKTOP
    context = browser.new_context(
        color_scheme=view.scheme,
        reduced_motion="reduce",
        viewport={"width": width["width"], "height": width["height"]},
        has_touch=view.screen == "phone",
    )
    context.set_default_timeout(10_000)
    context.add_init_script(path=str(_AXE))
    yield context.new_page(), "-".join(view)
    context.close()


def _violations(page: Page) -> dict[str, Any]:
    return dict(page.evaluate(_RUN))


@pytest.mark.every_engine
def test_no_violation(seen: tuple[Page, str], address: str, engine: str) -> None:
    """No rule of axe is broken on any kind of page, of the theme's part neither."""
    page, view = seen
    found = {}
    for kind, path in PAGES.items():
        page.goto(address + path)
        page.locator(".rbs-results > li" if kind == "catalog" else "article h1").first.wait_for()
        page.locator(".rbs-find").wait_for()
        broken = _violations(page)
        nodes = sum(map(len, broken.values()))
        print(f"{engine:<17} {view:<14} {kind:<26} {len(broken)} rules broken, {nodes} places")  # noqa: T201 - the result is asked for
        if broken:
            found[kind] = broken
    assert found == {}
