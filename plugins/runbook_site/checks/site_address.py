"""Addresses on the site, compared."""

from __future__ import annotations


def plain_address(written: str) -> str:
    """An address without what web servers do not care about: slashes around it, endings, capitals."""
    address = written.strip().lower().partition("#")[0].strip("/")
    for ending in ("index.html", ".html", ".md"):
        address = address.removesuffix(ending)
    return address.strip("/")


def last_part(url: str) -> str:
    """The last part of an address: what names the page."""
    path = url.partition("#")[0].partition("?")[0]
    return plain_address(path).rpartition("/")[2]
