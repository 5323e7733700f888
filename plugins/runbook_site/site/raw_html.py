"""The HTML that writers of Markdown use for layout, made harmless; everything else in ``<>`` stays text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from runbook_site.site.markup import code_text
from runbook_site.sources.markdown_html import COMMENT_OPENING, without_comments

if TYPE_CHECKING:
    from collections.abc import Callable

    Resolve = Callable[[str], str | None]

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)(\s[^<>]*+)?/?>")
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(id|name|href|src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE
)
_KEPT = frozenset(
    [
        *("b", "blockquote", "br", "code", "dd", "del", "details", "dl", "dt", "em", "hr", "i", "ins", "kbd", "li"),
        *("mark", "ol", "p", "pre", "s", "small", "strong", "sub", "summary", "sup", "table", "tbody", "td", "th"),
        *("thead", "tr", "u", "ul"),
    ]
)
_DROPPED = frozenset(["article", "center", "div", "font", "main", "picture", "section", "source", "span"])
_OWN_ANCHORS = ("command-", "step-", "message-", "alert-", "__")
"""How names on a page begin that the page and its theme give out."""
_HEADING = re.compile(r"h[1-6]")


def harmless_html(fragment: str, resolve: Resolve) -> str:
    """A piece of HTML without comments, and without any attribute but the address of a link.

    Args:
        fragment: The HTML, whole tags or not.
        resolve: Says where a link leads, as `SourceLinks.resolve` does.
    """
    text = without_comments(fragment).rstrip() if COMMENT_OPENING in fragment else fragment
    out: list[str] = []
    at = 0
    inside_pre = False
    for match in _TAG.finditer(text):
        shown = _tag(match, resolve)
        if shown is None:
            continue
        out += [_text(text[at : match.start()], exact=inside_pre), shown]
        at = match.end()
        if match[2].lower() == "pre":
            inside_pre = not match[1]
    return "".join((*out, _text(text[at:], exact=inside_pre)))


def _text(text: str, *, exact: bool) -> str:
    plain = html.unescape(text)
    return str(code_text(plain) if exact else Markup.escape(plain))


def _tag(match: re.Match[str], resolve: Resolve) -> str | None:
    """What stands for a tag; ``None`` where it is no tag but text, such as ``<namespace>``."""
    closing, name = match[1], match[2].lower()
    if name in _KEPT:
        return f"<{closing}{name}>"
    if name in _DROPPED:
        return ""
    if _HEADING.fullmatch(name):
        return "</strong></p>" if closing else "<p><strong>"
    if name == "a":
        return "</a>" if closing else _anchor(_attributes(match[3] or ""), resolve)
    return _image(_attributes(match[3] or "")) if name == "img" else None


def _attributes(text: str) -> dict[str, str]:
    return {
        match[1].lower(): html.unescape(next(group for group in match.groups()[1:] if group is not None))
        for match in _ATTRIBUTE.finditer(text)
    }


def _anchor(attributes: dict[str, str], resolve: Resolve) -> str:
    address = resolve(attributes["href"]) if "href" in attributes else None
    name = attributes.get("id") or attributes.get("name")
    href = Markup(' href="{}"').format(address) if address is not None else ""
    taken = name is not None and name.startswith(_OWN_ANCHORS)
    anchor = Markup(' id="{}"').format(name) if name and not taken else ""
    return f"<a{href}{anchor}>"


def _image(attributes: dict[str, str]) -> str:
    """A page asks no other host for anything, and has no picture of its own: an image is named."""
    return image_html(attributes.get("src", ""), attributes.get("alt", ""))


def image_html(source: str, words: str) -> str:
    """What stands for an image: a link where it is on the web, else its words and the file's name."""
    if source.startswith(("https://", "http://")):
        return str(Markup('<a href="{}">{}</a>').format(source, words or source))
    shown = f"{words} ({source})" if words and source else words or source
    return str(Markup('<span class="rbs-image">{}</span>').format(shown))
