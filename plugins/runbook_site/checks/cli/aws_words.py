"""The words that a command of the AWS CLI has behind an option."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.snippets.calls import HOLE, plain

if TYPE_CHECKING:
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word, WordPart

_PLAIN_USE = re.compile(r"\$\w+|\$\{\w+\}")
_ASKS_ONLY = ("--generate-cli-skeleton", "--dry-run", "--cli-input-json", "--cli-input-yaml")
_OPEN = frozenset({HOLE, "...", "\N{HORIZONTAL ELLIPSIS}"})
"""Words behind which any options may hide."""


class OptionWord(NamedTuple):
    """A word that belongs to an option.

    Attributes:
        word: The word.
        skip: How many of its characters are the option itself: those of ``--option=``.
    """

    word: Word
    skip: int = 0

    @property
    def spelled(self) -> str:
        """The value, in which ``$x`` and ``${x}`` are the same, whatever the quotes are."""
        return "".join(_spelled(part) for part in self.word.parts)[self.skip :]

    def shown(self, unknown: str) -> str:
        """The value, with a text in the place of all that is not known of it."""
        return "".join(part.value if part.kind == "literal" else unknown for part in self.word.parts)[self.skip :]


def option_words(call: Call, option: str) -> tuple[OptionWord, ...]:
    """The words that an option is given."""
    found: list[OptionWord] = []
    taking = False
    for word in call.invocation.argv[1:]:
        text = plain(word)
        if text.startswith("--"):
            taking = text == option
            if text.startswith(f"{option}="):
                found.append(OptionWord(word, len(option) + 1))
        elif taking:
            found.append(OptionWord(word))
    return tuple(found)


def is_whole(call: Call) -> bool:
    """Whether a command does what its words say: all are shown, none leads to a file, and it does more than ask."""
    open_words = any(word in _OPEN and not before.startswith("--") for before, word in pairwise(("", *call.words)))
    return not open_words and not call.has(*_ASKS_ONLY)


def _spelled(part: WordPart) -> str:
    if part.kind == "literal":
        return part.value
    return f"${{{part.value}}}" if _PLAIN_USE.fullmatch(part.text) else part.text
