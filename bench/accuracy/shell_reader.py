"""Where words, quotes and heredocs stand in a shell text that is right.

A reader of its own: what the checks fail to see must still be damaged, or its damage would never count as missed. It
knows as much of the shell as the samples need.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_REDIRECT = re.compile(r"\d*(?:<<-?|<<<|>>|>&|<&|&>>?|>\||<|>)")
_HEREDOC = re.compile(r"<<-?\s*(['\"]?)(\w+)\1")
_SEPARATORS = frozenset("\n;|&()")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is written, quotes included."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class ShellCommand:
    """A program with its words.

    Attributes:
        words: Assignments in front, program, arguments; no redirects.
        targets: The word behind each redirect, with its operator.
        pipeline: Which pipeline of the text it is of.
    """

    words: tuple[Word, ...]
    targets: tuple[tuple[str, Word], ...]
    pipeline: int


@dataclass
class ShellText:
    """What was found in a text.

    Attributes:
        commands: In the order in which they end.
        quoted: Quoted strings at any depth, by start and end, quotes included.
        heredocs: Bodies of heredocs, by start and end.
    """

    commands: list[ShellCommand] = field(default_factory=list)
    quoted: list[tuple[int, int]] = field(default_factory=list)
    heredocs: list[tuple[int, int]] = field(default_factory=list)


def read_shell(text: str) -> ShellText:
    """Read a shell text that is right."""
    found = ShellText()
    _Reader(text, found).read(0, len(text))
    return found


class _Reader:
    """Reads stretches of one text, those inside others too."""

    def __init__(self, text: str, found: ShellText) -> None:
        self._text = text
        self._found = found
        self._pipelines = 0

    def read(self, start: int, end: int) -> None:
        """Read a list of commands."""
        self._pipelines += 1
        pipeline = self._pipelines
        words: list[Word] = []
        targets: list[tuple[str, Word]] = []
        operator = ""
        ends: list[str] = []
        at = start
        while at <= end:
            character = self._text[at : at + 1] if at < end else "\n"
            if self._text.startswith("\\\n", at):
                at += 2
            elif character in " \t":
                at += 1
            elif character == "#":
                at = self._behind("\n", at, end) - 1
            elif (redirect := _REDIRECT.match(self._text, at, end)) is not None:
                operator, heredoc = redirect[0], _HEREDOC.match(self._text, at, end)
                ends += [heredoc[2]] if heredoc else []
                at = heredoc.end() if heredoc else redirect.end()
            elif character in _SEPARATORS:
                if words or targets:
                    self._found.commands.append(ShellCommand(tuple(words), tuple(targets), pipeline))
                words, targets, operator = [], [], ""
                if character != "|" or self._text.startswith("||", at):
                    self._pipelines += 1
                    pipeline = self._pipelines
                at = self._heredocs(at + 1, ends, end) if character == "\n" and at < end else at + 1
            else:
                word = Word(self._text[at : self._word(at, end)], at)
                if operator:
                    targets.append((operator, word))
                else:
                    words.append(word)
                operator = ""
                at = word.end

    def _behind(self, what: str, at: int, end: int) -> int:
        found = self._text.find(what, at, end)
        return end + 1 if found < 0 else found + len(what)

    def _heredocs(self, at: int, ends: list[str], end: int) -> int:
        """Pass over the heredocs that begin on this line."""
        for name in ends:
            close = re.compile(rf"^\t*{name}$", re.MULTILINE).search(self._text, at, end)
            stop = close.start() if close else end
            self._found.heredocs.append((at, stop))
            self.read(at, stop)
            at = close.end() if close else end
        ends.clear()
        return at

    def _word(self, at: int, end: int) -> int:
        """The end of the word that begins here."""
        while at < end:
            character = self._text[at]
            if character in " \t<>" or character in _SEPARATORS or self._text.startswith("\\\n", at):
                return at
            at = self._piece(at, end)
        return end

    def _piece(self, at: int, end: int) -> int:
        """Pass over a character, or over all that belongs together."""
        character = self._text[at]
        if character == "'":
            close = self._text.find("'", at + 1, end) + 1
            return self._string(at, close or end)
        if character == '"':
            close = at + 1
            while close < end and self._text[close] != '"':
                close = self._quiet(close, end) if self._text[close] in "\\$" else close + 1
            return self._string(at, min(close + 1, end))
        if self._text.startswith("$(", at) and not self._text.startswith("$((", at):
            close = self._closing(at + 2, end)
            self.read(at + 2, close)
            return close + 1
        return at + (2 if character == "\\" else 1)

    def _string(self, start: int, end: int) -> int:
        """Note a quoted string, and read what is in it, as it may be for another shell."""
        self._found.quoted.append((start, end))
        self.read(start + 1, end - 1)
        return end

    def _closing(self, at: int, end: int) -> int:
        """The bracket that closes a substitution."""
        depth = 1
        while at < end:
            if self._text[at] in "()":
                depth += 1 if self._text[at] == "(" else -1
                if depth == 0:
                    return at
            # What stands inside is noted when the substitution is read.
            at = self._quiet(at, end)
        return end

    def _quiet(self, at: int, end: int) -> int:
        """Pass over a piece without noting what is in it."""
        noted, self._found = self._found, ShellText()
        behind = self._piece(at, end)
        self._found = noted
        return behind
