"""What a relative link points at."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from runbook_site.checks.nearest import resembling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.document import Library, RunbookDocument
    from runbook_site.sources.markdown import Link

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|\\|[@~|]|.*(?:[{}]|<[%A-Za-z/]|%=|\]\]|\bref\s)", re.DOTALL)
_NO_ANCHOR = re.compile(r"[/!].*|_?top|L[0-9]+(?:C[0-9]+)?(?:-L?[0-9]+(?:C[0-9]+)?)?", re.IGNORECASE | re.DOTALL)
"""Fragments that name no place of a page: routes of Docsify and other applications, its beginning, lines of code."""

_ENDINGS = (".md", ".markdown", ".mdx", ".html", ".htm", ".erb", ".yml", ".yaml")
_FOLDER_PAGES = ("index", "_index", "readme")
_HIDDEN = re.compile(r"(?:^|/)\.[^./]")
_LONGEST = 1000
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Target:
    """What a relative link points at.

    Attributes:
        path: The path as written, without escapes, query and anchor; empty for the page itself.
        anchor: What stands behind ``#``, where it is the name of a place on the page.
    """

    path: str
    anchor: str


def target_of(written: str) -> Target | None:
    """The target of a link, where it is relative and can be looked for.

    ``None`` for an address, a template, a route or query of an application, a path from the site's root, and
    a place on the page itself that every page has.
    """
    if not written.strip() or len(written) > _LONGEST or _ELSEWHERE.match(written):
        return None
    address, _, fragment = written.partition("#")
    path, question, _ = address.partition("?")
    if question and not path:
        return None
    # Behind `:~:` stands what a browser is to search for, and to show.
    anchor = unquote(fragment.partition(":~:")[0])
    target = Target(unquote(path), "" if _NO_ANCHOR.fullmatch(anchor) else anchor)
    return target if target.path or target.anchor else None


def links_of(library: Library) -> Iterator[tuple[str, Link]]:
    """Every link in a runbook or a ``service.yml``, with the path of its file."""
    for runbook in library.runbooks:
        yield from ((runbook.source.path, link) for link in runbook.links)
    for service in library.services:
        if service.source is not None:
            yield from ((service.source.path, link) for link in service.links)


class FileIndex:
    """Finds files that were seen.

    Args:
        library: What was read and what was skipped.
    """

    def __init__(self, library: Library) -> None:
        """Take note of every file that was seen, and of the folders around them."""
        self._documents = {document.source.path: document for document in library.runbooks}
        paths = set(self._documents) | {file.path for file in library.skipped}
        paths |= {document.source.path for document in library.services if document.source}
        paths |= {rule.span.path for service in library.services for rule in service.alert_rules}
        paths |= {finding.span.path for finding in library.findings}
        self._passed_over = {file.path for file in library.skipped if file.reason.startswith(("hidden", "folder of"))}
        self._files = {posixpath.normpath(path) for path in paths}
        self._folders = {parent for path in self._files for parent in _parents(path)}
        self._tops = {posixpath.normpath(service.folder) for service in library.services}
        self._partial = {posixpath.normpath(service.folder) for service in library.services if not service.whole}
        self._pages: dict[str, str] = {}
        for path in sorted(self._files):
            self._pages.setdefault(_page(path), path)

    def leaves(self, source: str, target: Target) -> bool:
        """Whether a link in a file leads out of the folders that were read."""
        place = _place(source, target)
        outside = place.startswith("../") or place == ".."
        above = "/".join(place.split("/")[:-1])
        return outside or not (place in self._folders or above in self._folders or _lies_in(place, self._tops))

    def find(self, source: str, target: Target) -> str | None:
        """The file that a link leads to, as written or as a site with an address for each page would have it."""
        folder = posixpath.dirname(source)
        exact = posixpath.normpath(posixpath.join(folder, target.path))
        if exact in self._files:
            return exact
        if target.path.lower().endswith((".md", ".yml", ".yaml")):
            return None
        # A page is served at its file's name, at a folder of that name, or, for the page of a folder, at the
        # folder's name without a slash: each gives relative addresses another beginning.
        for base in (folder, _page(source), posixpath.dirname(_page(source))):
            place = posixpath.normpath(posixpath.join(base, target.path))
            if place in self._folders:
                return self._pages.get(_page(posixpath.join(place, "index")), place)
            if (found := self._pages.get(_page(place))) is not None:
                return found
        return None

    def document(self, path: str) -> RunbookDocument | None:
        """The runbook that a file is."""
        return self._documents.get(path)

    def is_unknown(self, source: str, target: Target) -> bool:
        """Whether a link leads where nobody looked.

        That is into hidden folders or those of other tools, or into a service of which only some files were
        given; of the links from such a service nothing is known.
        """
        place = _place(source, target)
        if _lies_in(source, self._partial) or _lies_in(place, self._partial):
            return True
        return _HIDDEN.search(place) is not None or any(parent in self._passed_over for parent in _parents(place))

    def alternatives(self, source: str, target: Target) -> tuple[str, ...]:
        """Files of the same name elsewhere, else of one that resembles it, as a link from a file would be written."""
        folder = posixpath.dirname(source) or "."
        name = _name(target.path)
        names = [name] if name in self._by_name else resembling(name, self._by_name)
        near = (path for each in names for path in self._by_name[each])
        return tuple(posixpath.relpath(path, folder) for path in islice(near, _MOST_NAMED))

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """The files of each name, by path."""
        files: dict[str, list[str]] = {}
        for path in sorted(self._files):
            files.setdefault(_name(path), []).append(path)
        files.pop("", None)
        return files


def _place(source: str, target: Target) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target.path))


def _lies_in(place: str, folders: set[str]) -> bool:
    return any(folder in {place, "."} or place.startswith(f"{folder}/") for folder in folders)


def _parents(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[:length]) or "/" for length in range(1, len(parts) + 1)] or ["."]


def _name(path: str) -> str:
    return posixpath.basename(_page(posixpath.normpath(path)))


def _page(path: str) -> str:
    """A path without what different generators write differently: case, endings, the page of a folder."""
    folded = path.lower().rstrip("/")
    while (ending := next((each for each in _ENDINGS if folded.endswith(each)), None)) is not None:
        folded = folded.removesuffix(ending)
    folder, _, name = folded.rpartition("/")
    return folder if name in _FOLDER_PAGES and folder else folded
