"""Which anchors a page has, whatever site generator makes it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.model.page_anchors import COMMAND_PREFIX, page_anchors, page_headings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.model.document import Library, RunbookDocument

_COUNTED = re.compile(r"(.*?)[-_.]?([0-9]{1,4})", re.DOTALL)
_PREFIX = re.compile(r"user-content-|markdown-header-")
_GIVEN = re.compile(r"[\s.:/+]|^__|^fn(?:ref)?[-_]?[0-9]")
"""In names that no generator makes of a heading: given by an extension, a theme, a tool that reads code."""

_TEMPLATE = re.compile(r"\{\{|\{%|<%")
_TAKES_IN = re.compile(
    r"-8<-|\{\{[#<%]?[-~]?[ \t]*(?:include|embed|readfile|transclude|snippet|partial)"
    r"|<%=?[ \t]*(?:partial|render|include)|\{%-?[ \t]*(?:include|render|import)|\{include\}|':include|\[!INCLUDE|!\[\["
    r"|^import[ \t][^\n]{1,200}\.mdx?['\"]",
    re.IGNORECASE | re.MULTILINE,
)
"""How generators are told to take in the text of another file, with its headings."""


@dataclass(frozen=True)
class PageAnchors:
    """The anchors of one page.

    Attributes:
        names: Those that are known exactly, in lower case.
        headings: How many headings have the same letters and digits: generators differ in all that stands
            between these, and in how they count.
        suggestions: Those to tell an author of.
        is_whole: Whether all of the page is in its file.
    """

    names: frozenset[str]
    headings: Mapping[str, int]
    suggestions: tuple[str, ...]
    is_whole: bool

    def lacks(self, anchor: str) -> bool:
        """Whether it is certain that the page does not have an anchor."""
        name = _PREFIX.sub("", anchor.lower(), count=1)
        if name in self.names or self._is_heading(name) or name.startswith(COMMAND_PREFIX):
            return False
        return self.is_whole and _GIVEN.search(name) is None

    def _is_heading(self, name: str) -> bool:
        if _folded(name) in self.headings:
            return True
        counted = _COUNTED.fullmatch(name)
        return counted is not None and 0 < int(counted[2]) <= self.headings.get(_folded(counted[1]), 0)


class AnchorIndex:
    """Knows the anchors of the pages of a library.

    Args:
        library: What was read.

    Attributes:
        labels: Names that a link of any page can use alone, in lower case.
    """

    def __init__(self, library: Library) -> None:
        """Take note of the labels; a page is looked at once somebody asks for it."""
        self._services = {service.id: service.service for service in library.services}
        self._pages: dict[str, PageAnchors] = {}
        labels = [each.labels for each in library.runbooks] + [each.labels for each in library.services]
        self.labels = frozenset(label.lower() for each in labels for label in each)

    def page(self, document: RunbookDocument) -> PageAnchors:
        """The anchors of the page of a runbook."""
        path = document.source.path
        if path not in self._pages:
            self._pages[path] = self._read(document)
        return self._pages[path]

    def _read(self, document: RunbookDocument) -> PageAnchors:
        ours = tuple(page_anchors(document, self._services[document.service]))
        theirs = tuple(heading.id for heading in document.headings)
        names = (*ours, *theirs, *(heading.github_id for heading in document.headings), *document.anchors)
        headings = Counter(_folded(words) for words in page_headings(document))
        for heading in document.headings:
            headings.update(set(_spellings(heading.text)))
        headings.update(_folded(label) for label in document.labels)
        text = document.body.text if document.body else ""
        templates = any(_TEMPLATE.search(heading.text) for heading in document.headings)
        return PageAnchors(
            names=frozenset(name.lower() for name in names),
            headings=headings,
            suggestions=theirs if document.form == "markdown" else ours,
            is_whole=not templates and _TAKES_IN.search(text) is None,
        )


def _spellings(words: str) -> Iterator[str]:
    """The letters and digits that generators make of a heading.

    Some want a letter in front, some spell ``&`` out, some drop letters that are not of ASCII.
    """
    folded = _folded(words)
    ascii_alone = _folded(words.encode("ascii", "ignore").decode("ascii"))
    yield from (folded, folded.lstrip("0123456789"), _folded(words.replace("&", " and ")), ascii_alone)


def _folded(words: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", words).casefold() if letter.isalnum())
