"""Sentences in quotes that stand where a command should: messages to send, pasted among commands."""

from __future__ import annotations

import re

_FIRST_WORD = re.compile(r"""[ \t]*+(?:"(?P<double>[^"\\`\n]++)"|'(?P<single>[^'\n]++)')(?=[ \t]|$)""")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_PATH = re.compile(r"\s*+(?:\S*/|~|\$|[A-Za-z]:\\)")
"""What a program's path begins with, which may have blanks in it, and a variable that may hold one."""


def is_quoted_sentence(line: str) -> bool:
    """Whether the first word of a line is several words in quotes, which no program is called."""
    found = _FIRST_WORD.match(line)
    if found is None:
        return False
    said = (found["double"] or found["single"]).strip()
    return " " in said and len(_WORDS.findall(said)) > 1 and _PATH.match(said) is None
