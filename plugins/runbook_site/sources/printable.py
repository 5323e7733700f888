"""Text from files made safe for a terminal."""

from __future__ import annotations

import unicodedata

_VISIBLE_CATEGORIES_TO_ESCAPE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_MARKS = {"\t": "    "}


def printable(text: str) -> str:
    r"""The text with every control and formatting character spelled out: ``\x1b``, ``\u202e``.

    What a runbook holds must not move the cursor, colour the screen, or turn the writing direction.
    Line ends are kept for the caller to split at; a tab becomes four blanks.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\n" or (character.isascii() and character.isprintable()):
        return character
    if character in _MARKS:
        return _MARKS[character]
    if unicodedata.category(character) in _VISIBLE_CATEGORIES_TO_ESCAPE:
        return character.encode("unicode_escape").decode("ascii")
    return character
