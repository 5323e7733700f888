"""How many operands a usage line allows."""

from __future__ import annotations

import re

_PART = re.compile(r"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\](?:\.\.\.)?|\([^()]*\)(?:\.\.\.)?|<[^<>]*>(?:\.\.\.)?|\S+")


def operands_of(usage: str) -> tuple[int, int | None]:
    """The number of operands behind ``[OPTIONS]`` of a usage line: ``CONTAINER [CONTAINER...]`` is one at least."""
    least = most = 0
    endless = False
    for part in _PART.findall(usage):
        if part.upper() in {"[OPTIONS]", "[FLAGS]", "[OPTION]..."} or part.startswith(("-", "[-")):
            continue
        if part == "|":
            continue
        optional = part.startswith("[")
        endless = endless or "..." in part
        least += 0 if optional else 1
        most += 1
    return least, None if endless else most
