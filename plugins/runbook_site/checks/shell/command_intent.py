"""Whether a place in a block was meant as a command: what a program printed, settings and prose stand there too."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from runbook_site.snippets.evidence import is_command_line, sql_evidence

if TYPE_CHECKING:
    from runbook_site.checks.shell.shell_text import ShellChunk

_PROMPT = re.compile(r"[$%#][ \t]*\Z")
_QUOTE = re.compile(r"[\"'`]")
_FUNCTION = re.compile(r"[ \t]*+(?:function[ \t]++[\w:.-]++|[\w:.-]++[ \t]*+\()[ \t]*+(?:\(?[ \t]*+\)[ \t]*+)?\{")
_SECTION = re.compile(r"[ \t]*+\[[ \t]*+[\w.-]++[ \t]*+\][ \t]*+")
"""The line that begins a part of a file of settings, and `[ word ]`, which nobody writes as a test."""
_OTHER_PROMPT = re.compile(r"[ \t]*+\([\w.-]++\)[ \t]++[^\s&|;)]")
"""The prompt of a debugger and the like; to a shell a word behind `)` is an error."""
_OTHER_LANGUAGE = re.compile(
    r"[ \t]*+(?:\}[ \t]*+)?(?:if|while|for|switch|else)\b(?:[ \t]*+\((?!\()|[^\n;]*\{[ \t]*+$)", re.MULTILINE
)
"""A condition in parentheses, or one with a brace behind it, as in C and Go."""
_NESTED_PROMPT = re.compile(r"[ \t]*+[\w:@./-]++[>#][ \t]")
"""The prompt of a client, behind that of a shell."""
_BANNER = re.compile(r"[ \t]*+[\w.-]++[ \t]++\(\d|[ \t]*+\[[ \t]*+\+?\d++\.\d++\][ \t]")
"""What a program says of itself, its name and version; and a line of the kernel's log."""
_PLAIN_PATH = re.compile(
    r"[ \t]*+/(?![\w./-]*(?:\bs?bin/|\bscripts?/|\binit\.d/|\.(?:sh|bash|zsh|py|rb|pl)(?:[ \t]|$)))[\w./-]++[ \t]"
)
"""A path from the root that is hardly a program's: a mount point, an export, a file that something was found in."""
_LINE_OF_LOG = re.compile(r"[ \t]*+/[\w./-]*?\.(?:log|err|out|xml|ya?ml|json|conf)\b")
"""The path of a file that is no program, as `grep` puts it in front of what it found."""
_SETTING = re.compile(r"[ \t]*+[\w.-]++[ \t]++=[ \t]")
"""A name, and a sign between blanks: no command takes that, and many files of settings are written so."""
_ASSIGNMENT = re.compile(r"[ \t]*+(?:[A-Z_][A-Z0-9_]*+=\S|[A-Za-z_]\w*+=(?:\$\(|`))")
"""A variable of the environment, or one that a command sets."""
_NO_COMMANDS = (_OTHER_PROMPT, _OTHER_LANGUAGE, _LINE_OF_LOG, _SETTING, _BANNER, _PLAIN_PATH)


def meant_as_command(each: ShellChunk, offset: int) -> bool:
    """Whether the line that a place belongs to begins as a command does.

    It does where its field or its prompt says so, where it begins with a known tool, a keyword or the path of a
    script, and where an unknown name has options behind it. Without any of that, what is no valid shell may as well be
    no shell.

    Args:
        each: The chunk.
        offset: The place, in the chunk's text.
    """
    if each.can_be_marked:
        return True
    start = command_start(each, offset)
    line = line_at(each, start)
    if has_prompt(each, start):
        return not sql_evidence(line) and _NESTED_PROMPT.match(line) is None
    return begins_as_command(line)


def command_start(each: ShellChunk, offset: int) -> int:
    """Where the first line of the command begins that a place belongs to."""
    return each.command_starts[bisect_right(each.command_starts, offset) - 1]


def line_at(each: ShellChunk, start: int) -> str:
    """The line that begins at an offset, with a word in the place of every placeholder."""
    end = each.masked.find("\n", start)
    return each.masked[start:] if end < 0 else each.masked[start:end]


@lru_cache(maxsize=8)  # of a long line, thousands of places are asked about
def begins_as_command(line: str) -> bool:
    """Whether a line begins as a command does, whatever is wrong with the rest of it."""
    if any(shape.match(line) for shape in _NO_COMMANDS) or _SECTION.fullmatch(line):
        return False
    quote = _QUOTE.search(line)
    # A quote that is not closed leaves words in the open that look like prose.
    return (
        is_command_line(line)
        or (quote is not None and is_command_line(line[: quote.start()]))
        or (_FUNCTION.match(line) or _ASSIGNMENT.match(line)) is not None
    )


def has_prompt(each: ShellChunk, start: int) -> bool:
    """Whether a shell's prompt stands in front of the line that begins at an offset."""
    if not each.snippet.session:
        return False
    text = each.chunk.text
    place = text.position(start)
    return _PROMPT.search(text.source.line(place.line)[: place.column - 1]) is not None
