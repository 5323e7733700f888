"""What word processors and chat programs make of commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.accuracy.calls import known_tool
from bench.accuracy.edit import put
from bench.accuracy.shell_reader import read_shell

if TYPE_CHECKING:
    from random import Random

    from bench.accuracy.sample import Sample

_PAIRS = {"'": ("\u2018", "\u2019"), '"': ("\u201c", "\u201d")}
_DASHES = ("\u2013", "\u2014")
_SQL_STRING = re.compile(r"'[^'\n]*'")


def smart_quotes(sample: Sample, chance: Random) -> str | None:
    """A pair of quotes became typographic ones."""
    if sample.language == "shell":
        shell = read_shell(sample.text)
        spans = [each for each in shell.quoted if not any(start <= each[0] < end for start, end in shell.heredocs)]
    else:
        spans = [each.span() for each in _SQL_STRING.finditer(sample.text)]
    if not spans:
        return None
    start, end = chance.choice(spans)
    opening, closing = _PAIRS[sample.text[start]]
    return put(put(sample.text, end - 1, end, closing), start, start + 1, opening)


def dash_for_hyphens(sample: Sample, chance: Random) -> str | None:
    """The hyphens of an option became a dash."""
    if sample.language != "shell":
        return None
    shell = read_shell(sample.text)
    words = [
        word
        for command in shell.commands
        for word in command.words[1:]
        if re.match(r"--?[A-Za-z]", word.text)
        and not any(start <= word.start < end for start, end in (*shell.quoted, *shell.heredocs))
    ]
    if not words:
        return None
    word = chance.choice(words)
    hyphens = len(word.text) - len(word.text.lstrip("-"))
    return put(sample.text, word.start, word.start + hyphens, chance.choice(_DASHES))


def no_break_space(sample: Sample, chance: Random) -> str | None:
    """The space between two words became one that separates nothing."""
    text = sample.text
    if sample.language == "shell":
        shell = read_shell(text)
        # Inside of strings it may be white space to another language, or a character as any other.
        words = [
            word
            for command in shell.commands
            for word in command.words[1:]
            if not any(start < word.start < end for start, end in shell.quoted) or known_tool(command.words[0].text)
        ]
        places = [word.start - 1 for word in words if text[word.start - 1] == " "]
    else:
        places = [found.start() for found in re.finditer(r"(?<=\w) (?=\w)", _SQL_STRING.sub(_blank, text))]
    return put(text, (at := chance.choice(places)), at + 1, "\u00a0") if places else None


def space_after_backslash(sample: Sample, chance: Random) -> str | None:
    """A backslash that continues a line no longer does."""
    if sample.language != "shell":
        return None
    places = [found.start() + 1 for found in re.finditer(r"(?<=\s)\\\n", sample.text)]
    return put(sample.text, (at := chance.choice(places)), at, " ") if places else None


def _blank(string: re.Match[str]) -> str:
    return "'" * len(string[0])
