"""Whether a comment of ShellCheck is about a command, or about output, settings and prose that it took for one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.shell.command_intent import command_start, line_at, meant_as_command
from runbook_site.snippets.evidence import is_command_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.checks.shell.shell_text import ShellChunk
    from runbook_site.checks.shell.shellcheck import Comment

_OPTION = re.compile(r"[ \t]*+(?!-[r-][w-][xsS-][r-][w-])--?[A-Za-z][\w-]*+(?:[= \t]|$)")
"""A line that begins with an option, and not as one of `ls -l`."""
_WANTS_MORE = re.compile(r"(?:^|[ \t])--?[A-Za-z][\w-]*+[ \t]*+$")
"""A line whose last word is an option."""
_FETCHES = re.compile(r"[ \t]*+(?:sudo[ \t]++)?(?:curl|wget)[ \t](?![^\n]*://)")
"""A line that names a program which wants an address, and has none."""
_GOES_ON = re.compile(r";|\b(?:then|do)\b", re.IGNORECASE)
_LEFT_OUT = re.compile(r"\S*?(?:\.{3}|…)")
_NAME = re.compile(r"[ \t]*+(?P<sign>\$\{?)?(?P<name>[A-Za-z_]\w{0,80})")
_BRACKETED = re.compile(r"<[ \t]?[^\s<>&(|;$=][^<>\n]{0,100}>")

_ENDS_COMMAND = re.compile(r"[ \t]*+(?:[\n;|&)]|\Z)")
_LAST_OF_WORD = re.compile(r"'[^'\s]{0,100}\Z")
_ADDS_LINES = re.compile(r"(?:['\s;{}/$\d!,]|\d)[aic]\Z")
"""The commands of ``sed`` whose text begins on the next line, behind a backslash."""
_SETS_MODE = re.compile(r"[ \t]*+(?:sudo[ \t]++)?chmod[ \t]")
_SED = re.compile(r"(?<![\w-])g?sed\s")
_LONGEST_WORD = 300
_BETWEEN_QUOTES = re.compile(r"(?:[^\"\s]*[=:]|[,;/@.+-]++)\"")
_WRITES_FOR_ROOT = re.compile(r"\d?&?>{1,2}[|&]?[ \t]*+[\"']?(?:/(?!tmp/|var/tmp/|home/|Users/|dev/(?:null|std))|\$)")
"""A redirection into a file that may want more than its caller may do."""


def is_about_command(each: ShellChunk, comment: Comment, start: int) -> bool:
    """Whether a comment at an offset of a chunk's text is about something that was meant as a command."""
    if each.can_be_marked:
        return True
    return _JUDGES.get(comment.code, _on_its_line)(each, start)


def lacks_address(each: ShellChunk, line: int) -> bool:
    """Whether the line that begins at an offset calls a program that wants an address, and has none."""
    return _FETCHES.match(line_at(each, line)) is not None


def line_above(each: ShellChunk, offset: int) -> int | None:
    """Where the line above a place begins; ``None`` where there is none, or only a blank one."""
    end = each.masked.rfind("\n", 0, offset)
    if end < 0:
        return None
    above = each.masked.rfind("\n", 0, end) + 1
    return above if each.masked[above:end].strip() else None


def bracketed(text: str) -> str:
    """The text with a word, as long, in the place of all that stands in angle brackets.

    Where an author marks what to fill in by two brackets, a shell sees two redirections.
    """
    return _BRACKETED.sub(lambda place: "_" * len(place[0]), text)


def _on_its_line(each: ShellChunk, start: int) -> bool:
    return meant_as_command(each, start)


def _first_word(each: ShellChunk, start: int) -> bool:
    """A word that is no command counts as one where it is the rest of the command above it.

    Dots stand for what the author left to the reader: ``REPO=...your repo...`` is to be filled in.
    """
    if _LEFT_OUT.match(each.masked, start):
        return False
    if each.masked[each.masked.rfind("\n", 0, start) + 1 : start].strip():
        return meant_as_command(each, start)
    line, above = line_at(each, start), line_above(each, start)
    if above is None:
        return False
    if _OPTION.match(line):
        return _is_of_command(each, above)
    lacks_a_word = _WANTS_MORE.search(line_at(each, above)) is not None and meant_as_command(each, above)
    return line[:1] in {"'", '"'} and lacks_a_word


def _is_of_command(each: ShellChunk, line: int | None) -> bool:
    """Whether a line is of a command, or one of options whose command stands above it."""
    while line is not None and not meant_as_command(each, line):
        line = line_above(each, line) if _OPTION.match(line_at(each, line)) else None
    return line is not None


def _keyword(each: ShellChunk, start: int) -> bool:
    line = line_at(each, start)
    word = line.partition(" ")[0]
    return _GOES_ON.search(line) is not None and is_command_line(word.lower() + line[len(word) :])


def _foreign_comment(each: ShellChunk, start: int) -> bool:
    """A comment of another language counts between commands."""
    above, below = line_above(each, start), each.masked.find("\n", start) + 1
    return (above is not None and meant_as_command(each, above)) or (below > 0 and meant_as_command(each, below))


def sets_mode(each: ShellChunk, start: int) -> bool:
    """Whether a place is in a call of ``chmod``, whose modes may begin with ``=``."""
    return _SETS_MODE.match(each.masked, command_start(each, start)) is not None


def _assignment(each: ShellChunk, start: int) -> bool:
    """Settings look like assignments: one counts behind the beginning of a command, or where its name is used.

    A mode may begin with the sign: ``chmod =r shop.conf``.
    """
    if sets_mode(each, start):
        return False
    if meant_as_command(each, start):
        return True
    name = _NAME.match(line_at(each, command_start(each, start)))
    if name is None:
        return False
    return bool(name["sign"]) or re.search(rf"\$\{{?{name['name']}(?!\w)", each.snippet.block.text.text) is not None


def _redirection(each: ShellChunk, start: int) -> bool:
    line = each.masked.rfind("\n", 0, start) + 1
    text = line_at(each, line)
    return meant_as_command(each, start) and bracketed(text)[start - line : start - line + 1] == each.masked[start]


def _joined_quotes(each: ShellChunk, start: int) -> bool:
    """Quotes that end and begin again are meant where a sign or a name stands between: ``A="x",B="y"``, ``"x","y"``."""
    return meant_as_command(each, start) and _BETWEEN_QUOTES.match(each.masked, start) is None


def _redirection_of_sudo(each: ShellChunk, start: int) -> bool:
    """Whoever calls ``sudo`` can write into the current folder and the temporary ones, and reads what is there."""
    return meant_as_command(each, start) and _WRITES_FOR_ROOT.match(each.masked, start) is not None


def _escaped_quote(each: ShellChunk, start: int) -> bool:
    r"""A backslash in front of the last quote of a word is one that is meant: ``tr '\' /``, ``sed '1i\'``.

    Where an apostrophe was meant, the rest of its word stands behind it.
    """
    if not meant_as_command(each, start):
        return False
    if _ENDS_COMMAND.match(each.masked, start + 2):
        return False
    if not each.masked[start + 2].isspace() and each.masked[start + 2] not in "<>$":
        return True
    before = each.masked[max(0, start - _LONGEST_WORD) : start]
    return _LAST_OF_WORD.search(before) is None and not (_ADDS_LINES.search(before) and _SED.search(before))


_JUDGES: dict[int, Callable[[ShellChunk, int], bool]] = {
    1003: _escaped_quote,
    1081: _keyword,
    1127: _foreign_comment,
    2024: _redirection_of_sudo,
    2140: _joined_quotes,
    **dict.fromkeys((2211, 2215, 2286, 2287, 2288, 2289), _first_word),
    **dict.fromkeys((2054, 2270, 2271, 2276, 2281, 2282, 2283, 2284, 2285), _assignment),
    **dict.fromkeys((2189, 2217, 2238, 2259, 2260, 2261), _redirection),
}
"""How a comment is judged whose own line cannot tell."""
