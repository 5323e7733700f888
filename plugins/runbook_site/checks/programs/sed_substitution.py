"""Substitutions of `sed`: the commands ``s`` and ``y``.

Source: the manual of GNU sed ("The "s" Command"), and what GNU sed 4.9 refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.programs.sed_script import BLANK, DIGITS, leave, refuse

if TYPE_CHECKING:
    from runbook_site.checks.programs.sed_script import SedScript


def read_substitution(script: SedScript) -> frozenset[str]:
    """Read what stands behind an ``s``.

    Returns:
        The letters among its flags.

    Raises:
        ProgramFaultError: sed refuses it.
        UnsureError: It has something that is not known here.
    """
    delimiter = script.next()
    missing = f"'s' takes three '{delimiter}': s{delimiter}old{delimiter}new{delimiter}"
    if not delimiter:
        missing = "nothing stands behind 's'"
    pattern = script.until(delimiter, missing, regex=True)
    new = script.until(delimiter, missing, regex=False)
    groups = script.groups(pattern, delimiter)
    flags = _flags(script)
    at = new.find("\\")
    while at >= 0:
        named = new[at + 1 : at + 2]
        if named in DIGITS and named and delimiter not in DIGITS and int(named) > groups:
            there = {0: "is none", 1: "is one"}.get(groups, f"are {groups}")
            refuse(f"'\\{named}' means a group, and there {there} in '{pattern}'")
        at = new.find("\\", at + 2)
    return flags


def _flags(script: SedScript) -> frozenset[str]:
    given = ""
    while True:
        sign = script.peek()
        if sign in {"", "\n", ";", "}", "#"}:
            return frozenset(given) - set(BLANK)
        if sign in DIGITS:
            if not script.digits().strip("0"):
                refuse("'s' counts its matches from 1, and not from 0")
            continue
        script.next()
        if sign not in BLANK:
            _check_flag(script, sign, given)
        given += sign
        if sign == "w":
            return frozenset(given) - set(BLANK)


def _check_flag(script: SedScript, sign: str, given: str) -> None:
    if sign in {"_", "\r"} or not sign.isascii():
        leave()
    if sign not in "iImMegpw":
        refuse(f"'s' knows no flag '{sign}'; it takes g, p, i, m, e, w and a number")
    if sign in given and sign in "gp":
        refuse(f"the flag '{sign}' stands twice")
    if sign == "w" and not script.line().strip():
        refuse("a file belongs behind the flag 'w'")


def read_transliteration(script: SedScript) -> None:
    """Read what stands behind a ``y``.

    Raises:
        ProgramFaultError: sed refuses it.
        UnsureError: It has something that is not known here.
    """
    delimiter = script.next()
    missing = f"'y' takes three '{delimiter}'" if delimiter else "nothing stands behind 'y'"
    old = script.until(delimiter, missing, regex=False)
    new = script.until(delimiter, missing, regex=False)
    lengths = []
    for text in (old, new):
        if "__" in text:
            leave()
        count = at = 0
        while at < len(text):
            if text[at] == "\\":
                if text[at + 1] not in {"\\", "n", delimiter}:
                    leave()
                at += 1
            at += 1
            count += 1
        lengths.append(count)
    if lengths[0] != lengths[1]:
        refuse(f"'y' takes texts of one length, and not of {lengths[0]} and {lengths[1]} characters")
    script.end("y")
