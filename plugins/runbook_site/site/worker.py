"""The service worker: keeps the whole site in the browser, for when the network is gone."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from runbook_site.site.links import page_address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from runbook_site.site.context import SiteContext
    from runbook_site.site.page import SiteOutput

WORKER = "runbook-site-worker.js"
"""Its file: at the site's root, as it may answer for nothing above its own folder."""

_AS_BROWSERS_DO = "/!$&'()*+,;=:@~"


def worker_of_site(folder: Path) -> bytes:
    """The worker of a site that is built and stays as it is.

    Args:
        folder: The site.

    Raises:
        OSError: A file of it cannot be read.
    """
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    kept = {name: path for name, path in paths.items() if name != WORKER and not _is_left_out(name)}
    return _worker({name: _sum(path.read_bytes()) for name, path in kept.items()}, follow=False)


def worker_of_pages(output: SiteOutput, written: Mapping[str, bytes], context: SiteContext) -> bytes:
    """The worker of pages that another program makes a site of, with files that are not known here.

    Args:
        output: The pages and files.
        written: The content of all of them, by path.
        context: What they were made from.
    """
    pages = {page_address(page.path, directory_urls=context.directory_urls): "" for page in output.pages}
    assets = {asset.path: _sum(written[asset.path]) for asset in output.assets}
    # The pages' own text is part of the release, though what becomes of it is not known.
    return _worker({**pages, **assets}, follow=True, seed="".join(_sum(text) for text in written.values()))


def no_worker() -> bytes:
    """What takes the place of a worker that a former build had, and removes its copy."""
    return _script("no-worker.js")


def _is_left_out(name: str) -> bool:
    """Whether no page asks for a file: maps for debugging, packed twins, and what servers do not hand out."""
    return name.endswith((".map", ".gz")) or name.startswith(".") or "/." in name


def _worker(sums: Mapping[str, str], *, follow: bool, seed: str = "") -> bytes:
    release = {"files": sorted((_address(path), sum_) for path, sum_ in sums.items()), "follow": follow}
    script = _script("worker.js")
    version = _sum(f"{json.dumps(release)}{seed}".encode() + script)
    return f"const release = {json.dumps({'version': version, **release}, separators=(',', ':'))};\n".encode() + script


def _script(name: str) -> bytes:
    return (files("runbook_site.site") / "assets" / "scripts" / name).read_bytes()


def _address(path: str) -> str:
    address = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
    return quote(address.encode("utf-8", "surrogateescape"), safe=_AS_BROWSERS_DO)


def _sum(content: bytes) -> str:
    """The beginning of the SHA-256, as the worker compares it."""
    return hashlib.sha256(content).hexdigest()[:16]
