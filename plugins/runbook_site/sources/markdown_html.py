"""Comments, anchors and links in the HTML of a Markdown text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*+)([^<>]*+)>")
_ATTRIBUTE = re.compile(r"""(?<![\w-])(id|name|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE)
_ATTRIBUTE_LIST = re.compile(r"\{:?([^{}\n]*+)\}")
_HEADING_ATTRIBUTES = re.compile(r"\{:?([^{}\n]*+)\}[ \t]*+")
_ID = re.compile(r"""(?:^|[ \t])(?:#|id=["']?)([^\s#{}"']+)""")
_DOCSIFY_ID = re.compile(r":id=([\w-]+)")
_HEADING = re.compile(r"<h([1-6])(?:\s[^<>]*+)?>(.{1,300}?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"<[^<>]*+>")


class CommentPlace(NamedTuple):
    """Where a comment stands: all of it, and what it says.

    Attributes:
        start: Offset of ``<!--``.
        end: Offset behind ``-->``.
        inside_end: Offset of ``-->``.
        closed: Whether there is one.
    """

    start: int
    end: int
    inside_end: int
    closed: bool


class Tag(NamedTuple):
    """An HTML tag that names an anchor or points at one.

    Attributes:
        anchors: Its ``id``, and the ``name`` of an ``a``.
        target: The ``href`` of an ``a``.
        start: Offset of the tag.
        end: Offset behind it.
    """

    anchors: tuple[str, ...]
    target: str | None
    start: int
    end: int


COMMENT_OPENING = "<!--"
_COMMENT_CLOSING = "-->"


def comments(text: str) -> Iterator[CommentPlace]:
    """The comments in a piece of HTML, in order; one that does not end reaches to the text's end."""
    at = 0
    while (start := text.find(COMMENT_OPENING, at)) >= 0:
        inside_end = text.find(_COMMENT_CLOSING, start + len(COMMENT_OPENING) - 2)
        if inside_end < 0:
            yield CommentPlace(start, len(text), len(text), closed=False)
            return
        at = inside_end + len(_COMMENT_CLOSING)
        yield CommentPlace(start, at, max(inside_end, start + len(COMMENT_OPENING)), closed=True)


def without_comments(text: str) -> str:
    """The HTML with spaces in place of comments."""
    parts = []
    at = 0
    for comment in comments(text):
        parts += [text[at : comment.start], " " * (comment.end - comment.start)]
        at = comment.end
    return "".join([*parts, text[at:]])


def tags(text: str) -> Iterator[Tag]:
    """The tags in a piece of HTML without comments that name an anchor or are a link."""
    for match in _TAG.finditer(text):
        anchors = []
        target = None
        is_link = match[1].lower() == "a"
        for attribute in _ATTRIBUTE.finditer(match[2]):
            name = attribute[1].lower()
            value = html.unescape(next(group for group in attribute.groups()[1:] if group is not None))
            if name == "id" or (name == "name" and is_link):
                anchors.append(value)
            elif name == "href" and is_link:
                target = value
        if anchors or target is not None:
            yield Tag(tuple(anchors), target, match.start(), match.end())


def attribute_list_anchors(text: str) -> list[str]:
    """The ids in attribute lists: ``{#id}``, ``{: #id .class }``, ``{: id="id" }``."""
    return [found[1] for attributes in _ATTRIBUTE_LIST.finditer(text) for found in _ID.finditer(attributes[1])]


def html_headings(text: str) -> Iterator[str]:
    """The words of headings that are written in HTML."""
    if "</h" in text or "</H" in text:
        for found in _HEADING.finditer(text):
            yield " ".join(html.unescape(_ANY_TAG.sub("", found[2])).split())


def split_heading_attributes(text: str) -> tuple[str, str | None]:
    """The text of a heading without the attribute list at its end, and the id that the list gives.

    Docsify has one attribute of its own, written ``:id=name``.
    """
    if not text.rstrip().endswith("}"):
        words, colon, _ = text.rpartition(":id=")
        given = _DOCSIFY_ID.fullmatch(text[len(words) :].rstrip()) if colon else None
        return (words.rstrip(), given[1]) if given else (text, None)
    opening = text.rfind("{")
    match = _HEADING_ATTRIBUTES.fullmatch(text, max(opening, 0))
    if opening < 0 or match is None or not re.match(r"[#.]|[\w-]++=", match[1].lstrip()):
        return text, None
    found = _ID.search(match[1])
    return text[:opening].rstrip(), found[1] if found else None
