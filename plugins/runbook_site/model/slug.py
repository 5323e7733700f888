"""Stable names made from the names of files and folders."""

from __future__ import annotations

import re
import unicodedata
import zlib


def slug(name: str) -> str:
    """Lower-case ASCII letters and digits with single hyphens between them, never empty.

    Where letters of another script are lost, a checksum of the name keeps different names apart.
    """
    decomposed = unicodedata.normalize("NFKD", name)
    plain = decomposed.encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    lost = not words or any(character.isalnum() and not character.isascii() for character in decomposed)
    if not lost:
        return words
    checksum = f"{zlib.crc32(unicodedata.normalize('NFC', name).encode('utf-8', 'replace')):08x}"
    return f"{words}-{checksum}" if words else checksum
