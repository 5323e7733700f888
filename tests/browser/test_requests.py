"""Not one request to another host: what files name is looked at, and what pages do is watched by every test."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_FETCHING = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""Elements that browsers fetch something for, with the attributes that say where."""
_NOT_FETCHED = {"canonical", "alternate", "next", "prev", "edit", "license", "author"}
_ELSEWHERE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?\s*((?:[a-z][a-z0-9+.-]{0,20}:)?//[^\"')\s]{1,200})", re.IGNORECASE)
_OWN_SCRIPTS = "assets/runbook-site"


class _Fetched(HTMLParser):
    """Collects the addresses that a page has fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "link" and _NOT_FETCHED & set(attributes.get("rel", "").split()):
            return
        self.found += [attributes[name] for name in _FETCHING.get(tag, ()) if name in attributes]
        self.found += _STYLE.findall(attributes.get("style", ""))


class _Links(HTMLParser):
    """Collects where a page leads, and what it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "base":
            self.found += [value for name, value in attrs if name in {"href", "src"} and value]


def foreign_addresses(site: Path, address: str) -> list[str]:
    """What the files of a site would have fetched from elsewhere, each with its file."""
    found: list[str] = []
    for path in sorted(site.rglob("*")):
        if path.suffix == ".html":
            reader = _Fetched()
            reader.feed(path.read_text(encoding="utf-8"))
            named = [each for each in reader.found if _ELSEWHERE.match(each) and not each.startswith(address)]
        elif path.suffix == ".css":
            named = _STYLE.findall(path.read_text(encoding="utf-8"))
        elif path.suffix == ".js" and path.parent == site / _OWN_SCRIPTS and not path.name.endswith("-data.js"):
            # Nothing of ours names an address at all, in whatever way it would be used.
            named = re.findall(r"[\"'`](?:https?:)?//[^\"'`\s]{1,200}", path.read_text(encoding="utf-8"))
        else:
            continue
        found += [f"{path.relative_to(site)}: {each}" for each in named]
    return found


def test_no_file_names_another_host_to_fetch_from(site: Path, address: str) -> None:
    """Every page and every style of the site is looked at, the theme's too."""
    assert foreign_addresses(site, address) == []


def test_every_link_leads_somewhere(site: Path) -> None:
    """A link within the site leads to a file of it, wherever the site is served: also below a folder of its host."""
    lost = []
    for path in site.rglob("*.html"):
        if path.name == "404.html":  # It is shown at any address, and names the one that the site was built for.
            continue
        name = path.relative_to(site).as_posix().removesuffix("index.html")
        reader = _Links()
        reader.feed(path.read_text(encoding="utf-8"))
        for link in reader.found:
            address = urlsplit(urljoin(f"https://below.example/folder/{name}", link))
            if address.netloc != "below.example":
                continue
            target = site / unquote(address.path).removeprefix("/folder/")
            if not (address.path.startswith("/folder/") and (target.is_file() or (target / "index.html").is_file())):
                lost.append(f"{name}: {link}")
    assert lost == []


@pytest.mark.parametrize(
    "text",
    [
        '<img src="https://example.org/x.png">',
        '<link rel=stylesheet href="//example.org/x.css">',
        '<p style="background: url(https://example.org/x.png)">',
        '<script src="http://example.org/x.js"></script>',
        '<svg><use href="https://example.org/x.svg#a"></use></svg>',
    ],
)
def test_what_names_another_host_is_found(tmp_path: Path, text: str) -> None:
    """The look at the files sees what it is there for."""
    (tmp_path / "page.html").write_text(f'<a href="https://example.org/">ok</a>{text}', encoding="utf-8")
    assert len(foreign_addresses(tmp_path, "http://127.0.0.1/")) == 1
