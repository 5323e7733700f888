"""The MkDocs plugin, in builds of small projects."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from runbook_site.checks.secret.published import read_published
from runbook_site.cli.verify import read_commands
from runbook_site.mkdocs import plugin, reading
from runbook_site.mkdocs.plugin import RunbookSitePlugin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.config.defaults import MkDocsConfig

    from runbook_site.checks.secret.published import Published
    from tests.conftest import WriteFiles

SHOP = Path(__file__).parent.parent / "shop"

_RESTART = """\
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop}
aliases: [old/restart]
summary: As in [the other one](../wiki/plain.md).
procedure:
  - title: Restart it
    commands:
      - title: Restart all that run
        run: docker restart $(docker ps --format '{{ .ID }}')
        risk: change
        effect: Every container stops and starts.
no_rollback: A restart cannot be undone.
verification:
  - title: See that it answers
"""
_FILES = {
    "runbook_src/site.yml": "title: On call\nteams: {shop: {name: The shop team}}\n",
    "runbook_src/shop/service.yml": "name: Shop\nsummary: Sells.\nowner: shop\n",
    "runbook_src/shop/restart.yml": _RESTART,
    "runbook_src/wiki/plain.md": "# Plain\n\n```sh\nuptime\n```\n",
}


@pytest.fixture
def project(write_files: WriteFiles) -> Path:
    """A folder with runbooks and an empty `docs`."""
    folder = write_files(_FILES)
    (folder / "docs").mkdir()
    return folder


def _load(folder: Path, **settings: Any) -> MkDocsConfig:  # noqa: ANN401 - whatever mkdocs.yml may hold
    plugin = {"check": False, "today": "2026-11-21", **settings.pop("plugin", {})}
    everything = {
        "site_name": "Test",
        "theme": "mkdocs",
        "validation": {"nav": {"omitted_files": "warn"}, "links": {"anchors": "warn", "not_found": "warn"}},
        "plugins": ["search", {"runbook-site": plugin}],
        **settings,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(everything), encoding="utf-8")
    return load_config(str(folder / "mkdocs.yml"), strict=True)


def _build(folder: Path, **settings: Any) -> Path:  # noqa: ANN401 - whatever mkdocs.yml may hold
    config = _load(folder, **settings)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return folder / "site"


def test_builds_strictly(project: Path) -> None:
    """`mkdocs build --strict` on a project that is in order has nothing to say, and the site holds everything."""
    (project / "mkdocs.yml").write_text(
        "site_name: Test\ntheme: {name: material, font: false}\n"
        "plugins: [search, {runbook-site: {today: '2026-11-21'}}]\n"
    )
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    # Not `--quiet`: what is not logged is not counted by `--strict` either.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not re.search(r"WARNING|ERROR", done.stdout + done.stderr)
    catalog = json.loads((project / "site" / "catalog.json").read_text(encoding="utf-8"))
    assert [entry["runbook"] for entry in catalog["entries"]] == ["restart", "plain"]
    assert list((project / "docs").iterdir()) == []


def test_finding_fails_a_strict_build(project: Path) -> None:
    """A runbook with an error is a warning of the build, which `--strict` fails on."""
    (project / "runbook_src" / "shop" / "bad.yml").write_text("title: Bad\nprocedur: []\n")
    with pytest.raises(Abort):
        _build(project, plugin={"check": True})


@pytest.mark.parametrize("options", [(), ("--quiet",)], ids=["loud", "quiet"])
def test_a_strict_build_says_that_it_failed(project: Path, options: tuple[str, ...]) -> None:
    """A script sees that the runbooks have errors, also where it does not want to read about them."""
    (project / "runbook_src" / "shop" / "bad.yml").write_text("title: Bad\nprocedur: []\n")
    (project / "mkdocs.yml").write_text("site_name: Test\ntheme: mkdocs\nplugins: [runbook-site]\n")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", *options],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert re.search(r"procedur|1 error in the runbooks", done.stderr)


def test_file_that_is_left_out_is_named_without_checks(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With the checks off, a file that could not be read is still not passed over in silence."""
    (project / "runbook_src" / "shop" / "bad.md").write_bytes(b"# \xff\xfe")
    with pytest.raises(Abort):
        _build(project)
    assert "shop/bad.md is left out" in caplog.text


def test_pages_are_in_the_automatic_navigation(project: Path) -> None:
    """Without `nav`, every runbook is in the navigation."""
    config = _load(project)
    seen: list[str] = []
    config.plugins.events["nav"].append(lambda nav, **_: seen.extend(page.file.src_uri for page in nav.pages))
    build(config)
    assert {"index.md", "runbooks/shop/restart.md", "runbooks/wiki/plain.md", "runbooks/alerts.md"} <= set(seen)


def test_own_navigation_stays_as_it_is(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With `nav`, pages that are not in it are no mistake, and theme and extensions are the user's."""
    config = _load(project, nav=[{"Start": "index.md"}, {"Shop": "runbooks/shop/index.md"}])
    before = (config.nav, config.theme.name, list(config.markdown_extensions), dict(config.mdx_configs))
    build(config)
    assert (config.nav, config.theme.name, list(config.markdown_extensions), dict(config.mdx_configs)) == before
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert (project / "site" / "runbooks" / "shop" / "restart" / "index.html").is_file()


def test_own_pages_stay(project: Path) -> None:
    """A page of the user's own is not replaced by a generated one of the same address."""
    (project / "docs" / "runbooks").mkdir()
    (project / "docs" / "README.md").write_text("# My own home\n\n[Alerts](runbooks/alerts.md)\n")
    (project / "docs" / "runbooks" / "tags.md").write_text("# My own tags\n")
    site = _build(project)
    assert "My own home" in (site / "index.html").read_text(encoding="utf-8")
    assert "My own tags" in (site / "runbooks" / "tags" / "index.html").read_text(encoding="utf-8")
    assert "Sells." in (site / "runbooks" / "index.html").read_text(encoding="utf-8")


def test_edit_link_leads_to_the_source(project: Path) -> None:
    """The edit button opens the file that somebody wrote, and is missing where nobody wrote one."""
    site = _build(
        project,
        repo_url="https://git.example.com/ops",
        edit_uri="edit/main/docs/",
        theme={"name": "material", "font": False, "features": ["content.action.edit"]},
    )
    runbook = (site / "runbooks" / "shop" / "restart" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://git.example.com/ops/edit/main/runbook_src/shop/restart.yml"' in runbook
    assert "/edit/main/" not in (site / "runbooks" / "alerts" / "index.html").read_text(encoding="utf-8")


def test_addresses_without_folders(project: Path) -> None:
    """With `use_directory_urls: false` pages and links are files."""
    site = _build(project, use_directory_urls=False)
    page = (site / "runbooks" / "shop" / "restart.html").read_text(encoding="utf-8")
    assert 'href="../wiki/plain.html"' in page
    assert (site / "old" / "restart" / "index.html").is_file()
    assert '"runbooks/shop/restart.html"' in (site / "assets/runbook-site/catalog-data.js").read_text()


def test_template_engine_over_pages_changes_nothing(project: Path) -> None:
    """A plugin that runs pages through Jinja, as mkdocs-macros does, leaves braces of commands alone."""
    config = _load(project)
    engine = jinja2.Environment(autoescape=True)
    config.plugins.events["page_markdown"].append(lambda markdown, **_: engine.from_string(markdown).render())
    build(config)
    page = (project / "site" / "runbooks" / "shop" / "restart" / "index.html").read_text(encoding="utf-8")
    assert "docker restart $(docker ps --format '{{ .ID }}')" in read_commands(page).values()


def test_missing_folder_leaves_the_former_site(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A mistake in the settings is said in one sentence, and the last good site stays."""
    site = _build(project)
    before = (site / "index.html").read_bytes()
    shutil.move(project / "runbook_src", project / "elsewhere")
    with pytest.raises(Abort):
        _build(project)
    assert "runbook_src' does not exist" in caplog.text
    assert (site / "index.html").read_bytes() == before


def test_empty_folder_gives_a_site(project: Path) -> None:
    """A project that begins has a site that says how."""
    shutil.rmtree(project / "runbook_src")
    (project / "runbook_src").mkdir()
    site = _build(project)
    assert "runbook-site new" in (site / "index.html").read_text(encoding="utf-8")


def test_day_that_is_none_is_refused(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An option that cannot be understood is named."""
    with pytest.raises(Abort):
        _build(project, plugin={"today": "tomorrow"})
    assert "'tomorrow'; write it as YYYY-MM-DD" in caplog.text


def test_reads_again_only_what_may_have_changed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two builds in one `mkdocs serve`, the second reads the runbooks only if one of them changed."""
    reads: list[object] = []

    def counting(paths: Sequence[Path], called_from: Path) -> Published:
        reads.append(paths)
        return read_published(paths, called_from)

    monkeypatch.setattr(reading, "read_published", counting)
    for changed, expected in ((False, 1), (False, 1), (True, 2)):
        if changed:
            (project / "runbook_src" / "wiki" / "new.md").write_text("# New\n")
        # `mkdocs serve` loads the settings anew for each build, and keeps plugins that know of its start.
        _build(project)
        assert len(reads) == expected
    assert (project / "site" / "runbooks" / "wiki" / "new" / "index.html").is_file()


def test_watches_the_runbooks(project: Path) -> None:
    """`mkdocs serve` builds again when a runbook changes."""
    config = _load(project)
    watched: list[str] = []

    class Server:
        def watch(self, path: str) -> None:
            watched.append(path)

    plugin = RunbookSitePlugin()
    plugin.load_config({})
    plugin.on_serve(Server(), config=config, builder=None)  # type: ignore[arg-type]  # it has what is used
    assert watched == [str(project / "runbook_src")]


def test_other_generators_build_the_written_pages(project: Path) -> None:
    """What `runbook-site build` writes is a complete site with Zensical and with plain MkDocs."""
    tool = [sys.executable, "-m", "runbook_site.cli.main"]
    subprocess.run([*tool, "build", "runbook_src", "--out", "pages"], cwd=project, check=True, capture_output=True)
    (project / "mkdocs.yml").write_text(
        "site_name: Test\ndocs_dir: pages\ntheme: {name: material, font: false}\nplugins: [search]\n", encoding="utf-8"
    )
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for engine, options in (("zensical", ["build"]), ("mkdocs", ["build", "--strict"])):
        shutil.rmtree(project / "site", ignore_errors=True)
        done = subprocess.run(
            [sys.executable, "-m", engine, *options],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        verified = subprocess.run([*tool, "verify", "site"], cwd=project, capture_output=True, text=True, check=False)
        assert verified.returncode == 0, verified.stdout
        page = (project / "site" / "runbooks" / "shop" / "restart" / "index.html").read_text(encoding="utf-8")
        assert "assets/runbook-site/runbook-site.js" in page


def test_runbooks_inside_docs_dir_are_not_published_in_silence(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """MkDocs copies what lies in its folder: whoever keeps the sources there is told."""
    shutil.move(project / "runbook_src", project / "docs" / "runbooks")
    with pytest.raises(Abort):
        _build(project, plugin={"source": "docs/runbooks"})
    assert re.search(r"publishes their files as they are \(runbooks/\S+ and \d+ more\)", caplog.text)
    caplog.clear()
    _build(project, plugin={"source": "docs/runbooks"}, exclude_docs="/runbooks/")
    assert "as they are" not in caplog.text


_EXTENSIONS: tuple[list[Any], ...] = (
    [],
    [
        *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
        *("pymdownx.details", "pymdownx.emoji", "pymdownx.superfences", "pymdownx.tasklist"),
        {"toc": {"permalink": True, "toc_depth": 3}},
    ],
)
_TELLS_ANCHORS = """\
import json

def on_page_content(html, page, config, **_):
    with open("anchors.jsonl", "a") as file:
        file.write(json.dumps([page.url, sorted(page.present_anchor_ids), "".join(map(str, page.toc))]) + "\\n")
"""


@pytest.mark.parametrize("extensions", _EXTENSIONS, ids=["plain", "many"])
def test_pages_are_what_markdown_would_make_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extensions: list[Any]
) -> None:
    """That HTML goes around the conversion is seen in nothing: not in the text, the anchors or the contents."""
    sites: list[tuple[dict[str, str], dict[str, list[str]], list[str]]] = []
    for name in ("around", "through"):
        folder = tmp_path / name
        shutil.copytree(SHOP, folder)
        (folder / "docs").mkdir()
        (folder / "hooks.py").write_text(_TELLS_ANCHORS)
        monkeypatch.chdir(folder)
        if name == "through":
            monkeypatch.setattr(plugin, "convert_around_html", lambda _page, _own: None)
        site = _build(folder, hooks=["hooks.py"], markdown_extensions=extensions, validation={})
        pages = {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
        sites.append(
            (
                {path: re.sub(r">\n+<|Build Date UTC.*", "><", text) for path, text in pages.items()},
                {path: re.findall(r"<pre.*?</pre>", text, re.DOTALL) for path, text in pages.items()},
                sorted((folder / "anchors.jsonl").read_text().splitlines()),
            )
        )
    around, through = sites
    assert len(around[0]) > 100
    assert around[0] == through[0]
    assert around[1] == through[1]
    assert around[2] == through[2]


def test_another_plugin_sees_every_page(project: Path) -> None:
    """What a hook makes of the Markdown of a page is what the site shows."""
    (project / "hooks.py").write_text(
        "def on_page_markdown(markdown, page, **_):\n    return markdown + '\\n\\nSeen.\\n'\n"
    )
    site = _build(project, hooks=["hooks.py"])
    assert "Seen." in (site / "runbooks" / "shop" / "restart" / "index.html").read_text(encoding="utf-8")
