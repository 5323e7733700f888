"""Placeholders: what an author wrote for the reader to replace, in every spelling in use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.placeholder_candidate import Candidate, text_names
from runbook_site.snippets.placeholder_shapes import SHAPES
from runbook_site.snippets.quoting import shell_quoting, sql_quoting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.model.command import CommandLanguage

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place to fill in.

    Attributes:
        start: Offset in the text.
        end: Offset behind it.
        text: As written.
        name: The words inside it as a name that every language here takes: ``<My-Pod>``: ``my_pod``.
    """

    start: int
    end: int
    text: str
    name: str


def find_placeholders(text: str, language: CommandLanguage) -> tuple[Placeholder, ...]:
    """Every placeholder of a text, in order; none overlaps another.

    What could be read in two ways is told by its shape:

    - ``<x>`` is a redirection from ``x`` and one to what follows, for a shell. It is a placeholder where
      nothing stands between the brackets and the words in them, no option, operator, ``$`` or file ending is
      among the words, and the closing one is not followed by a space and a file as in ``<in >out``.
      ``<in>out`` counts as a placeholder: nobody writes a redirection so. ``<<x>>`` is one where no heredoc of that
      name ends below it.
    - ``[x]`` is a pattern for one character. It is a placeholder where it stands as a word or a part of a path and
      holds words of several letters; ``[a-z]``, ``[0-9]``, ``[ -f x ]`` and subscripts are none.
    - ``{x}`` and ``{{x}}`` are literal for a shell and templates for tools. They are placeholders where they hold a
      plain name; what begins with a dot (``{{.Names}}``, ``{.items}``) is the tool's.
    - Words in capitals are placeholders where they say so (``YOUR_…``, ``NEW_…``, ``…_NAME``, ``__…__``, ``%…%``,
      ``@@…@@``) and are not the name of a variable there, nor of something that the language or the system has.

    Comments are not looked at, nor is what ``sed`` looks for: that is the text of a file.
    """
    quoting = shell_quoting(text) if language == "shell" else sql_quoting(text)
    found: list[Placeholder] = []
    taken = bytearray(len(text))
    names = text_names(text)
    for shape in SHAPES:
        for match in shape.pattern.finditer(text):
            start, end = match.span("place")
            if end <= start or any(taken[start:end]):
                continue
            kind, quote_start, quote_end = quoting.at(start)
            if kind == "comment":
                continue
            candidate = Candidate(text, start, end, match["inner"], kind, quote_start, quote_end, language, names)
            if not candidate.searched and shape.accepts(candidate):
                taken[start:end] = b"\1" * (end - start)
                found.append(Placeholder(start, end, text[start:end], placeholder_name(candidate.inner)))
    return tuple(sorted(found, key=lambda place: place.start))


def placeholder_name(inner: str) -> str:
    """The words of a placeholder as a name: letters, digits and ``_``, no digit in front."""
    name = _NOT_IN_NAMES.sub("_", inner.lower()).strip("_")[:_LONGEST_NAME].rstrip("_")
    if not name:
        return "value"
    return f"value_{name}" if name[0].isdigit() else name


def mask(text: str, placeholders: Sequence[Placeholder]) -> str:
    """The text with every placeholder replaced by underscores: a word to a shell, an identifier to SQL.

    Characters and UTF-8 bytes stay as many as they were, so that positions in the masked text are
    positions in the original.
    """
    pieces: list[str] = []
    at = 0
    for place in placeholders:
        pieces.append(text[at : place.start])
        pieces.append("".join(_same_width(character) for character in place.text))
        at = place.end
    pieces.append(text[at:])
    return "".join(pieces)


def _same_width(character: str) -> str:
    """A letter with as many UTF-8 bytes."""
    code = ord(character)
    return "_" if code < 0x80 else "ä" if code < 0x800 else "中" if code < 0x10000 else "𐐀"  # noqa: PLR2004 - UTF-8's limits
