"""The options in a synopsis of the old style: ``usage: ssh [-46AaCf] [-b bind_address] destination``."""

from __future__ import annotations

import re

from runbook_site.grammars.grammar import Option

_CLUSTER = re.compile(r"\[-([A-Za-z0-9]+)\]")
_VALUED = re.compile(r"(?<![\w-])-([A-Za-z0-9])\s+(?![-|\]])[\[<\w]")
_LONG = re.compile(r"(?<![\w-])(--[a-z][\w-]*)(?P<value>\[?[= ](?![-|\]])[<\w])?")


def read_synopsis(text: str) -> dict[str, Option]:
    """Options by spelling."""
    options = {f"-{letter}": Option() for cluster in _CLUSTER.findall(text) for letter in cluster}
    options |= {f"-{letter}": Option("required") for letter in _VALUED.findall(text)}
    for match in _LONG.finditer(text):
        value = match["value"]
        options.setdefault(match[1], Option("none" if not value else "optional" if value[0] == "[" else "required"))
    return options
