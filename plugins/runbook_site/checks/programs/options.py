"""The options of `sed` and `grep`, and what is left behind them.

Source: getopt_long(3): options may stand behind other words, letters may be joined, and so may a letter and its value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.snippets.word import Word


@dataclass(frozen=True)
class Given:
    """What a command is given.

    Attributes:
        options: Each option with the word that holds its value, and that value; ``None`` where it is not known.
        operands: The words that are no options.
        known: Whether no word may hold options that are not known.
    """

    options: tuple[tuple[str, Word, str | None], ...]
    operands: tuple[Word, ...]
    known: bool

    def has(self, *names: str) -> bool:
        """Whether one of the options is given."""
        return any(name in names for name, _, _ in self.options)


def given_to(argv: Sequence[Word], letters: str, joined: str, names: frozenset[str]) -> Given:
    """Take the words of a command apart.

    Args:
        argv: Its words, itself among them.
        letters: Letters that take a value.
        joined: Letters that take a value only where it is joined to them.
        names: Long options that take a value.
    """
    options: list[tuple[str, Word, str | None]] = []
    operands: list[Word] = []
    known = True
    at = 1
    while at < len(argv):
        word = argv[at]
        at += 1
        written = word.value
        if written is None:
            first = word.parts[0] if word.parts else None
            starts = first.value if first is not None and first.kind == "literal" else ""
            # What a variable without quotes holds may be many words, or none.
            known = known and (bool(starts) or first is None or first.quoting == "double") and starts[:1] != "-"
            operands.append(word)
        elif written == "--":
            operands += argv[at:]
            break
        elif written.startswith("--"):
            name, equals, value = written.partition("=")
            if equals or name not in names or at >= len(argv):
                options.append((name, word, value))
            else:
                options.append((name, argv[at], argv[at].value))
                at += 1
        elif len(written) > 1 and written[0] == "-":
            at += _cluster(word, argv[at] if at < len(argv) else None, (letters, joined), options)
        else:
            operands.append(word)
    return Given(tuple(options), tuple(operands), known)


def _cluster(
    word: Word, behind: Word | None, valued: tuple[str, str], options: list[tuple[str, Word, str | None]]
) -> int:
    """Take letters behind one dash apart; how many words behind them belong to them."""
    written = word.value or ""
    letters, joined = valued
    for at in range(1, len(written)):
        letter, rest = written[at], written[at + 1 :]
        if letter in joined or (letter in letters and rest):
            options.append((f"-{letter}", word, rest))
            return 0
        if letter in letters:
            if behind is not None:
                options.append((f"-{letter}", behind, behind.value))
            return 1
        options.append((f"-{letter}", word, ""))
    return 0
