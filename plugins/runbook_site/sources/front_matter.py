"""The YAML at the top of a Markdown file."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from runbook_site.sources.lines import Quarry

if TYPE_CHECKING:
    from runbook_site.sources.text import MappedText

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s#:{}\[\],&*!|>%@`"'-][^\n:]*|<<):(?=\s|$)|\{""")
_LINE_END = re.compile(r"\r\n?|\n")
_BLOCK_END = re.compile(r"[ \t]*(?:$|#{1,6}[ \t]|[-+*_~`=\u2013\u2014]{2,}[ \t]*$|[`~]{3})")
_FIELD = re.compile(r"""["']?([A-Za-z_][\w.-]*)["']?[ \t]*:(?=\s|$)""")
_BELOW_FIELD = re.compile(r"[ \t]+\S|-[ \t]|#|[\]}]")


def split_front_matter(text: MappedText) -> tuple[MappedText | None, MappedText]:
    r"""The front matter without its two lines, where there is any, and the text below it.

    A text that merely begins with a thematic break has none: front matter is closed, and its first
    line that is no comment is the key of a mapping. An empty one counts.

    Args:
        text: A whole file; lines end in ``\n``.
    """
    opening = _OPENING.match(text.text)
    if opening is None:
        return None, text
    closing = _CLOSING.search(text.text, opening.end())
    if closing is None:
        return None, text
    inside = text.text[opening.end() : closing.start()]
    if not _is_mapping(inside):
        return None, text
    quarry = Quarry(text)
    below = min(closing.end() + 1, len(text.text))
    return quarry.cut(opening.end(), closing.start()), quarry.cut(below, len(text.text))


def unclosed_keys(text: str) -> tuple[str, ...]:
    """The keys of front matter that has no closing line; none where a text just begins with a thematic break.

    The lines directly below the break tell: all of them are YAML, and a key is written in small letters.
    Prose may begin with "Note: …".

    Args:
        text: A whole file, without a byte order mark; lines end as in the file.
    """
    if not text.startswith("---"):
        return ()
    first, *lines = _LINE_END.split(text)
    if first.strip(" \t") != "---" or any(_CLOSING.match(line) for line in lines):
        return ()
    block = list(takewhile(lambda line: _BLOCK_END.match(line) is None, lines))
    keys = tuple(match[1] for line in block if (match := _FIELD.match(line)))
    is_yaml = all(_FIELD.match(line) or _BELOW_FIELD.match(line) for line in block)
    return keys if is_yaml and any(key[0].islower() for key in keys) else ()


def _is_mapping(inside: str) -> bool:
    lines = inside.split("\n")
    written = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not written:
        return not inside.strip()
    # Prose between two thematic breaks may well begin with "Note: …", but after an empty line.
    return bool(lines[0].strip()) and _KEY.match(written[0]) is not None
