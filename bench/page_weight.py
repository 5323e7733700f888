"""What a runbook's page weighs at the first visit, beside plain Material's page of the same text."""

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

from bench.measure import BIN, run
from runbook_site.site.context import SiteContext
from runbook_site.site.links import page_address
from runbook_site.site.runbook_markdown import markdown_files
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Response

PAGES = 9
"""Pages from all over the site; as many again are those with the most HTML of their own."""
_INDEX = "/search/search_index.json"
_SETTINGS = """\
site_name: Benchmark
docs_dir: {docs}
theme:
  name: material
  font: false
  features: [navigation.prune]
markdown_extensions: [admonition, attr_list, tables, toc]
plugins:
  - search
"""
_PLUGIN = "  - runbook-site: {{source: {source}, check: false}}\n"


@dataclass(frozen=True, slots=True)
class PageWeight:
    """Compressed bytes of pages, with all that is loaded at the first visit: also what scripts load by themselves.

    Neither the index of the search counts, which grows with the site, nor what a service worker keeps afterwards.

    Attributes:
        ours: Of each page, with the plugin; pages from all over the site come first.
        plain: Of the same text as Markdown, with Material alone.
        spread: How many pages are from all over the site. The others have the most HTML of their own.
    """

    ours: tuple[int, ...]
    plain: tuple[int, ...]
    spread: int

    def describe(self) -> str:
        """Three lines with the aim."""
        more = [ours - plain for ours, plain in zip(self.ours, self.plain, strict=True)]
        return (
            f"  with runbook-site, median of {self.spread:<15} {_median(self.ours[: self.spread])} kB\n"
            f"  plain Material, the same text               {_median(self.plain[: self.spread])} kB\n"
            f"  more, median, and worst of {len(more):<17} {_median(more[: self.spread])} kB "
            f"{max(more) / 1000:6.1f} kB   aim: at most 25"
        )


def _median(weights: Sequence[int]) -> str:
    return f"{statistics.median(weights) / 1000:6.1f}"


def measure_weight(source: Path, work: Path) -> PageWeight | str:
    """Build the site of some runbooks and one of their Markdown, and load pages of both in Chromium; or say why not.

    Args:
        source: Runbooks.
        work: An empty folder to work in.
    """
    chromium = which("chromium") or which("chromium-browser") or which("google-chrome")
    if chromium is None:
        return "Chromium is not installed"
    work.mkdir(parents=True)
    context = SiteContext(read_project([source], source.parent), date(2026, 11, 21))
    ours, plain = work / "ours", work / "plain"
    for docs in (ours, plain):
        docs.mkdir()
    texts = {asset.path: asset for asset in markdown_files(context)}
    for path, asset in texts.items():
        file = plain / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(asset.content())
    sites = _build(ours, _SETTINGS + _PLUGIN, source), _build(plain, _SETTINGS, source)
    every = sorted(path.removesuffix(".md") for path in texts)
    spread = every[:: max(1, len(every) // PAGES)][:PAGES]
    paths = [*spread, *_heaviest(sites, [path for path in every if path not in spread])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        weights, plain_weights = (_weigh(browser, site, paths) for site in sites)
        browser.close()
    return PageWeight(weights, plain_weights, len(spread))


def _build(docs: Path, settings: str, source: Path) -> Path:
    file, site = docs.with_suffix(".yml"), docs.with_suffix(".site")
    file.write_text(settings.format(docs=docs, source=source.resolve()), encoding="utf-8")
    run([BIN / "mkdocs", "build", "--quiet", "--config-file", file, "--site-dir", site])
    return site


def _heaviest(sites: tuple[Path, Path], paths: Sequence[str]) -> list[str]:
    """The pages whose own HTML is the most above that of their twins."""
    ours, plain = sites
    return sorted(paths, key=lambda path: _html(ours, path) - _html(plain, path))[-PAGES:]


def _html(site: Path, path: str) -> int:
    return _compressed((site / page_address(path, directory_urls=True) / "index.html").read_bytes())


def _compressed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def _weigh(browser: Browser, site: Path, paths: Sequence[str]) -> tuple[int, ...]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}/"
        weights = tuple(_first_visit(browser, root + page_address(path, directory_urls=True)) for path in paths)
        server.shutdown()
    return weights


def _first_visit(browser: Browser, address: str) -> int:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer) if not answer.url.endswith(_INDEX) else None)
    page.goto(address, wait_until="networkidle")
    weight = sum(_compressed(answer.body()) for answer in answers if answer.ok)
    context.close()
    return weight


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""
