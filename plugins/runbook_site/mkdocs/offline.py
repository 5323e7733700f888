"""What a built site needs to work without a network: a service worker, and the search's index for a disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.site.assets import DISK_SCRIPT
from runbook_site.site.worker import WORKER, no_worker, worker_of_site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def search_from_disk(config: MkDocsConfig) -> None:
    """Name the script that Material's search needs where there is no server, in front of Material's own."""
    if not config.use_directory_urls:
        config.extra["polyfills"] = [*config.extra.get("polyfills", ()), DISK_SCRIPT]


def write_search_for_disk(config: MkDocsConfig) -> None:
    """Write the index of the search as a script as well: a page from a disk can load nothing else.

    Material asks for it there, by this name.
    """
    index = Path(config.site_dir) / "search" / "search_index.json"
    if not config.use_directory_urls and index.is_file():
        index.with_suffix(".js").write_bytes(b"var __index = " + index.read_bytes())


def write_worker(config: MkDocsConfig, *, offline: bool) -> None:
    """Write the service worker, or one that removes what a former build had put into browsers."""
    folder = Path(config.site_dir)
    (folder / WORKER).write_bytes(worker_of_site(folder) if offline else no_worker())
