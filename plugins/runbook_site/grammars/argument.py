"""Words of a command as a tool gets them, as far as the text tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.snippets.word import Word

_BRACES = re.compile(r"\{[^{}]*(?:,|\.\.)[^{}]*\}|\{\}")
_STRANGE = re.compile(r"[\u00a0\u00ad\u2000-\u206f\ufeff]")
"""No-break spaces, dashes, quotes and characters without width: slips of typography, which other rules tell of."""

_GLOBS = frozenset("*?[")
_MANY = re.compile(r"\.\.\.|…|[\[<{].*(?:option|flag|arg|param|…|\.\.\.).*[\]>}]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Argument:
    """One word.

    Attributes:
        known: The characters that are certain, from its beginning on.
        whole: Whether these are all of it. Where not, anything may follow.
        many: Whether it may turn out to be any number of words, none included.
        plain: Whether it is written without quotes, so that it may be meant as an option.
        braces: Whether it is ``{}``, for which another program puts words of its own.
        start: Offset in the text that the command was parsed from.
        end: Offset behind it.
    """

    known: str
    whole: bool
    many: bool
    plain: bool
    braces: bool
    start: int
    end: int

    def part(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of some of its known characters; of the whole word where quotes stand in the way."""
        if not self.plain or start == end:  # ``''`` has none
            return self.start, self.end
        return self.start + start, self.start + end


def argument(word: Word) -> Argument:
    """A word of the shell as an argument."""
    known: list[str] = []
    whole = True
    many = False
    for part in word.parts:
        if part.kind != "literal":
            whole = False
            # A word that is nothing but a bare expansion is split again; ``<options>`` speaks of several.
            bare = part.quoting == "bare" and len(word.parts) == 1
            many = many or (bare and (part.text.startswith(("$", "`")) or _MANY.fullmatch(part.text) is not None))
            many = many or part.text.startswith(("$@", "${@")) or part.text.endswith("[@]}")
            break
        if part.quoting == "bare" and (opening := _expands(part.text)) is not None:
            known.append(part.value[:opening])
            whole = False
            many = True
            break
        if (strange := _STRANGE.search(part.value)) is not None:
            known.append(part.value[: strange.start()])
            whole = False
            break
        known.append(part.value)
    text = "".join(known)
    return Argument(text, whole, many, word.text.startswith(text), word.value == "{}", word.start, word.end)


def _expands(text: str) -> int | None:
    """Where in bare characters the shell begins to put other words, or another program its own (``{}``)."""
    if _GLOBS.isdisjoint(text) and "{" not in text:
        return None
    places = [at for at, character in enumerate(text) if character in _GLOBS and text[at - 1 : at] != "\\"]
    braces = _BRACES.search(text)
    if braces is not None:
        places.append(braces.start())
    return min(places, default=None)
