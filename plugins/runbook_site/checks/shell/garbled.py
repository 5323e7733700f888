"""UTF-8 that was read as an older encoding and saved as what it looked like: ``Ã©`` where ``é`` was meant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ENCODINGS = ("cp1252", "mac_roman")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]{2,}")
_LEADS = {
    "cp1252": re.compile(r"[\u00c2-\u00f4]"),
    "mac_roman": re.compile(r"[\u00ac\u221a\u0192\u2026\u201a\u00d4\uf8ff\u2013\u2014]"),
}
"""What the first byte of a character looks like; texts without any need not be looked at."""
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")
_PUNCTUATION = frozenset("\u00a0\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a\u2013\u2014\u2026\u2022")
"""What may well follow a letter in a text that nothing is wrong with."""
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Garbled:
    """A stretch of a text that was decoded wrongly.

    Attributes:
        start: Offset of its first character.
        end: Offset behind it.
        meant: What it was.
    """

    start: int
    end: int
    meant: str


def find_garbled(text: str) -> tuple[Garbled, ...]:
    """The stretches of a text that were certainly decoded as Windows-1252, Latin-1 or Mac OS Roman, and are UTF-8.

    Where a text shows signs of two encodings, the one with more of them counts.
    """
    found = [tuple(_found(text, encoding)) for encoding in _ENCODINGS if _LEADS[encoding].search(text)]
    return max(found, key=len, default=())


def _found(text: str, encoding: str) -> Iterator[Garbled]:
    for run in _NOT_ASCII.finditer(text):
        yield from _in_run(text, run.start(), run.end(), encoding)


def _in_run(text: str, start: int, end: int, encoding: str) -> Iterator[Garbled]:
    """Stretches of characters that are garbled one behind the other, as one each."""
    at = start
    while at < end:
        begin, meant, certain = at, [], False
        while (read := _character(text, at, end, encoding)) is not None:
            length, character = read
            certain = certain or _is_certain(text, at, length, character, encoding)
            meant.append(character)
            at += length
        if certain or (len(meant) > 1 and _are_alike(meant)):
            yield Garbled(begin, at, "".join(meant))
        at = max(at, begin + 1)


def _character(text: str, at: int, end: int, encoding: str) -> tuple[int, str] | None:
    """How many characters from a place on are the bytes of one, and which; ``None`` where they are not."""
    codes = _bytes_of(encoding)
    first = codes.get(text[at], 0) if at < end else 0
    length = 2 if 0xC2 <= first <= 0xDF else 3 if 0xE0 <= first <= 0xEF else _LONGEST if 0xF0 <= first <= 0xF4 else 0  # noqa: PLR2004 - RFC 3629
    if not length or at + length > end:
        return None
    try:
        character = bytes(codes.get(each, 0) for each in text[at : at + length]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return (length, character) if unicodedata.category(character)[0] != "C" or character in "\ufeff\u200d" else None


def _is_certain(text: str, at: int, length: int, character: str, encoding: str) -> bool:
    """Whether nobody writes these characters one behind the other who means them."""
    if length == _LONGEST:
        return True
    if length == 2:  # noqa: PLR2004 - bytes
        in_latin = "\u00a0" <= character <= "\u00ff"
        after_capital = at > 0 and _CAPITAL.match(text[at - 1]) is not None
        odd = text[at + 1] not in _PUNCTUATION
        return in_latin and (odd or not after_capital) and (encoding != "mac_roman" or text[at] in "\u00ac\u221a")
    if encoding == "mac_roman":
        return text[at] == "\u201a" and "\u2010" <= character <= "\u2bff"
    return (text[at] == "\u00e2" and "\u2010" <= character <= "\u27bf") or character in "\ufeff\ufe0f"


def _are_alike(meant: list[str]) -> bool:
    """Whether characters are all letters of one script: a word of it that was garbled."""
    names = {unicodedata.name(character, "").partition(" ")[0] for character in meant}
    names = {"CJK" if name in {"HIRAGANA", "KATAKANA"} else name for name in names}
    return len(names) == 1 and all(character.isalpha() for character in meant)


@cache
def _bytes_of(encoding: str) -> Mapping[str, int]:
    """The byte of each character beyond ASCII; what Windows-1252 leaves open is read as Latin-1 does."""
    found = {chr(code): code for code in range(0x80, 0xA0)} if encoding == "cp1252" else {}
    for code in range(0x80, 0x100):
        character = bytes([code]).decode(encoding, "ignore")
        found |= {character: code} if character else {}
    return found
