"""What `dd` takes, which has operands in the place of options.

Sources: dd(1) of GNU coreutils 9.1, FreeBSD and macOS.
"""

from __future__ import annotations

import re

from runbook_site.checks.nearest import hint
from runbook_site.snippets.tool import words_of

_NUMERIC = words_of("bs cbs count ibs obs seek skip iseek oseek")
_SYMBOLS = {
    "conv": words_of(
        "ascii ebcdic ibm block unblock lcase ucase sparse swab sync excl nocreat notrunc noerror fdatasync fsync "
        "oldascii oldebcdic oldibm pareven parnone parodd parset osync"
    ),
    "status": words_of("none noxfer progress"),
}
_FLAGS = words_of(
    "append direct directory dsync sync fullblock nonblock noatime nocache noctty nofollow nolinks binary text "
    "count_bytes skip_bytes seek_bytes cio"
)
_KNOWN = _NUMERIC | frozenset(_SYMBOLS) | words_of("if of iflag oflag files speed fillchar msgfmt")
_NUMBER = re.compile(
    r"0x[0-9A-Fa-f]+|(?:\d+|(?=[a-zA-Z]))(?:[cwbkKmMgGtTpPeEzZyYrRqQ](?:i?B)?|B)?(?:[x*]\d+[A-Za-z]{0,3}){0,9}"
)
_TO_FILL_IN = re.compile(r"\.\.\.|…|[A-Z_]{2,}\Z")
"""Words of a synopsis: ``bs=BYTES``."""
_OPERAND = re.compile(r"(?P<name>[A-Za-z_]+)=(?P<value>.*)", re.DOTALL)


def dd_fault(text: str, hole: str) -> str | None:
    """Why `dd` refuses an operand; ``None`` where it takes it, or where that is not known.

    Args:
        text: The operand.
        hole: What stands in it for what is not known.
    """
    found = _OPERAND.fullmatch(text)
    if found is None:
        return (
            None
            if hole in text or text[:1] == "-"
            else f"dd takes name=value, and not '{text}'; write if={text} to read"
        )
    name, value = found["name"], found["value"]
    if name not in _KNOWN:
        return f"dd has no operand '{name}='{hint(name, sorted(_KNOWN))}"
    if hole in value or not value or _TO_FILL_IN.match(value):
        return None
    if name in _NUMERIC and _NUMBER.fullmatch(value) is None:
        return f"'{value}' is no number to dd; write digits, with a unit such as K, M or G behind"
    known = _SYMBOLS.get(name, _FLAGS if name in {"iflag", "oflag"} else None)
    wrong = [each for each in value.split(",") if known is not None and each not in known]
    return f"'{wrong[0]}' is no value of '{name}='{hint(wrong[0], sorted(known or ()))}" if wrong else None
