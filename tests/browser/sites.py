"""The small hostile project as a site, by each engine that people use, served on this machine."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PROJECT = Path(__file__).parent.parent / "site" / "project"
MATERIAL = ("material-instant", "material-plain")
ZENSICAL = ("zensical-instant", "zensical-plain")
ENGINES = (*MATERIAL, *ZENSICAL)
"""Material and Zensical, with pages put in place of each other, and with tabs and sections and without.

The first is what tests run with unless another is asked for.
"""

_THEME = """\
site_name: Test
theme:
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, primary: black}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, primary: black}
markdown_extensions: [admonition, attr_list, md_in_html, tables, toc, pymdownx.superfences, pymdownx.magiclink]
"""
_INSTANT = "features: [navigation.instant, navigation.path, content.code.copy, search.suggest, search.highlight]"
_PLAIN = "features: [navigation.tabs, navigation.sections, navigation.top, toc.follow, content.code.copy]"
_LOST = """\
extra_css: [assets/runbook-site/runbook-site.css]
extra_javascript: [assets/runbook-site/runbook-site.js]
"""
"""Zensical's page for what does not exist is none of ours, and so names no file of ours by itself."""
_DISK = """\
  - offline
extra:
  polyfills: ["assets/runbook-site/disk.js?iframe-worker"]
"""
"""Zensical's search from a disk asks another host for a script, unless one with this name is there."""
_PLUGIN = '  - runbook-site: {check: false, today: "2026-11-21"}\n'
_ODD_NAME = "odd <b>&name {{x}}.md"
_ODD_TEXT = (
    "Text, no heading. `<script>alert(20)</script>`\n\n```sh <script>alert(21)</script> {{ 9+9 }}\necho odd\n```\n"
)


@dataclass(frozen=True)
class Served:
    """A site that is served: its folder, and its server."""

    folder: Path
    server: Server


class Server:
    """A folder, served until it is closed.

    Attributes:
        address: Where.
        asked: The paths that were asked for, in order.
        trouble: What is wrong with the server: `"hangs"` or `"fails"`; empty where it answers.
    """

    def __init__(self, folder: Path) -> None:
        """Serve a folder, which need not be there yet."""
        self._folder = folder
        self.asked: list[str] = []
        self.trouble = ""
        self.healthy = threading.Event()
        self.healthy.set()
        self._start(0)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    def _start(self, port: int) -> None:
        handler = functools.partial(_Handler, directory=str(self._folder), owner=self)
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        """Answer nothing more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @contextmanager
    def gone(self) -> Iterator[None]:
        """There is no server meanwhile."""
        self.close()
        try:
            yield
        finally:
            self._start(self._server.server_port)

    @contextmanager
    def troubled(self, trouble: str) -> Iterator[None]:
        """There is one, with a trouble."""
        self.trouble = trouble
        self.healthy.clear()
        try:
            yield
        finally:
            self.trouble = ""
            self.healthy.set()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, owner: Server, directory: str) -> None:  # noqa: ANN401 - as the base class has them
        self._owner = owner
        super().__init__(*arguments, directory=directory)

    def do_GET(self) -> None:
        """Answer, unless the server is in trouble."""
        self._owner.asked.append(self.path)
        if self._owner.trouble == "hangs":
            self._owner.healthy.wait(60)
        elif self._owner.trouble == "fails":
            self.send_error(HTTPStatus.BAD_GATEWAY)
            return
        with contextlib.suppress(ConnectionError):  # Whoever asked may have gone meanwhile.
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


class Sites:
    """The sites that were asked for, each built once."""

    def __init__(self, folder: Path) -> None:
        """Build into a folder."""
        self._folder = folder
        self._sites: dict[str, Served] = {}

    def get(self, engine: str) -> Served:
        """The site of an engine, served."""
        if engine not in self._sites:
            folder = self._folder / engine
            server = Server(folder / "site")
            self._sites[engine] = Served(folder / "site", server)
            build_site(folder, engine, server.address)
        return self._sites[engine]

    def close(self) -> None:
        """Stop to serve."""
        for served in self._sites.values():
            served.server.close()


def build_site(folder: Path, engine: str, address: str, *options: str) -> None:
    """Build the site into ``folder/site``.

    Args:
        folder: Where to work; made if need be.
        engine: One of `ENGINES`.
        address: Where it will be served. Instant navigation works at the address that the site was built for.
        options: `--no-directory-urls`, for a site to be opened from a disk.
    """
    write_project(folder)
    theme = _THEME.replace("font: false", f"font: false\n  {_INSTANT if engine.endswith('-instant') else _PLAIN}")
    settings = f"site_url: {address}\n{theme}plugins:\n  - search\n"
    if engine in ZENSICAL:
        disk = _DISK if "--no-directory-urls" in options else ""
        (folder / "mkdocs.yml").write_text(f"docs_dir: pages\n{_LOST}{settings}{disk}", encoding="utf-8")
        options = ("--out", "pages", "--links-from-source", "--today", "2026-11-21", *options)
        _run(folder, ("runbook_site.cli.main", "build", "runbook_src", *options))
        _run(folder, ("zensical", "build"))
    else:
        (folder / "mkdocs.yml").write_text(f"{settings}{_PLUGIN}", encoding="utf-8")
        _run(folder, ("mkdocs", "build", "--strict", *options))


def write_project(folder: Path) -> None:
    """Write the project's runbooks into ``folder/runbook_src``, if they are not there."""
    source = folder / "runbook_src"
    if not source.exists():
        shutil.copytree(PROJECT, source)
        (source / "wiki" / _ODD_NAME).write_text(_ODD_TEXT, encoding="utf-8")
        (folder / "docs").mkdir()


def _run(folder: Path, words: Sequence[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
