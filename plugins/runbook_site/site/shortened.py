"""Scripts and stylesheets without what only their authors read: a quarter of what crosses the network.

The libraries that do this without a compiler take texts within texts between backquotes, and rules within rules, for
something else.
"""

from __future__ import annotations

import re

_IN_SCRIPT = re.compile(
    r"""(?P<text>"(?:[^"\\\n]|\\.)*+"|`.*`)"""
    r"|(?P<pattern>(?:(?<=[(,=:!&|?\[])|(?<=[,=:&|?>] ))/(?![/*])(?:\\.|\[(?:\\.|[^]\\\n])*+]|[^/[\\\n])++/)"
    r"|\s*+(?://[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)"
    r"|[ ]*+(?P<mark>[=<>!?:,;(){}|&[\]]++)[ ]*+",
)
"""What parts no words of a script. Texts between backquotes may hold others, and end where their line has the last."""
_IN_STYLE = re.compile(r'(?P<string>"[^"\n]*+")|/\*(?:[^*]|\*(?!/))*+\*/\s*+|\s*+(?P<mark>[{};,])\s*+|(?<=:)\s++')
"""What parts no words of a stylesheet. Only a declaration has a space behind its colon."""


def short_script(text: str) -> str:
    """Without comments and spaces that mean nothing. A line stays a line, so that a browser can name it."""
    short = _IN_SCRIPT.sub(lambda found: found["text"] or found["pattern"] or found["mark"] or "", text)
    return "\n".join(filter(None, map(str.strip, short.split("\n"))))


def short_style(text: str) -> str:
    """Without comments, and without spaces that mean nothing."""
    short = _IN_STYLE.sub(lambda found: found["string"] or found["mark"] or "", text)
    return short.replace(";}", "}").strip()
