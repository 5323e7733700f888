"""The small project whose pages the tests of this layer look at."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbook_site.site.context import SiteContext
from runbook_site.site.render import render_site
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from runbook_site.site.page import SiteOutput

HERE = Path(__file__).parent
TODAY = date(2026, 11, 21)


def context_of(folder: Path, *, directory_urls: bool = True, embed_assets: bool = False) -> SiteContext:
    """A folder of runbooks, ready to be shown."""
    project = read_project([folder], folder.parent)
    return SiteContext(project, TODAY, directory_urls=directory_urls, embed_assets=embed_assets)


@pytest.fixture(scope="session")
def output() -> SiteOutput:
    """Everything that is generated from the project beside this file."""
    return render_site(context_of(HERE / "project"), with_root=True)


@pytest.fixture(scope="session")
def pages(output: SiteOutput) -> dict[str, str]:
    """The Markdown files of the project's pages, by path."""
    return {page.path: page.text() for page in output.pages}
