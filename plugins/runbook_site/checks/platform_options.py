"""Options and programs that one kind of system has."""

from __future__ import annotations

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
_MACOS = words_of("pbcopy pbpaste dscacheutil sw_vers launchctl softwareupdate diskutil scutil caffeinate osascript")


def one_platform(invocation: Invocation) -> tuple[Word, str] | None:
    """The word that one kind of system takes, and what to say of it; ``None`` where there is none."""
    if not invocation.argv or any(name in _ELSEWHERE for name in invocation.via):
        return None
    tool = invocation.tool
    if tool in _MACOS:
        return invocation.argv[0], f"{tool} is a program of macOS"
    if tool == "sed":
        return _sed(invocation)
    options = words_of(_GNU.get(tool, ""))
    for word in invocation.argv[1:] if options else ():
        name = (word.value or word.text).partition("=")[0]
        if name in options:
            return word, f"{tool} knows {name} on Linux (GNU) alone, and not on macOS (BSD)"
    return None


def _sed(invocation: Invocation) -> tuple[Word, str] | None:
    """``-i`` alone is GNU's, ``-i ''`` is BSD's; ``-i.bak`` works with both."""
    for word, following in zip(invocation.argv[1:], (*invocation.argv[2:], None), strict=True):
        if word.value == "-i":
            if following is not None and not following.value and following.text in {"''", '""'}:
                return word, "sed takes -i with an empty word on macOS (BSD) alone; -i.bak works everywhere"
            return word, "sed takes -i without a suffix on Linux (GNU) alone; -i.bak works everywhere"
    return None
