"""Characters that word processors and web pages put into commands: a shell does not take them for what they show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from runbook_site.checks.shell.command_intent import begins_as_command, command_start, has_prompt, line_at
from runbook_site.checks.shell.shell_text import ShellChunk
from runbook_site.snippets.quoting import shell_quoting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.snippets.project import Project
    from runbook_site.sources.text import MappedText, Span

NO_BREAK_SPACES = "\u00a0\u2007\u202f\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""Blanks of Unicode that are part of a word to a shell."""

ZERO_WIDTH = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters that nobody sees, as they stand in a class of a regular expression."""

DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u00b4\uff07"
"""Quotes of a word processor, and what looks like them."""

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
"""Dashes that are no hyphen."""

_TYPED = str.maketrans(
    dict.fromkeys(DOUBLE_QUOTES, '"')
    | dict.fromkeys(SINGLE_QUOTES, "'")
    | dict.fromkeys(NO_BREAK_SPACES, " ")
    | dict.fromkeys(DASHES, "-")
)
_UNSEEN = re.compile(f"[{ZERO_WIDTH}]")
_OPTION_BELOW = re.compile(r"\n[ \t]*+--?[A-Za-z]")
_LONGEST_QUOTED = 1_000
"""Longer texts in quotes are not looked into: the work grows with the square of the length."""


@dataclass(frozen=True)
class Place:
    """A stretch of a shell text where a character has a meaning to the shell: outside of quotes and comments.

    Attributes:
        text: The text of the chunk.
        match: What was found.
        quoted: Whether it stands in quotes or in a heredoc all the same.
    """

    text: MappedText
    match: re.Match[str]
    quoted: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.text.span(*self.match.span())


def unquoted_places(project: Project, pattern: re.Pattern[str], *, in_quotes: bool = False) -> Iterator[Place]:
    """Where a pattern is found in the shell of a project and stands neither in quotes nor in a comment or heredoc.

    What no command begins is left out: output, settings and drawings may hold any character.

    Args:
        project: What is looked at.
        pattern: What is looked for.
        in_quotes: Whether quotes and heredocs count as well, and comments alone do not.
    """
    for runbook in project.runbooks:
        for snippet, chunk in runbook.chunks:
            text = chunk.text.text
            if chunk.language != "shell" or pattern.search(text) is None:
                continue
            quoting = shell_quoting(text)
            typed = ShellChunk(runbook, snippet, chunk, text.translate(_TYPED))
            for match in pattern.finditer(text):
                kind, start, end = quoting.at(match.start())
                if kind == "double" and _is_substituted(text[start + 1 : end], match.start() - start - 1):
                    kind = "bare"
                if (kind == "bare" or (in_quotes and kind != "comment")) and _is_command(typed, match):
                    yield Place(chunk.text, match, kind != "bare")


def _is_command(typed: ShellChunk, match: re.Match[str]) -> bool:
    """Whether a place belongs to what would be a command, or a comment, without what is wrong with it."""
    start = command_start(typed, match.start())
    line = _UNSEEN.sub("", line_at(typed, start))
    end = typed.masked.find("\n", match.start())
    return (
        typed.can_be_marked
        or has_prompt(typed, start)
        or line.lstrip().startswith("#")
        or begins_as_command(line)
        or (end >= 0 and _OPTION_BELOW.match(typed.masked, end) is not None)
    )


_quoting = lru_cache(maxsize=4)(shell_quoting)
"""The quoting of a text that is asked for several times in a row."""


def _is_substituted(quoted: str, offset: int) -> bool:
    """Whether a place of a text in double quotes belongs to a ``$(…)`` there, and is not quoted inside of that."""
    begin = quoted.rfind("$(", 0, offset) if len(quoted) <= _LONGEST_QUOTED else -1
    if begin < 0 or quoted.count("(", begin, offset) <= quoted.count(")", begin, offset):
        return False
    inner = begin + len("$(")
    return _quoting(quoted[inner:]).at(offset - inner)[0] == "bare"


def code_point(character: str) -> str:
    """How Unicode numbers a character: ``U+00A0``."""
    return f"U+{ord(character):04X}"
