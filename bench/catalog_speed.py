"""What the catalog costs a browser: bytes over the wire, time until it can be used, time from a key to its result."""

from __future__ import annotations

import gzip
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
    from pathlib import Path

    from playwright.sync_api import Page

KEYS = "restart postgres --f"
"""Twenty keys; the first ones match most commands, the last ones few."""
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
_KEY = """async (key) => {
  const field = document.querySelector(".rbs-filters input");
  const before = performance.now();
  field.value += key;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  await new Promise((seen) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = seen;
    channel.port2.postMessage(null);
  }));
  return performance.now() - before;
}"""
"""The message comes after the frame that the next animation frame begins: what the key did is on the screen then."""


@dataclass(frozen=True, slots=True)
class CatalogCost:
    """What the catalog of many commands takes.

    Attributes:
        commands: How many there are.
        compressed: Bytes of its data, compressed with gzip.
        usable: Milliseconds from asking for the page until its first results are there, for each run.
        keys: Milliseconds from each key to the frame that shows its result.
    """

    commands: int
    compressed: int
    usable: tuple[float, ...]
    keys: tuple[float, ...]

    def describe(self) -> str:
        """Three lines with the aims."""
        return (
            f"  data, compressed                             {self.compressed / 1000:6.0f} kB   aim: at most 300\n"
            f"  page asked for until usable, median          {statistics.median(self.usable):6.0f} ms   aim: 1000\n"
            f"  key to result, median of {len(self.keys):<19} {statistics.median(self.keys):6.0f} ms\n"
            f"  key to result, worst                         {max(self.keys):6.0f} ms   aim: under 50"
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
        usable: list[float] = []
        for _ in range(runs):
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            usable.append(_load(page, address))
        keys = [page.evaluate(_KEY, key) for key in KEYS]
        browser.close()
    return tuple(usable), tuple(keys)


def _load(page: Page, address: str) -> float:
    page.goto(address, wait_until="commit")
    page.locator(".rbs-results > li").first.wait_for()
    # The clock of a page begins when it is asked for.
    return float(page.evaluate("performance.now()"))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""
