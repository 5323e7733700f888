"""Addresses between pages, and from one source file to another."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.site.links import Linker, page_address, page_file
from runbook_site.site.redirects import alias_file
from runbook_site.site.source_links import SourceLinks

_PATHS = st.lists(st.sampled_from(["a", "b", "index", "runbooks"]), min_size=1, max_size=4).map("/".join)
_PAGES = {"src/shop/restart.yml": "runbooks/shop/restart", "src/wiki/a b.md": "runbooks/wiki/a-b", "src/shop": "shop"}


@given(_PATHS, _PATHS, st.booleans())
def test_leads_from_page_to_page(here: str, there: str, directory_urls: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """A browser on one page comes to the other, with addresses of either form."""
    root = "https://example.com/site/"
    address = Linker(here, directory_urls).to_page(there, "x")
    page = urljoin(root, page_address(here, directory_urls=directory_urls))
    assert urljoin(page, address) == urljoin(root, page_address(there, directory_urls=directory_urls)) + "#x"


@given(_PATHS, _PATHS)
def test_leads_there_where_an_engine_changes_links(here: str, there: str) -> None:
    """Zensical puts `../` in front of each address within HTML, on a page that it moves into a folder of its own."""
    root = "https://example.com/site/"
    moved = "" if here == "index" or here.endswith("/index") else "../"
    page = urljoin(root, page_address(here, directory_urls=True))
    linker = Linker(here, directory_urls=True, from_source=True)
    target = urljoin(root, page_address(there, directory_urls=True))
    assert urljoin(page, moved + linker.to_page(there)) == target
    assert urljoin(page, linker.for_scripts.to_page(there)) == target


def test_knows_the_file_of_a_page() -> None:
    """An engine writes a page where its address says."""
    assert page_file("a/index", directory_urls=True) == "a/index.html"
    assert page_file("a/b", directory_urls=True) == "a/b/index.html"
    assert page_file("a/b", directory_urls=False) == "a/b.html"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("restart.yml", "../../shop/restart/"),
        ("./restart.yml#step-look", "../../shop/restart/#step-look"),
        ("../wiki/a%20b.md", "../a-b/"),
        ("restart", "../../shop/restart/"),
        ("../shop/", "../../../shop/"),
        ("#here", "#here"),
        ("https://example.com/x", "https://example.com/x"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("gone.md", None),
        ("../../../etc/passwd", None),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("http://[broken", "http://[broken"),
        ("?query", None),
        ("", None),
    ],
)
def test_leads_from_source_to_page(target: str, expected: str | None) -> None:
    """A link between files leads to the page, and one that leads nowhere, or runs something, to nothing."""
    links = SourceLinks(Linker("runbooks/wiki/here", directory_urls=True), _PAGES, "src/shop")
    assert links.resolve(target) == expected


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        ("old/restart", "old/restart/index.html"),
        ("/old/restart/", "old/restart/index.html"),
        ("old/restart.html", "old/restart.html"),
        ("old/restart.md", "old/restart/index.html"),
        ("old/restart#x", "old/restart/index.html"),
        ("../../etc/cron.d/x", "etc/cron.d/x/index.html"),
        ("/", ""),
        ("a\\b", ""),
    ],
)
def test_alias_stays_on_the_site(alias: str, expected: str) -> None:
    """A former address becomes a file below the site's root, and never one outside."""
    assert alias_file(alias) == expected
