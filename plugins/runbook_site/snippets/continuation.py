"""Whether a shell command goes on on the next line."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r]++)
    |(?P<heredoc><<(?P<dash>-?)(?!<)[ \t]*+(?P<quote>['"\\]?)(?P<delimiter>[A-Za-z_][\w-]*+)['"]?)
    |(?P<herestring><<<)
    |(?P<joined>\\$)
    |(?P<escape>\\.)
    |(?P<ansi>\$')
    |(?P<substitution>\$\(|[<>]\()
    |(?P<operator>\|\|?|&&|;;?)
    |(?P<single>')|(?P<double>")|(?P<backtick>`)|(?P<open>\()|(?P<close>\))
    |(?P<comment>\#)
    |(?P<word>[^\s'"`\\$()|&;<>\#]++)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_IN_DOUBLE = re.compile(r'(?P<escape>\\.?)|(?P<double>")|(?P<substitution>\$\()|(?P<other>[^"\\$]++|\$)', re.DOTALL)
_ENDS = {
    "'": re.compile(r"'"),
    "$'": re.compile(r"(?:[^'\\]|\\.)*+'", re.DOTALL),
    "`": re.compile(r"(?:[^`\\]|\\.)*+`", re.DOTALL),
}

_OPENERS = frozenset({"if", "case", "for", "while", "until", "select", "{", "[["})
_CLOSERS = frozenset({"fi", "esac", "done", "}", "]]"})
_BEFORE_COMMAND = frozenset({"then", "do", "else", "elif", "!", "time"})


@dataclass(frozen=True, slots=True)
class Continuation:
    """What is open at the end of a line.

    Attributes:
        quotes: Quotes and parentheses that are open, outermost first: ``'``, ``"``, ``$'``, `````, ``(``.
        heredocs: Delimiters of heredocs whose body goes on, with whether leading tabs are stripped.
        blocks: How many of ``if``, ``for``, ``{`` … wait for their end.
        joined: Whether the line ends in a backslash, or in an operator that wants another command.
    """

    quotes: tuple[str, ...] = ()
    heredocs: tuple[tuple[str, bool], ...] = ()
    blocks: int = 0
    joined: bool = False

    @property
    def open(self) -> bool:
        """Whether the command is not complete."""
        return bool(self.quotes or self.heredocs or self.blocks or self.joined)

    @property
    def fragile(self) -> bool:
        """Whether what is open may as well be a slip: an apostrophe, a heredoc that never ends."""
        return bool(self.quotes or self.heredocs or self.blocks)


CLOSED = Continuation()
"""The state in front of a command."""


def after_line(state: Continuation, line: str) -> Continuation:
    """The state behind a line (given without its line end) that begins in a state."""
    if state.heredocs and not state.quotes:
        delimiter, strips_tabs = state.heredocs[0]
        text = line.rstrip("\r")
        ended = (text.lstrip("\t") if strips_tabs else text) == delimiter
        return Continuation((), state.heredocs[1:] if ended else state.heredocs, state.blocks)
    scan = _LineScan(list(state.quotes), list(state.heredocs), state.blocks)
    scan.read(line)
    return Continuation(tuple(scan.quotes), tuple(scan.heredocs), scan.blocks, scan.joined)


class _LineScan:
    """The walk over one line."""

    def __init__(self, quotes: list[str], heredocs: list[tuple[str, bool]], blocks: int) -> None:
        self.quotes = quotes
        self.heredocs = heredocs
        self.blocks = blocks
        self.joined = False
        self.expects_command = True
        self.at_word_start = True

    def read(self, line: str) -> None:
        at = 0
        while at < len(line):
            top = self.quotes[-1] if self.quotes else ""
            if top in _ENDS:
                end = _ENDS[top].search(line, at) if top == "'" else _ENDS[top].match(line, at)
                if end is None:
                    return
                self.quotes.pop()
                at = end.end()
            elif top == '"':
                at = self._in_double(line, at)
            else:
                at = self._bare(line, at)

    def _in_double(self, line: str, at: int) -> int:
        found = _IN_DOUBLE.match(line, at)
        if found is None:
            return len(line)
        if found.lastgroup == "double":
            self.quotes.pop()
        elif found.lastgroup == "substitution":
            self.quotes.append("(")
        return found.end()

    def _bare(self, line: str, at: int) -> int:
        found = _TOKEN.match(line, at)
        if found is None:
            return len(line)
        kind = found.lastgroup or ""
        if kind == "comment" and self.at_word_start:
            return len(line)
        if kind == "joined":
            self.joined = True
        elif kind == "operator":
            self.joined = found.group() in {"|", "||", "&&"}
        elif kind != "blank":
            self.joined = False
        self._note(kind, found)
        self.at_word_start = kind in {"blank", "operator", "open", "substitution", "close"}
        return found.end()

    def _note(self, kind: str, found: re.Match[str]) -> None:
        if kind in {"single", "double", "ansi", "backtick"}:
            self.quotes.append({"single": "'", "double": '"', "ansi": "$'", "backtick": "`"}[kind])
        elif kind in {"open", "substitution"}:
            self.quotes.append("(")
        elif kind == "close" and self.quotes:
            self.quotes.pop()
        elif kind == "heredoc":
            self.heredocs.append((found["delimiter"], bool(found["dash"])))
        elif kind == "word" and self.expects_command and self.at_word_start:
            word = found.group()
            self.blocks = max(0, self.blocks + (word in _OPENERS) - (word in _CLOSERS))
        elif kind == "word" and self.at_word_start and found.group() == "]]":
            self.blocks = max(0, self.blocks - 1)
        if kind == "word":
            self.expects_command = found.group() in _BEFORE_COMMAND or found.group() in {"if", "while", "until", "{"}
        elif kind != "blank":
            self.expects_command = kind in {"operator", "open", "substitution", "close"}
