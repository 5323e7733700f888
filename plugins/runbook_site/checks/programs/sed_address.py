"""Addresses of commands of `sed`: the lines that a command is for.

Source: the manual of GNU sed ("Addresses"), and what GNU sed 4.9 refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.programs.sed_script import BLANK, DIGITS, leave, refuse

if TYPE_CHECKING:
    from runbook_site.checks.programs.sed_script import SedScript


def read_addresses(script: SedScript) -> int:
    """Read what stands in front of a command.

    Returns:
        How many addresses there are: none, one or two.

    Raises:
        ProgramFaultError: sed refuses them.
        UnsureError: They have something that is not known here.
    """
    first = _address(script, second=False)
    if not first:
        return 0
    script.skip(BLANK)
    if script.peek() != ",":
        if first == "0":
            refuse("there is no line 0")
        return 1
    script.next()
    script.skip(BLANK)
    second = _address(script, second=True)
    if not second:
        if script.peek() == "_":
            leave()
        refuse("an address is missing behind ','")
    if first == "0" and second != "/":
        refuse("there is no line 0, unless '/…/' stands behind it")
    return 2


def _address(script: SedScript, *, second: bool) -> str:
    """An address: ``0`` for that line, ``/`` for a pattern, another character for others, empty for none."""
    sign = script.peek()
    if sign and sign in DIGITS:
        number = script.digits()
        script.skip(BLANK)
        if script.peek() == "~":
            script.next()
            script.digits()
            return "~"
        return "0" if not int(number[:9]) and len(number) < 9 else "1"  # noqa: PLR2004 - no line so far
    if second and sign and sign in "+~":
        script.next()
        script.digits()
        return sign
    if sign == "$":
        script.next()
        return "$"
    if sign not in {"/", "\\"}:
        return ""
    script.next()
    delimiter = script.next() if sign == "\\" else sign
    pattern = script.until(delimiter, "the pattern of an address is not ended", regex=True)
    script.groups(pattern, delimiter)
    while script.peek() and script.peek() in "IM":
        script.next()
    return "/"
