r"""The options that a manual page in groff's source describes, each a paragraph of its own with a tag.

Two layouts are understood: DocBook's (``.PP``, then the options, then ``.RS``) and that of ``.TP``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.grammars.readers.option_lines import read_options

if TYPE_CHECKING:
    from runbook_site.grammars.readers.option_lines import ListedOption

_TAG = re.compile(r"^\.(?:PP|TP)(?: [^\n]*)?\n(?P<tag>(?:\.B[IR]? |\\f[BI])?\s*(?:\\?-|\\fB\\?-)[^\n]*)$", re.MULTILINE)
_ITALIC = re.compile(r"\\fI(.*?)\\f[RP]")
_FONT = re.compile(r"\\f(?:[A-Z]|\([A-Z]{2})|\\&|^\.B[IR]? ", re.MULTILINE)
_LONGEST = 200


def read_manual(source: str) -> list[ListedOption]:
    """Every option that the source of a manual page describes."""
    lines: list[str] = []
    for match in _TAG.finditer(source):
        tag = _FONT.sub("", _ITALIC.sub(r"<\1>", match["tag"])).replace("\\-", "-").replace("\\(aq", "'")
        tag = re.sub(r"<(<[^>]*>)>", r"\1", tag).replace("|", "/")[:_LONGEST]
        # Several tags on one line may take different values.
        lines += [f"  {each.strip()}" for each in re.split(r",\s+(?=-)", tag)]
    return read_options("\n\n".join(lines))
