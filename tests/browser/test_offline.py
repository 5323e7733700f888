"""The service worker: the whole site without a server, a new release, and what can go wrong."""

from __future__ import annotations

import re
import shutil
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from runbook_site.site.worker import WORKER, no_worker, worker_of_site
from tests.browser.conftest import PAGES
from tests.browser.sites import ZENSICAL, Server
from tests.browser.work import find_fill_copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.sites import Sites

_RESTART = "runbooks/shop/restart/"
_READY = "navigator.serviceWorker.ready.then(() => true)"
_IN_CHARGE = "navigator.serviceWorker.controller?.state === 'activated'"
_UPDATE = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const former = registration.active;
  await registration.update();
  const done = () => registration.active !== former && registration.active?.state === "activated";
  for (let rounds = 0; registration.installing || !done(); rounds++) {
    if (rounds > 2400) throw new Error("it did not come within two minutes");
    await new Promise((done) => setTimeout(done, 50));
  }
}"""
_FAILED = """async (attempt) => {
  const registered = () => navigator.serviceWorker.getRegistration();
  const tries = async () => (await (await caches.match(new URL("tries", location.href)))?.json())?.tries;
  for (let rounds = 0; (await tries()) !== attempt || (await registered())?.installing; rounds++) {
    if (rounds > 2400) throw new Error("it did not come within two minutes");
    await new Promise((done) => setTimeout(done, 50));
  }
}"""
_RENEWED = """async (url) => {
  for (let rounds = 0; (await (await caches.match(url)).text()).includes("Stale: empty the"); rounds++) {
    if (rounds > 2400) throw new Error("it did not come within two minutes");
    await new Promise((done) => setTimeout(done, 50));
  }
}"""
_WATCH_REGISTER = """
const { register } = ServiceWorkerContainer.prototype;
ServiceWorkerContainer.prototype.register = function (...words) {
  globalThis.registered = words;
  return register.apply(this, words);
};
"""
_COPIES = "caches.keys().then((names) => names.filter((name) => !name.endsWith('notes')))"


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps copies, as those of readers do."""
    context = browser.new_context(service_workers="allow")
    yield context
    context.close()


@pytest.fixture
def served(sites: Sites, engine: str, tmp_path: Path) -> Iterator[tuple[Path, Server]]:
    """A site of one's own, to publish releases of: its folder and its server."""
    shutil.copytree(sites.get(engine).folder, tmp_path / "site")
    server = Server(tmp_path / "site")
    yield tmp_path / "site", server
    server.close()


def _visit(visitor: BrowserContext, address: str) -> Page:
    page = visitor.new_page()
    page.goto(address)
    assert page.evaluate(_READY)
    page.wait_for_function(_IN_CHARGE)
    return page


def _shows_copy(page: Page) -> None:
    page.locator("rbs-copy", has_text="Offline copy of ").wait_for()
    expect(page.locator("rbs-copy")).to_contain_text("old. What has changed since is not in it.")


def test_everything_works_when_the_server_is_gone(visitor: BrowserContext, sites: Sites, engine: str) -> None:
    """After one visit every page is there, says that it is a copy, and can be found, filled in and copied from."""
    server = sites.get(engine).server
    page = _visit(visitor, server.address)
    page.goto(server.address + _RESTART.rstrip("/"))
    expect(page).to_have_url(server.address + _RESTART)
    expect(page.locator("rbs-copy")).to_have_count(0)
    with server.gone():
        page.goto(server.address + _RESTART.rstrip("/"))
        expect(page).to_have_url(server.address + _RESTART)
        for path in (*PAGES.values(), "runbooks/catalog/?text=redis", "runbooks/shop/restart/index.html"):
            page.goto(server.address + path)
            page.locator("article h1").wait_for()
            _shows_copy(page)
        find_fill_copy(page, server.address)
        answer = page.goto(f"{server.address}alerts/NoSuchAlert/")
        assert answer is not None
        assert answer.status == HTTPStatus.NOT_FOUND


def test_goes_from_page_to_page_without_a_server(
    visitor: BrowserContext, sites: Sites, engine: str, *, instant: bool
) -> None:
    """A page that is put in place of another says that it is a copy too; with the server back, nothing does."""
    served = sites.get(engine)
    page = _visit(visitor, served.server.address)
    page.evaluate("globalThis.stillHere = true")
    with served.server.gone():
        page.locator(".rbs-home").get_by_role("link", name="Alerts").click()
        _shows_copy(page)
        assert page.evaluate("globalThis.stillHere === true") is instant
    page.goto(served.server.address)
    page.locator(".rbs-home").wait_for()
    expect(page.locator("rbs-copy")).to_have_count(0)


def test_the_age_is_that_of_the_copy(visitor: BrowserContext, served: tuple[Path, Server]) -> None:
    """Day, hour and age are told in words, from the date that the server gave."""
    page = _visit(visitor, served[1].address)
    page.evaluate(
        """async () => {
          const [name] = (await caches.keys()).filter((each) => !each.endsWith("notes"));
          const cache = await caches.open(name);
          const url = new URL("runbooks/shop/restart/", location.href).href;
          const found = await cache.match(url);
          const headers = new Headers(found.headers);
          headers.set("date", new Date(Date.now() - 3 * 3_600_000 - 60_000).toUTCString());
          await cache.put(url, new Response(await found.text(), { headers }));
        }"""
    )
    with served[1].gone():
        page.goto(served[1].address + _RESTART)
        _shows_copy(page)
        text = page.locator("rbs-copy").inner_text()
    wanted = page.evaluate(
        """() => {
          const date = new Date(document.querySelector("rbs-copy").dataset.date);
          const day = `${date.getDate()} ${date.toLocaleDateString("en-GB", { month: "long" })}`;
          return `${day}, ${date.toTimeString().slice(0, 5)}, 3 hours old.`;
        }"""
    )
    assert wanted in text


@pytest.mark.parametrize("trouble", ["hangs", "fails"])
def test_a_server_in_trouble_is_not_waited_for(
    visitor: BrowserContext, served: tuple[Path, Server], trouble: str
) -> None:
    """After three seconds without an answer, and at once after an error of the server, the copy is shown."""
    page = _visit(visitor, served[1].address)
    with served[1].troubled(trouble):
        page.goto(served[1].address + _RESTART)
        _shows_copy(page)


def _next_worker(folder: Path, engine: str) -> bytes:
    """The worker of a site of which a page has changed."""
    if engine not in ZENSICAL:
        return worker_of_site(folder)
    # `runbook-site build` counts in the text of the pages, and does not know what becomes of it.
    return re.sub(rb'(?<="version":")\w+', b"next", (folder / WORKER).read_bytes(), count=1)


def test_a_new_release_takes_the_place_of_the_old_one(
    visitor: BrowserContext, served: tuple[Path, Server], engine: str
) -> None:
    """Only what may have changed is asked for again; then the copy is the new release, and the old one is gone."""
    folder, server = served
    page = _visit(visitor, server.address)
    former = page.evaluate(_COPIES)
    changed = folder / _RESTART / "index.html"
    changed.write_text(
        changed.read_text(encoding="utf-8").replace("nobody can buy", "x").replace("Empty the", "Clear the"),
        encoding="utf-8",
    )
    (folder / WORKER).write_bytes(_next_worker(folder, engine))
    server.asked.clear()
    page.evaluate(_UPDATE)
    asked = set(server.asked)
    assert {f"/{WORKER}", f"/{_RESTART}"} <= asked
    if engine in ZENSICAL:  # Pages of another program, and what is its own, are as they are found.
        assert not [path for path in asked if path.startswith("/assets/runbook-site/")]
    else:
        assert len(asked) == 2
    copies = page.evaluate(_COPIES)
    assert len(copies) == 1
    assert copies != former
    with server.gone():
        page.goto(server.address + _RESTART)
        _shows_copy(page)
        expect(page.locator("#command-flush .rbs-title")).to_have_text("Clear the cache")


def test_a_build_without_change_asks_for_nothing(
    visitor: BrowserContext, served: tuple[Path, Server], engine: str
) -> None:
    """The worker of the same site is the same, and so is the copy."""
    folder, server = served
    page = _visit(visitor, server.address)
    if engine not in ZENSICAL:
        assert worker_of_site(folder) == (folder / WORKER).read_bytes()
    server.asked.clear()
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
    assert server.asked == [f"/{WORKER}"]


def test_what_is_not_as_built_is_renewed(visitor: BrowserContext, served: tuple[Path, Server]) -> None:
    """A page that came while the site was on its way to the server is no part of the release: a visit mends it."""
    folder, server = served
    page_file = folder / _RESTART / "index.html"
    built = page_file.read_text(encoding="utf-8")
    page_file.write_text(built.replace("Empty the", "Stale: empty the"), encoding="utf-8")
    page = _visit(visitor, server.address)
    page_file.write_text(built, encoding="utf-8")
    page.goto(server.address + _RESTART)
    page.evaluate(_RENEWED, server.address + _RESTART)
    with server.gone():
        page.goto(server.address + _RESTART)
        _shows_copy(page)
        expect(page.locator("#command-flush .rbs-title")).to_have_text("Empty the cache")


def test_no_room_is_said_and_stops_nothing(visitor: BrowserContext, served: tuple[Path, Server]) -> None:
    """Where the browser has no room for a copy, the page says so, and the site works with the network."""
    page = visitor.new_page()
    session = visitor.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": served[1].address.rstrip("/"), "quotaSize": 300_000})
    page.goto(served[1].address + _RESTART)
    page.locator(".rbs-live", has_text="no room for a copy").wait_for()
    assert page.evaluate(_COPIES) == []
    page.goto(served[1].address)
    page.locator(".rbs-home").wait_for()


def test_attempts_at_a_copy_are_bounded(visitor: BrowserContext, served: tuple[Path, Server]) -> None:
    """A site that cannot be copied is not asked for everything at every page."""
    folder, server = served
    shutil.rmtree(folder / "schema")
    (folder / "schema").write_text("in the way", encoding="utf-8")
    script = (
        (folder / WORKER).read_bytes().replace(b"[0, 1000, 4000]", b"[0]").replace(b"status < 500", b"status < 400")
    )
    (folder / WORKER).write_bytes(script)
    page = visitor.new_page()
    page.goto(server.address)
    for attempt in range(1, 4):
        page.evaluate(_FAILED, attempt)
        page.reload()
    server.asked.clear()
    page.evaluate("navigator.serviceWorker.register('runbook-site-worker.js').catch(() => null)")
    page.evaluate(_FAILED, 3)
    assert not any(path.startswith("/schema/") for path in server.asked)


def test_a_site_that_wants_no_copy_removes_it(visitor: BrowserContext, served: tuple[Path, Server]) -> None:
    """With `offline: false`, browsers forget what a former build had told them to keep."""
    folder, server = served
    page = _visit(visitor, server.address)
    (folder / WORKER).write_bytes(no_worker())
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
    page.evaluate(
        """async () => {
          for (let rounds = 0; (await navigator.serviceWorker.getRegistrations()).length; rounds++) {
            if (rounds > 2400) throw new Error("it did not come within two minutes");
            await new Promise((done) => setTimeout(done, 50));
          }
        }"""
    )
    assert page.evaluate("caches.keys()") == []


def test_nothing_is_tried_without_https(visitor: BrowserContext, address: str) -> None:
    """Where browsers allow no worker, the page neither asks for one nor complains."""
    visitor.add_init_script("Object.defineProperty(globalThis, 'isSecureContext', { value: false })")
    visitor.add_init_script(_WATCH_REGISTER)
    page = visitor.new_page()
    page.clock.install()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.locator(".rbs-find").wait_for()
    page.clock.run_for(10_000)  # A worker is asked for a while after the page has come.
    page.wait_for_load_state("networkidle")
    assert page.evaluate("globalThis.registered") is None
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert errors == []
