"""Names that a shell text needs, and those that it defines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.snippets.snippet import Chunk

_DEFAULTS = re.compile(r":?[-=+]")
_ELSEWHERE = frozenset({"single", "ansi_c", "raw_heredoc"})
"""What this shell does not expand: another one may, where other variables are set."""
_FUNCTION = re.compile(r"(?<![\w$.-])([A-Za-z_][\w-]*+)[ \t]*+\(\)")


def asked_variables(chunk: Chunk) -> set[str]:
    """Names of variables that have to be set where a command runs."""
    return {
        use.name
        for use in chunk.variables
        if use.syntax == "shell"
        and not use.assigned_here
        and use.outermost not in _ELSEWHERE
        and not (use.text.startswith("${") and _DEFAULTS.match(use.text, 2 + len(use.name)))
    }


def functions_in(text: str) -> list[str]:
    """Names of the functions that a text defines."""
    return _FUNCTION.findall(text)
