"""Options and programs that one kind of system has."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.snippets.tool import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.word import Word

_ELSEWHERE = words_of("ssh kubectl oc docker docker-compose podman nerdctl crictl fly flyctl heroku gcloud aws knife")
"""Tools that run a command on another system."""

_GNU: Mapping[str, str] = {
    "date": "-d --date -I --iso-8601",
    "stat": "-c --format --printf",
    "grep": "-P --perl-regexp",
    "base64": "-w --wrap",
    "du": "--max-depth --apparent-size",
    "ls": "--color --time-style --full-time --group-directories-first",
    "ps": "--sort --forest --no-headers",
    "find": "-printf -regextype",
    "cp": "--parents",
    "head": "--bytes --lines",
    "tail": "--lines --pid --retry",
    "sort": "--parallel",
    "tar": "--transform --wildcards",
}
"""Options of GNU programs and of procps that BSD's do not have, by program."""
_BSD: Mapping[str, re.Pattern[str]] = {
    "date": re.compile(r"-j|-v.*"),
    "base64": re.compile(r"-D"),
}
"""Options that BSD's programs have, and GNU's do not, by program."""
_SHOWN = re.compile(r"^(?:https?://|\.{0,2}/|~/|[$<\"])|\.\w{2,5}$|^\.$")
"""What ``open`` is given: an address, a path, a file."""
_LINUX = words_of("xdg-open")
_MACOS = words_of("pbcopy pbpaste dscacheutil sw_vers launchctl softwareupdate diskutil scutil caffeinate osascript")


def one_platform(invocation: Invocation) -> tuple[Word, str] | None:
    """The word that one kind of system takes, and what to say of it; ``None`` where there is none."""
    if not invocation.argv or any(name in _ELSEWHERE for name in invocation.via):
        return None
    if (program := _program(invocation)) is not None:
        return program
    if invocation.tool == "sed":
        return _sed(invocation)
    return _bsd(invocation) or _gnu(invocation)


def _program(invocation: Invocation) -> tuple[Word, str] | None:
    tool, word = invocation.tool, invocation.argv[0]
    if tool in _MACOS:
        return word, f"{tool} is a program of macOS"
    if tool in _LINUX and len(invocation.argv) > 1:
        return word, f"{tool} is a program of Linux desktops"
    if tool == "open" and _opens(invocation):
        return word, "open is a program of macOS; an address in the text can be followed everywhere"
    return None


def _gnu(invocation: Invocation) -> tuple[Word, str] | None:
    tool = invocation.tool
    options = words_of(_GNU.get(tool, ""))
    for word in invocation.argv[1:] if options else ():
        name = (word.value or word.text).partition("=")[0]
        if name in options:
            return word, f"{tool} knows {name} on Linux (GNU) alone, and not on macOS (BSD)"
    return None


def _bsd(invocation: Invocation) -> tuple[Word, str] | None:
    """The option that BSD alone knows; of ``stat -f`` only with a format, for GNU's ``-f`` takes none."""
    argv, tool = invocation.argv, invocation.tool
    if tool == "stat":
        found = next((word for word, format_ in pairwise(argv[1:]) if word.value == "-f" and "%" in format_.text), None)
    else:
        option = _BSD.get(tool)
        found = next((word for word in argv[1:] if option and option.fullmatch(word.value or "")), None)
    return (
        None if found is None else (found, f"{tool} knows {found.value} on macOS (BSD) alone, and not on Linux (GNU)")
    )


def _opens(invocation: Invocation) -> bool:
    """Whether ``open`` is macOS's: it is given one thing to show, or the program that shall show it."""
    words = [word.value or word.text for word in invocation.argv[1:]]
    return bool(words) and (words[0] in {"-a", "-e", "-t"} or (len(words) == 1 and _SHOWN.search(words[0]) is not None))


def _sed(invocation: Invocation) -> tuple[Word, str] | None:
    """``-i`` alone is GNU's, ``-i ''`` is BSD's; ``-i.bak`` works with both."""
    for word, following in zip(invocation.argv[1:], (*invocation.argv[2:], None), strict=True):
        if word.value == "-i":
            if following is not None and not following.value and following.text in {"''", '""'}:
                return word, "sed takes -i with an empty word on macOS (BSD) alone; -i.bak works everywhere"
            return word, "sed takes -i without a suffix on Linux (GNU) alone; -i.bak works everywhere"
    return None
