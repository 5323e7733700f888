"""What the catalog costs a browser: bytes over the wire, time until it can be used, time from a key to its result."""

from __future__ import annotations

import gzip
import random
import statistics
from dataclasses import dataclass
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from shutil import which
from threading import Thread
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from bench.many_commands import write_many_commands
from bench.measure import BIN, run
from runbook_site.site.assets import site_assets
from runbook_site.site.context import SiteContext
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Page

TEXTS = ("restart postgres --f", "e", "sel", "kubectl get pods -n", "zzz", "billing ledger ps", "a s")
"""What is typed, and deleted again letter by letter: what most commands have, and what few or none have."""
FIRST = 3
"""Keys after loading, for which neither the browser nor the page may be ready yet."""
CHOICES = ("risk", "tool", "service")
STEPS = ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp")
"""The keys by which one goes through each of these selects, and back."""
_PAUSES = (40, 80, 120, 180, 300)
"""Milliseconds from one key to the next, from a quick hand to one that thinks: what the page does when it believes that
nobody types meets a key as well."""
_SETTINGS = """\
site_name: Benchmark
site_url: http://127.0.0.1/
docs_dir: {docs}
theme:
  name: material
  font: false
plugins:
  - search
  - runbook-site:
      source: {source}
      check: false
"""
_WATCH = """() => {
  globalThis.keys = [];
  let pressed = 0;
  addEventListener("keydown", (event) => { pressed = event.timeStamp; }, {capture: true});
  addEventListener("input", () => {
    const from = pressed;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => globalThis.keys.push(performance.now() - from);
      channel.port2.postMessage(null);
    });
  }, {capture: true});
}"""
"""From the time at which the browser took the key, so that what keeps it waiting counts. The message comes after the
frame that the next animation frame begins: what the key did is on the screen then."""


@dataclass(frozen=True, slots=True)
class CatalogCost:
    """What the catalog of many commands takes.

    Attributes:
        commands: How many there are.
        compressed: Bytes of its data, compressed with gzip.
        usable: Milliseconds from asking for the page until its first results are there, for each run.
        keys: Milliseconds from each key to the frame that shows its result: the median of the runs.
    """

    commands: int
    compressed: int
    usable: tuple[float, ...]
    keys: tuple[float, ...]

    def describe(self) -> str:
        """The figures with their aims, a line each."""
        most = statistics.quantiles(self.keys, n=20)[-1]
        first, later = self.keys[:FIRST], self.keys[FIRST:]
        return (
            f"  data, compressed                             {self.compressed / 1000:6.0f} kB   aim: at most 300\n"
            f"  page asked for until usable, median          {statistics.median(self.usable):6.0f} ms   aim: 1000\n"
            f"  key to result, median of {len(self.keys):<19} {statistics.median(self.keys):6.0f} ms   aim: under 50\n"
            f"  key to result, 19 of 20 keys                 {most:6.0f} ms\n"
            f"  key to result, the worst of the first {FIRST}      {max(first):6.0f} ms   aim: under 50\n"
            f"  key to result, the worst of all others       {max(later):6.0f} ms   aim: under 50"
        )


def measure_catalog(source: Path, work: Path, commands: int, runs: int) -> CatalogCost | str:
    """Build a site, give its catalog the data of many commands, and use it in Chromium; or say why not.

    Args:
        source: Structured runbooks, whose commands are varied.
        work: An empty folder to work in.
        commands: How many commands there are to be.
        runs: How often the page is loaded.
    """
    chromium = which("chromium") or which("chromium-browser") or which("google-chrome")
    if chromium is None:
        return "Chromium is not installed"
    many = work / "many"
    write_many_commands(source, many, commands)
    context = SiteContext(read_project([many], work), date(2026, 11, 21))
    data = next(asset.content() for asset in site_assets(context) if asset.path.endswith("/catalog-data.js"))
    site = _build(source, work)
    (site / "assets" / "runbook-site" / "catalog-data.js").write_bytes(data)
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        usable, keys = _use(chromium, f"http://127.0.0.1:{server.server_port}/runbooks/catalog/", runs)
        server.shutdown()
    return CatalogCost(len(context.catalog.entries), len(gzip.compress(data, 9)), usable, keys)


def _build(source: Path, work: Path) -> Path:
    docs, site = work / "docs", work / "site"
    docs.mkdir(parents=True)
    settings = work / "mkdocs.yml"
    settings.write_text(_SETTINGS.format(docs=docs, source=source.resolve()), encoding="utf-8")
    run([BIN / "mkdocs", "build", "--quiet", "--config-file", settings, "--site-dir", site])
    return site


def _use(chromium: str, address: str, runs: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        usable, keys = [], []
        for _ in range(runs):
            with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
                page = context.new_page()
                usable.append(_load(page, address))
                page.wait_for_load_state()
                keys.append(_type(page))
        browser.close()
    return tuple(usable), tuple(statistics.median(each) for each in zip(*keys, strict=True))


def _load(page: Page, address: str) -> float:
    page.goto(address, wait_until="commit")
    page.locator(".rbs-results > li").first.wait_for()
    # The clock of a page begins when it is asked for.
    return float(page.evaluate("performance.now()"))


def _type(page: Page) -> list[float]:
    """Press real keys, with pauses between them; the milliseconds that each took."""
    page.evaluate(_WATCH)
    dice = random.Random(20261121)  # noqa: S311 - the same pauses in every run
    page.locator(".rbs-filters input").focus()
    keys = [key for text in TEXTS for key in (*text, *["Backspace"] * len(text))]
    _press(page, keys, dice)
    for choice in CHOICES:
        page.locator(f".rbs-filters select[name={choice}]").focus()
        _press(page, STEPS, dice)
    page.wait_for_function("count => globalThis.keys.length === count", arg=len(keys) + len(STEPS) * len(CHOICES))
    return [float(each) for each in page.evaluate("globalThis.keys")]


def _press(page: Page, keys: Sequence[str], dice: random.Random) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(dice.choice(_PAUSES))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""
