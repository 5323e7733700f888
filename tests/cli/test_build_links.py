"""Links of `runbook-site build`, as the generator expects them that will read the pages."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runbook_site.cli.main import main

_SHOP = Path(__file__).parent.parent / "shop"
_SETTINGS = '[project]\nsite_name = "Runbooks"\ndocs_dir = "build/docs"\n'
_LINK = re.compile(r'<a (?:class="[^"]*" )?href="(\.[^"#]*)')


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as the working directory."""
    shutil.copytree(_SHOP, tmp_path / "shop")
    monkeypatch.chdir(tmp_path / "shop")
    return tmp_path / "shop"


def _written(*options: str) -> bytes:
    """Every page, one behind the other."""
    assert main(["build", "--out", "build/docs", *options]) == 0
    return b"".join(path.read_bytes() for path in sorted(Path("build/docs").rglob("*.md")))


def test_a_project_of_zensical_is_seen(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its settings file decides, here or above the folder that is written; it is said, and an option says otherwise."""
    others, for_zensical = _written(), _written("--links-from-source")
    assert others != for_zensical
    assert "Zensical" not in capsys.readouterr().out
    for place in (project, project / "build", project.parent):
        (place / "zensical.toml").write_text(_SETTINGS)
        assert _written() == for_zensical
        assert "links are written for Zensical" in capsys.readouterr().out
        assert _written("--no-links-from-source") == others
        assert "Zensical" not in capsys.readouterr().out
        (place / "zensical.toml").unlink()
    assert _written() == others


@pytest.mark.usefixtures("project")
def test_links_lead_to_pages_once_zensical_has_built_them() -> None:
    """No option is needed: each relative link of every page names a page or a file that is there."""
    Path("zensical.toml").write_text(_SETTINGS)
    _written()
    done = subprocess.run([sys.executable, "-m", "zensical", "build"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    links = [
        (page, page.parent / html.unescape(link))
        for page in Path("site/runbooks").rglob("*.html")
        for link in _LINK.findall(page.read_text(encoding="utf-8"))
    ]
    assert len(links) > 100
    assert [(page, link) for page, link in links if not link.exists()] == []
