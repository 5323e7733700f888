r"""Regular expressions of POSIX, as GNU reads them: what it certainly refuses.

`grep` forgives more than `sed`: a ``)`` that closes nothing, and a ``*`` behind nothing, are characters for it.

Sources: the manual of GNU grep ("Regular Expressions"), regex(7), and what GNU grep 3.8 and GNU sed 4.9 refuse.
"""

from __future__ import annotations

import re

from runbook_site.checks.programs.fault import ProgramFaultError, UnsureError
from runbook_site.snippets.tool import words_of

_CLASSES = words_of("alnum alpha blank cntrl digit graph lower print punct space upper xdigit")
_COLONS = re.compile(r"\[\^?:([a-z]++):\]")
_COUNT = re.compile(r"(\d*+)(?:(,)(\d*+))?+")
_PLACES = frozenset({"^", "$", *(f"\\{sign}" for sign in "bB<>`'")})
_QUANTIFIERS = frozenset("*+?{")
_MOST = 32767


def posix_groups(pattern: str, *, extended: bool, strict: bool) -> int:
    """How many groups a pattern has.

    Args:
        pattern: It, without what stands around it.
        extended: Whether `-E` is given.
        strict: Whether it is for `sed`, and not for `grep`.

    Raises:
        ProgramFaultError: GNU refuses it.
        UnsureError: It has something that is read in many ways.
    """
    reader = _Reader(pattern, extended=extended, strict=strict)
    reader.read()
    return reader.groups


class _Reader:
    def __init__(self, pattern: str, *, extended: bool, strict: bool) -> None:
        self._pattern = pattern
        self._extended = extended
        self._strict = strict
        self._open = 0
        self._named = 0
        # What a quantifier would stand behind: nothing, a place such as the beginning of a line, or a term.
        self._before = "nothing"
        self.groups = 0

    def read(self) -> None:
        at = 0
        while at < len(self._pattern):
            sign = self._pattern[at]
            if sign == "[":
                at = bracket_end(self._pattern, at)
                self._before = "term"
                continue
            if sign == "\\":
                sign = self._pattern[at : at + 2]
                if len(sign) == 1:
                    _refuse("it ends with a '\\' that escapes nothing")
            at += len(sign)
            at = self._sign(sign, at)
        if self._open:
            _refuse(f"'{'(' if self._extended else chr(92) + '('}' is not closed")
        if self._named > self.groups:
            _refuse(f"'\\{self._named}' means a group, and there {_are(self.groups)}")

    def _sign(self, sign: str, at: int) -> int:
        """Take in a sign; returns where what belongs to it ends."""
        # With -E the signs have their meaning without a backslash, and without it, with one.
        special = (
            sign if self._extended and len(sign) == 1 else sign[1:] if len(sign) > 1 and not self._extended else ""
        )
        if len(sign) > 1 and sign[1] in "123456789":
            self._named = max(self._named, int(sign[1]))
        if special == "(":
            self._open += 1
            self.groups += 1
        elif special == ")":
            if self._open:
                self._open -= 1
            elif self._strict or not self._extended:
                _refuse(f"'{sign}' closes nothing")
        elif special == "{":
            at = self._count(at)
        elif self._extended and special in _QUANTIFIERS - {"{"} and self._before == "nothing" and self._strict:
            _refuse(f"'{sign}' repeats nothing")
        if special in {"(", "|"}:
            self._before = "nothing"
        elif sign in _PLACES or (special in _QUANTIFIERS and self._before != "term"):
            self._before = "place"
        else:
            self._before = "term"
        return at

    def _count(self, at: int) -> int:
        closer = "}" if self._extended else "\\}"
        found = _COUNT.match(self._pattern, at)
        if self._before != "term":
            if self._strict and self._extended and self._before == "nothing":
                _refuse("'{' repeats nothing")
            return at
        if found is None or not found[0] or not self._pattern.startswith(closer, found.end()):
            if self._strict or not self._extended:
                _refuse_count(self._pattern, at, closer)
            return at
        least, most = found[1] or "0", found[3] if found[2] else found[1]
        if most and len(most) < 9 and len(least) < 9 and int(most) < int(least):  # noqa: PLR2004 - no number so long
            _refuse(f"'{{{found[0]}}}' counts from more to less")
        if any(len(each) > 5 or int(each) > _MOST for each in (least, most) if each):  # noqa: PLR2004 - digits of it
            _refuse(f"'{{{found[0]}}}' counts to more than {_MOST}")
        return found.end() + len(closer)


def _refuse_count(pattern: str, at: int, closer: str) -> None:
    end = pattern.find(closer, at)
    if pattern[at : at + 1] in {"", ","} or "_" in pattern[at : end if end >= 0 else None]:
        message = "a count that is not known"
        raise UnsureError(message)
    opener = closer.replace("}", "{")
    _refuse(f"'{opener}' is not closed" if end < 0 else f"'{opener}{pattern[at:end]}{closer}' is no count")


def bracket_end(pattern: str, at: int) -> int:
    """Where a bracket expression that begins at ``at`` ends.

    Raises:
        ProgramFaultError: It does not end, or holds no range or class that there is.
        UnsureError: It has something that is read in many ways.
    """
    colons = _COLONS.match(pattern, at)
    if colons is not None and colons[1] in _CLASSES:
        _refuse(f"a class stands in two pairs of brackets: '[[:{colons[1]}:]]'")
    start = at
    at += 2 if pattern.startswith("^", at + 1) else 1
    first = True
    while at < len(pattern):
        sign = pattern[at]
        if sign == "]" and not first:
            return at + 1
        first = False
        if sign == "[" and pattern[at + 1 : at + 2] in {":", ".", "="} and at + 1 < len(pattern):
            at = _class_end(pattern, at)
        elif pattern.startswith("-", at + 1) and pattern[at + 2 : at + 3] not in {"", "]"}:
            last = pattern[at + 2]
            if last == "[":
                message = "a range up to a class"
                raise UnsureError(message)
            if last < sign and any(sign in kind and last in kind for kind in _ORDERED):
                _refuse(f"the range '{sign}-{last}' goes backwards")
            at += 3
        else:
            at += 1
    _refuse(f"'[' is not closed: '{pattern[start : start + 20]}'")
    return at


_ORDERED = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _class_end(pattern: str, at: int) -> int:
    kind = pattern[at + 1]
    end = pattern.find(f"{kind}]", at + 2)
    name = pattern[at + 2 : end] if end >= 0 else ""
    if end < 0 or kind != ":" or not name.isalpha():
        message = "a class that is not known"
        raise UnsureError(message)
    if name not in _CLASSES:
        _refuse(f"there is no class '[:{name}:]'")
    return end + 2


def _are(count: int) -> str:
    return {0: "is none", 1: "is one"}.get(count, f"are {count}")


def _refuse(message: str) -> None:
    raise ProgramFaultError(message)
