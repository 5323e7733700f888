"""What the plugin and `build` write for use without a network."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from runbook_site.site.worker import WORKER, no_worker
from tests.browser.sites import build_site, write_project

if TYPE_CHECKING:
    from pathlib import Path

_BUNDLE = "assets/runbook-site/runbook-site.js"
_INDEX = "search/search_index.js"
_ADDRESS = "http://127.0.0.1:1/"


def _release(worker: bytes) -> dict[str, object]:
    found = re.match(rb"const release = (\{.*\});\n", worker)
    assert found is not None
    return dict(json.loads(found[1]))


def test_the_worker_names_every_file_of_the_site(tmp_path: Path) -> None:
    """Nothing is missing from the list, of the theme and the search neither; the same build has the same."""
    build_site(tmp_path, "material-plain", _ADDRESS)
    site = tmp_path / "site"
    worker = (site / WORKER).read_bytes()
    listed = {path for path, _ in _release(worker)["files"]}  # type: ignore[attr-defined]  # pairs, by the test below
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    wanted = {re.sub(r"(^|/)index\.html$", r"\1", file) for file in files if not file.endswith((".map", ".gz"))}
    assert listed == wanted - {WORKER}
    assert "search/search_index.json" in listed
    assert not (site / _INDEX).exists()
    build_site(tmp_path, "material-plain", _ADDRESS)
    assert (site / WORKER).read_bytes() == worker


def test_no_copy_where_none_is_wanted(tmp_path: Path) -> None:
    """With `offline: false`, pages ask for no worker, and the one that is there removes what was kept."""
    build_site(tmp_path, "material-plain", _ADDRESS)
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("check: false", "check: false, offline: false"), encoding="utf-8"
    )
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "site" / WORKER).read_bytes() == no_worker()
    assert WORKER not in (tmp_path / "site" / _BUNDLE).read_text(encoding="utf-8")


def test_the_search_of_a_disk(tmp_path: Path) -> None:
    """Where pages are files, the index of the search is a script as well, and what runs the search comes first."""
    build_site(tmp_path, "material-plain", _ADDRESS, "--no-directory-urls")
    index = (tmp_path / "site" / _INDEX).read_text(encoding="utf-8")
    assert json.loads(index.removeprefix("var __index = "))["docs"]
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert 0 < page.index("assets/runbook-site/disk.js") < page.index("assets/javascripts/bundle.")


def test_build_writes_a_worker_that_follows_pages(tmp_path: Path) -> None:
    """What another program makes of the pages is not known: they have no sums, and what they ask for is followed."""
    write_project(tmp_path)
    build = [sys.executable, "-m", "runbook_site.cli.main", "build", "runbook_src", "--today", "2026-11-21", "--out"]
    subprocess.run([*build, "pages"], cwd=tmp_path, check=True, capture_output=True)
    release = _release((tmp_path / "pages" / WORKER).read_bytes())
    sums: dict[str, str] = dict(release["files"])  # type: ignore[call-overload]  # pairs
    assert release["follow"] is True
    assert sums["runbooks/shop/restart/"] == ""
    assert re.fullmatch("[0-9a-f]{16}", sums[_BUNDLE])
    subprocess.run([*build, "none", "--no-offline"], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "none" / WORKER).read_bytes() == no_worker()
