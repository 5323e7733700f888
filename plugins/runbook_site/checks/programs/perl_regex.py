r"""Regular expressions of Perl (`grep -P`): what PCRE2 certainly refuses.

Sources: pcre2pattern(3), and what GNU grep 3.8 with PCRE2 10.42 refuses. From PCRE2 10.43 on, what stands behind
``(?<=`` may match texts of different length, as long as there is a longest.
"""

from __future__ import annotations

import re

from runbook_site.checks.programs.fault import ProgramFaultError, UnsureError

_OPENING = re.compile(r"\((?:\?(?:[:=!>]|<[=!]|P?<[A-Za-z_]\w*+>|'[A-Za-z_]\w*+'|[imsn]++[:)]))?+")
_UNKNOWN = re.compile(r"\\[QEgkKNopPxcuULlGCXRhHvV]|\(\?[#(|&+PRx^-]|\(\?[0-9]|\(\*")
_TOKEN = re.compile(r"\\.|\[|\(|\)|[*+?]|\{(?P<least>\d++)(?P<more>,(?P<most>\d*+))?+\}|.", re.DOTALL)
_BRACKET = re.compile(r"\[\^?+\]?+(?:[^]\[\\]|\\.|\[:\^?[a-z]++:\]|\[)*+\]", re.DOTALL)
_RANGE = re.compile(r"(?<![-\\\[])([a-z])-([a-z])|(?<![-\\\[])([A-Z])-([A-Z])|(?<![-\\\[])([0-9])-([0-9])")
_PLACES = frozenset({"^", "$", "\\b", "\\B", "\\A", "\\z", "\\Z"})
_MOST = 65535


def perl_fault(pattern: str) -> str:
    """Why PCRE2 takes no pattern; empty where it does, or where this reader does not know."""
    if _UNKNOWN.search(pattern):
        return ""
    try:
        _read(pattern)
    except ProgramFaultError as fault:
        return str(fault)
    except UnsureError:
        return ""
    return ""


def _read(pattern: str) -> None:
    behind: list[bool] = []
    # What a quantifier may stand behind: nothing, something, or another quantifier.
    before = ""
    at = 0
    while at < len(pattern):
        found = _TOKEN.match(pattern, at)
        if found is None:  # pragma: no cover - the last alternative takes any character
            return
        sign = found[0]
        at = found.end()
        if sign == "\\":
            message = "it ends with a '\\' that escapes nothing"
            raise ProgramFaultError(message)
        if sign == "[":
            at = _bracket(pattern, at - 1)
            before = "term"
        elif sign == "(":
            at, before = _opened(pattern, at - 1, behind)
        elif sign == ")":
            _closed(behind)
            before = "term"
        elif sign in {"*", "+", "?"} or found["least"]:
            before = _quantified(found, before, looks_behind=any(behind))
        else:
            before = "" if sign == "|" else "unsure" if sign in _PLACES else "term"
    if behind:
        message = "'(' is not closed"
        raise ProgramFaultError(message)


def _closed(behind: list[bool]) -> None:
    if not behind:
        message = "')' closes nothing"
        raise ProgramFaultError(message)
    behind.pop()


def _quantified(found: re.Match[str], before: str, *, looks_behind: bool) -> str:
    sign = found[0]
    if before == "unsure":
        message = "a quantifier behind a place"
        raise UnsureError(message)
    if before == "quantifier" and sign in {"+", "?"}:
        return "marked"
    if before != "term":
        message = f"'{sign}' repeats nothing"
        raise ProgramFaultError(message)
    least, most = found["least"] or "", found["most"] or ""
    if any(len(each) > 5 or int(each) > _MOST for each in (least, most) if each):  # noqa: PLR2004 - digits of it
        message = f"'{sign}' counts to more than {_MOST}"
        raise ProgramFaultError(message)
    if least and most and int(most) < int(least):
        message = f"'{sign}' counts from more to less"
        raise ProgramFaultError(message)
    if looks_behind and (sign in {"*", "+"} or (found["more"] and not most)):
        message = f"'{sign}' stands behind '(?<', where a text of fixed length belongs"
        raise ProgramFaultError(message)
    return "quantifier"


def _opened(pattern: str, at: int, behind: list[bool]) -> tuple[int, str]:
    """Open a group; where what follows begins, and what a quantifier would stand behind there."""
    found = _OPENING.match(pattern, at)
    sign = found[0] if found is not None else ""
    end = at + len(sign)
    if not sign or (sign == "(" and pattern.startswith("?", end)):
        message = "a group that is not known"
        raise UnsureError(message)
    if sign.endswith(")"):
        return end, "unsure"
    if sign in {"(?=", "(?!", "(?<=", "(?<!"} and any(behind) and not sign.startswith("(?<"):
        message = "a look ahead inside of a look behind"
        raise UnsureError(message)
    behind.append(sign in {"(?<=", "(?<!"})
    return end, ""


def _bracket(pattern: str, at: int) -> int:
    found = _BRACKET.match(pattern, at)
    if found is None:
        message = f"'[' is not closed: '{pattern[at : at + 20]}'"
        raise ProgramFaultError(message)
    if "\\" not in found[0]:
        for each in _RANGE.finditer(found[0]):
            first, last = (sign for sign in each.groups() if sign)
            if last < first and "-" not in found[0][1 : each.start() + 1]:
                message = f"the range '{first}-{last}' goes backwards"
                raise ProgramFaultError(message)
    return found.end()
