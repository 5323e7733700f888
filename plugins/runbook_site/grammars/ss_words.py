"""The filter of ``ss``: ``ss.c`` and ``ssfilter.y`` of iproute2 6.1."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.grammars.near import near, slip

if TYPE_CHECKING:
    from runbook_site.grammars.reading import Reading

_STATES = tuple(
    str.split(
        "all connected synchronized bucket big established syn-sent syn-recv fin-wait-1 fin-wait-2 time-wait "
        "unconnected closed close close-wait last-ack listening listen closing"
    )
)
_GOES_ON = frozenset(str.split("state exclude dst src dport sport and or not = == != > >= < <= eq ne gt ge lt le &&"))


def check_filter(reading: Reading) -> None:
    """Report a state that differs by a slip from one there is, and a filter that ends in the middle."""
    words = reading.operands
    if reading.unsure or not words or any(not each.whole for each in words):
        return
    for before, word in pairwise(words):
        if before.known in {"state", "exclude"} and word.known not in _STATES and slip(word.known, _STATES):
            message = f"'ss {before.known}' takes a state, and not '{word.known}'"
            reading.report("invalid-option-value", message, (word.start, word.end), near(word.known, _STATES))
            return
    last = words[-1]
    tail = last.known.split()[-1:] or [""]
    if tail[0] in _GOES_ON:
        message = f"'ss' takes a value behind '{tail[0]}', and none is given"
        reading.report("missing-option-value", message, (last.start, last.end))
