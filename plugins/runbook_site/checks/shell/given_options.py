"""Which options a command is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.nested import inner_commands
from runbook_site.snippets.tool import RUNNERS, shown, tool_call, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.word import Word

_LONGEST_CLUSTER = 10
_TAKE_VALUES: Mapping[str, str] = {
    "cp": "St",
    "crontab": "u",
    "dmesg": "FKflns",
    "docker": "n",
    "git": "CFm",
    "grep": "ABCDdefm",
    "heroku": "adnprs",
    "journalctl": "DMSUcginoptu",
    "kubectl": "Lcfklnosv",
    "mv": "St",
    "nc": "IMOPTVWXceimpqswx",
    "oc": "Lcfklnosv",
    "ssh": "BDEFIJLOPQRSWbceilmopw",
    "sudo": "CDRTUghprtu",
    "tail": "cns",
    "tcpdump": "BCEFGMQTVWZcijrswyz",
    "xargs": "EILPadns",
}
"""The letters of a tool's options that take what follows for a value: ``-owide`` of ``kubectl get`` holds no ``-w``.

Source: the manual page of each tool; of ``docker``, ``heroku``, ``kubectl`` and ``oc`` the help of what follows a log.
"""


def own_words(invocation: Invocation) -> Sequence[Word]:
    """The last word of the subcommand, and those behind it: an option in front of that means something else.

    The words of a command inside it are not its own: in ``sudo find . -mtime +3`` no option is one of ``sudo``.
    """
    call = tool_call(invocation.argv)
    words = invocation.argv[call.rest - 1 :]
    if len(words) < 3 or call.tool in RUNNERS:  # noqa: PLR2004 - nothing, or a word alone, stands behind it
        return words
    inside: list[tuple[int, int]] = []
    for inner in inner_commands(invocation, call):
        if inner.words is not None:
            start, end = inner.words
            inside.append((invocation.argv[start].start, invocation.argv[end - 1].end))
        elif inner.script is not None:
            text = inner.script.text
            start, end = (invocation.text.text_offset(place) for place in (text.file_offset(0), text.file_end))
            inside.append((start, end))
    return [word for word in words if not any(word.end > start and word.start < end for start, end in inside)]


def longest(table: Mapping[tuple[str, ...], str], names: tuple[str, ...]) -> str | None:
    """What a table says of a tool and its subcommand: the longest name that it knows; ``None`` where it knows none."""
    return next((table[names[:length]] for length in range(len(names), 0, -1) if names[:length] in table), None)


def is_given(invocation: Invocation, options: str) -> bool:
    """Whether one of the options is among a command's own words."""
    return has_option(own_words(invocation), options, _TAKE_VALUES.get(invocation.tool, ""))


def has_option(argv: Sequence[Word], options: str, values: str = "") -> bool:
    """Whether one of the options is given: as a word, joined to a value, or among letters behind one dash.

    Args:
        argv: The words; the first is passed over.
        options: In all spellings, separated by blanks.
        values: Letters that take the rest of their word for a value.
    """
    wanted = words_of(options)
    letters = {option[1] for option in wanted if len(option) == 2}  # noqa: PLR2004 - a dash and a letter
    for word in argv[1:]:
        written = shown(word)
        if written == "--":
            return False
        name = written.partition("=")[0]
        if name in wanted and not written.endswith("=false"):
            return True
        if letters and written[:1] == "-" and _has_letter(written[1:], letters, values):
            return True
    return False


def _has_letter(cluster: str, letters: set[str], values: str) -> bool:
    """Whether letters behind a dash hold one of some: ``-am 'Raise it'`` and ``-am'Raise it'`` have the same two."""
    if cluster[:1] in letters:
        return True
    whole = len(cluster) <= _LONGEST_CLUSTER and cluster.isalnum()
    if not whole and not values:
        return False
    for letter in cluster[:_LONGEST_CLUSTER]:
        if letter in letters:
            return True
        if letter in values or not letter.isalnum():
            return False
    return False


def has_joined(argv: Sequence[Word], options: frozenset[str]) -> bool:
    """As `has_option`, for tools whose short options take a value without a space: ``-c'select 1'``."""
    short = tuple(option for option in options if not option.startswith("--"))
    return any(
        shown(word).partition("=")[0] in options
        or (short and shown(word).startswith(short) and shown(word)[1:2] != "-")
        for word in argv[1:]
    )
