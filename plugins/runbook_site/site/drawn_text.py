"""Text for drawings: nobody breaks the lines of SVG, and what is too long would run out of its box."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ELLIPSIS = "…"
_WIDTHS = {
    **dict.fromkeys("ijl|'", 0.3),
    **dict.fromkeys(" .,:;!()[]/ftI\\-", 0.41),
    **dict.fromkeys('rsJ"`*cz_', 0.56),
    **dict.fromkeys("mwMW@%", 0.99),
}
_LETTER, _CAPITAL, _FOREIGN, _WIDE = 0.635, 0.74, 0.85, 1.0
"""Widths in em, of DejaVu Sans: the widest of the sans-serif fonts that systems come with."""


def visible(text: str) -> str:
    """One line without characters that cannot be seen or that turn the direction of writing."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (c if c.isprintable() else "" if unicodedata.category(c) == "Cf" else " " for c in text)
    return " ".join("".join(kept).split())


def width(text: str, size: float) -> float:
    """How wide a text is at most, in the unit of the font's size."""
    return sum(map(_width, text)) * size


@lru_cache(maxsize=4096)
def _width(character: str) -> float:
    if (known := _WIDTHS.get(character)) is not None:
        return known
    if character.isascii():
        return _CAPITAL if character.isupper() else _LETTER
    if unicodedata.combining(character):
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _FOREIGN


def wrap(text: str, room: float, size: float, lines: int) -> tuple[str, ...]:
    """A text broken into lines that fit; what is left over is cut, and the cut is seen.

    Args:
        text: The text; what cannot be seen in it is left out.
        room: Width of a line.
        size: Size of the font, in the same unit.
        lines: How many lines there may be, at least 1.
    """
    # More than this many characters cannot be shown, and are not looked at.
    words = visible(text[: lines * 200]).split()
    done: list[str] = []
    line = ""
    while words and len(done) < lines:
        word = words.pop(0)
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= room:
            line = longer
        elif line:
            done.append(line)
            line = ""
            words.insert(0, word)
        else:
            fits = _fitting(word, room, size)
            done.append(word[:fits])
            words.insert(0, word[fits:])
    if line and len(done) < lines:
        done.append(line)
        line = ""
    if words or line or len(text) > lines * 200:
        last = done[-1]
        done[-1] = last[: _fitting(last, room - width(_ELLIPSIS, size), size)].rstrip() + _ELLIPSIS
    return tuple(done) or ("",)


def _fitting(word: str, room: float, size: float) -> int:
    """How many of a word's characters fit; at least one, so that there is an end."""
    used = 0.0
    for count, character in enumerate(word):
        used += _width(character) * size
        if used > room:
            return max(count, 1)
    return len(word)
