"""The pages of a small project.

``make golden`` writes the golden files anew; look at the difference.
"""

from __future__ import annotations

import html
import os
import re
from typing import TYPE_CHECKING

import pytest

from runbook_site.catalog.entry import Catalog
from runbook_site.cli.verify import read_commands
from runbook_site.site.render import render_site
from tests.site.conftest import HERE, context_of

if TYPE_CHECKING:
    from runbook_site.site.page import SiteOutput
    from tests.conftest import WriteFiles

_GOLDEN = (
    "runbooks/index",
    "runbooks/shop/index",
    "runbooks/shop/restart",
    "runbooks/shop/hostile",
    "runbooks/wiki/plain",
    "runbooks/alerts",
    "runbooks/alerts/shopdown",
    "runbooks/alerts/shopqueuefull",
    "runbooks/tools",
    "runbooks/tools/aws",
    "runbooks/severity",
    "runbooks/tags",
    "runbooks/freshness",
    "runbooks/calendar",
    "runbooks/catalog",
)


@pytest.mark.parametrize("path", _GOLDEN)
def test_page_is_as_it_was(pages: dict[str, str], path: str) -> None:
    """A change of what a reader sees is seen in review first."""
    golden = HERE / "golden" / f"{path.replace('/', '-')}.md"
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_text(pages[path], encoding="utf-8")
    assert pages[path] == golden.read_text(encoding="utf-8")


def test_every_line_is_a_heading_or_whole_html(pages: dict[str, str]) -> None:
    """Engines and their extensions get nothing that they could read in two ways."""
    for path, text in pages.items():
        body = text.partition("---\n\n")[2] if text.startswith("---\n") else text
        for line in filter(None, body.split("\n")):
            assert line.startswith("#") or (line.startswith("<") and line.endswith(">")), path
            assert not {"{", "}"} & set(line), path


def test_every_command_is_on_its_page(output: SiteOutput, pages: dict[str, str]) -> None:
    """What the catalog names is shown where it says, letter by letter; in a text to be sent and in prose as well."""
    assets = {asset.path: asset.content() for asset in output.assets}
    catalog = Catalog.model_validate_json(assets["catalog.json"])
    assert catalog.entries
    for entry in catalog.entries:
        shown = read_commands(pages[f"runbooks/{entry.service}/{entry.runbook}"])
        assert shown[f"command-{entry.name}"] == entry.source


def test_command_in_prose_is_shown_once(pages: dict[str, str]) -> None:
    """A code block in a summary is a command where it stands, and stands nowhere else."""
    assert pages["runbooks/shop/restart"].count('id="command-ask-for-the-health-before-anything-else"') == 1


def test_every_anchor_is_unique(pages: dict[str, str]) -> None:
    """A link to a part of a page leads to one place."""
    for path, text in pages.items():
        anchors = [part.partition('"')[0] for part in text.split(' id="')[1:]]
        assert len(anchors) == len(set(anchors)), path


def test_every_link_leads_somewhere(output: SiteOutput, pages: dict[str, str]) -> None:
    """Relative links of generated pages lead to generated pages and files."""
    known = {"" if path == "index" else f"{path.removesuffix('/index')}/" for path in pages}
    known |= {asset.path for asset in output.assets}
    for path, text in pages.items():
        here = "" if path == "index" else f"{path.removesuffix('/index')}/"
        for part in text.split(' href="')[1:]:
            target = part.partition('"')[0].partition("#")[0]
            if target and not target.startswith(("http", "mailto:")):
                folders = here.split("/")[:-1]
                for piece in target.removesuffix("/").split("/"):
                    folders = folders[:-1] if piece == ".." else folders if piece == "." else [*folders, piece]
                address = "/".join(folders)
                assert address in known or f"{address}/".removeprefix("/") in known, f"{path}: {target}"


def test_empty_folder_has_a_friendly_site(write_files: WriteFiles) -> None:
    """A new project has a site that says how to begin."""
    folder = write_files({"runbook_src/.gitkeep": ""})
    output = render_site(context_of(folder / "runbook_src"), with_root=True)
    home = next(page for page in output.pages if page.path == "index")
    assert "runbook-site new" in home.render()


def test_runbook_named_index_and_service_named_like_a_page(write_files: WriteFiles) -> None:
    """Names of files and folders that are also names of generated pages take nothing away."""
    command = "# A\n\n```sh\nuptime\n```\n"
    folder = write_files({"alerts/index.md": command, "alerts/index-2.md": command, "tools/a.md": command})
    paths = [page.path for page in render_site(context_of(folder), with_root=True).pages]
    addresses = [path.removesuffix("/index") for path in paths if path != "index"]
    assert len(addresses) == len(set(addresses))
    assert {"runbooks/alerts/index/index", "runbooks/alerts", "runbooks/tools/a", "runbooks/tools"} <= set(paths)


def test_former_address_leads_on(output: SiteOutput) -> None:
    """Whoever follows an address from an old ticket comes to the runbook."""
    redirect = next(asset for asset in output.assets if asset.path == "old/restart/index.html")
    assert b'href="../../runbooks/shop/restart/"' in redirect.content()


def test_pages_bring_their_assets_where_no_engine_does(write_files: WriteFiles) -> None:
    """For other generators each page names the stylesheet and the script itself."""
    folder = write_files({"shop/a.md": "# A\n"})
    output = render_site(context_of(folder, embed_assets=True), with_root=True)
    for page in output.pages:
        assert "assets/runbook-site/runbook-site.css" in page.render()
        assert "assets/runbook-site/runbook-site.js" in page.render()


def test_links_follow_the_form_of_addresses(write_files: WriteFiles) -> None:
    """Where an engine writes `a.html`, links say so."""
    folder = write_files({"shop/a.md": "# A\n\n[b](b.md#part)\n", "shop/b.md": "# B\n\n## Part\n"})
    output = render_site(context_of(folder, directory_urls=False), with_root=True)
    page = next(page for page in output.pages if page.path.endswith("/a"))
    assert 'href="b.html#part"' in page.render()


def test_comment_below_a_command_is_not_lost(write_files: WriteFiles) -> None:
    """What a block says beyond its commands can still be read on the page; a block without more is not repeated."""
    fence = "```sh\n# Count\nls | wc -l\n{}```\n"
    folder = write_files(
        {"shop/a.md": "# A\n\n" + fence.format("# Expect three.\n"), "shop/b.md": "# B\n\n" + fence.format("")}
    )
    pages = {page.path: page.render() for page in render_site(context_of(folder), with_root=True).pages}
    assert "Expect three." in pages["runbooks/shop/a"]
    assert "as written" not in pages["runbooks/shop/b"]


def test_a_runbook_with_errors_can_still_be_read(write_files: WriteFiles) -> None:
    """A slip in one field does not take a runbook from whoever needs it: its text is there, with what is wrong."""
    folder = write_files(
        {
            "shop/restart.yml": "title: Restart\nseverty: P1\nprocedure:\n  - title: Do it\n    commands:\n"
            "      - title: Restart\n        run: systemctl restart <shop>\n",
            "shop/b.yml": "title: B\nrelated: [restart]\nprocedure:\n  - title: Look\n    text: Look.\n",
            "shop/service.yml": "name: Shop\nsummary: Sells.\nowner: payments\n",
        }
    )
    output = render_site(context_of(folder), with_root=True)
    pages = {page.path: page.text() for page in output.pages}
    broken = pages["runbooks/shop/restart"]
    assert "<shop>" not in broken
    assert "systemctl restart <shop>" in html.unescape(broken)
    assert re.search("line 2: .*severty", html.unescape(broken))
    for path, address in (("index", "runbooks/shop/restart/"), ("runbooks/shop/index", "restart/")):
        assert f'href="{address}"' in pages[path]
    assert 'href="../restart/"' in pages["runbooks/shop/b"]


def test_ways_that_lead_nowhere_are_no_links(write_files: WriteFiles) -> None:
    """A step or a runbook that does not exist is said to be missing, and nobody clicks in vain."""
    step = "- title: Look\n  decide: [{when: slow, step: nowhere}, {when: down, runbook: gone}]\n"
    folder = write_files(
        {"shop/service.yml": "name: Shop\nsummary: Sells.\n", "shop/a.yml": f"title: A\nprocedure:\n{step}"}
    )
    page = next(page for page in render_site(context_of(folder), with_root=True).pages if page.path.endswith("shop/a"))
    text = page.text()
    assert "(there is no such step)" in text
    assert "(there is no such runbook)" in text
    assert "#step-nowhere" not in text
