"""What recorders noted, read: it comes out of the sandbox, where a command may have written anything into it."""

from __future__ import annotations

from dataclasses import dataclass

_MOST_CALLS = 500
_LONGEST_NUMBER = 5
_FIELDS = 6


NOT_BEGUN = "it did not begin"
_CUT = "what the recorders noted ends in the middle of a call"
_FOREIGN = "among what the recorders noted is something that is no call"
_MOST_WORDS = 20_000
_MANY = f"there are more than {_MOST_CALLS} calls, or {_MOST_WORDS:,} words in them"


class UnreadableLogError(ValueError):
    """What was noted is not what recorders write; the reason, as a clause."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A call as a recorder noted it.

    Attributes:
        folder: Its working folder.
        stdin: Number of the file that holds what it was fed; empty where it was fed nothing.
        there: What of its words was there as a file or folder.
        known: Names of variables that were set.
        refused: A file that it could not make; empty where there is none.
        argv: Program and words.
    """

    folder: str
    stdin: str
    there: frozenset[str]
    known: tuple[str, ...]
    refused: str
    argv: tuple[str, ...]


def read_log(log: bytes, number: int, mark: str) -> tuple[Noted, ...]:
    """The calls, in order.

    Args:
        log: What was noted.
        number: Of the command, which stands at the top.
        mark: What each call begins with.

    Raises:
        UnreadableLogError: It is not what recorders write, or there are too many calls.
    """
    begin, *fields = log.decode("utf-8", "replace").split("\0")
    if begin != f"begin {number}" or not fields:
        raise UnreadableLogError(NOT_BEGUN)
    if fields.pop():
        raise UnreadableLogError(_CUT)
    if len(fields) > _MOST_WORDS:
        raise UnreadableLogError(_MANY)
    noted: list[Noted] = []
    at = 0
    while at < len(fields):
        if fields[at] != mark or len(fields) <= at + _FIELDS or not fields[at + _FIELDS].isdecimal():
            raise UnreadableLogError(_FOREIGN)
        behind = at + _FIELDS + 2 + int(fields[at + _FIELDS][:6])
        folder, stdin, there, known, refused = fields[at + 1 : at + _FIELDS]
        argv = tuple(fields[at + _FIELDS + 1 : behind])
        if behind > len(fields) or len(noted) == _MOST_CALLS:
            raise UnreadableLogError(_MANY if len(noted) == _MOST_CALLS else _CUT)
        noted.append(Noted(folder, stdin, _there(there, argv), tuple(known.split()), refused, argv))
        at = behind
    return tuple(noted)


def _there(listed: str, argv: tuple[str, ...]) -> frozenset[str]:
    """What the recorder found among its words, as ``NUMBER:SIGN``: what stands behind a sign in a word."""
    found = set()
    for each in listed.split():
        number, _, sign = each.partition(":")
        word = (
            argv[int(number)]
            if number.isdecimal() and len(number) <= _LONGEST_NUMBER and int(number) < len(argv)
            else ""
        )
        last = sign in {"==", "@"}
        found.add(
            (word.rpartition if last else word.partition)(sign[:1] if sign == "==" else sign)[2] if sign else word
        )
    return frozenset(found)
