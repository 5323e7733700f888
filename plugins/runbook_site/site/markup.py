"""Text from runbooks as data, in Markdown, in HTML and in front matter.

Every character that means something to an engine (Markdown, HTML, Jinja, an extension) becomes a numeric
character reference: the browser shows it, and nothing on the way there acts on it.
"""

from __future__ import annotations

import re
import string

from markupsafe import Markup

_LINE_END = re.compile(r"[\r\n]\s*")
_PARTING = tuple(f"</{tag}>" for tag in ("dt", "dd", "th", "td", "tr", "li", "ul", "ol", "div"))
"""Ends of elements that part words; a search index that drops the tags would join the words."""
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_MARKDOWN = {ord(character): f"&#{ord(character)};" for character in string.punctuation.replace(",", "")}
_FIRST_PRINTABLE = 0x20
_HTML_CONTROLS = frozenset("\t\n\r")
_INVISIBLE = re.compile(
    "[\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Spaces that are no space, characters without width, and those that turn the writing direction."""


def _in_raw_html(code: int) -> str:
    character = chr(code)
    if code < _FIRST_PRINTABLE and character not in _HTML_CONTROLS:
        return "\N{REPLACEMENT CHARACTER}"  # HTML has no way to write it
    return f"&#{code};"


# A line of raw HTML is passed on as it is by every engine, once nothing in it can open a tag, an entity or a
# template's expression; what is encoded beyond that keeps line filters and exotic delimiters of templates out.
_CODE = {code: _in_raw_html(code) for code in (*range(_FIRST_PRINTABLE), *map(ord, "&<>{}[]%#\"'`$@\\"))}
# What is encoded in `\x80`-`\x9f` would be read as Windows-1252, and half a surrogate pair cannot be written.
_CODE |= dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")

_NOT_IN_YAML = re.compile("[^ -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLE = {ord(character): f"&#{ord(character)};" for character in '&<>"{}'}
_CONTROLS = {code: text for code, text in _CODE.items() if not text.startswith("&")}


def markdown_text(text: str) -> Markup:
    """One line of Markdown that shows the text and means nothing else."""
    words = " ".join(text.split()).translate(_CONTROLS)
    return Markup(words.translate(_MARKDOWN))  # noqa: S704 - made safe right here


def code_text(text: str) -> Markup:
    """HTML for the inside of ``<code>``: exact, on one line, with characters that cannot be seen marked."""
    html = text.translate(_CODE)
    if not text.isascii():
        html = _INVISIBLE.sub(_marked, html)
    return Markup(html)  # noqa: S704 - made safe right here


def attribute_text(text: str) -> Markup:
    """HTML for the inside of an attribute's quotes: exact, on one line."""
    return Markup(text.translate(_CODE))  # noqa: S704 - made safe right here


def text_to_paste(text: str) -> Markup:
    """HTML for a text with a copy button: without the line end behind it, which would run it in a terminal."""
    return code_text(text.removesuffix("\n"))


def _marked(match: re.Match[str]) -> str:
    """The character itself, in an element of its own: it turns no text around it, and is copied with it."""
    return f'<span class="rbs-unseen" data-code="U+{ord(match[0]):04X}">{match[0]}</span>'


def title_text(title: str) -> str:
    """A title as the HTML that engines put into pages and navigation without a look at it."""
    words = _NOT_IN_YAML.sub("\N{REPLACEMENT CHARACTER}", " ".join(title.split()))
    return words.translate(_TITLE)


def one_line(html: str) -> Markup:
    """HTML on one line, so that no engine takes a part of it for Markdown, with no brace for a template engine."""
    line = _LINE_END.sub(" ", str(html).strip())
    for tag in _PARTING:
        line = line.replace(f"{tag}<", f"{tag} <")
    line = line.replace("{", "&#123;").replace("}", "&#125;")
    return Markup(_UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", line))  # noqa: S704 - was HTML before, is HTML now
