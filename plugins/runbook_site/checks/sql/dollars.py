"""Dollar quotes of PostgreSQL, and whether a shell reads them first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.snippets.quoting import shell_quoting

if TYPE_CHECKING:
    from runbook_site.checks.sql.statements import PlacedStatement

_BODY = re.compile(r"(?:do|create\s++(?:or\s++replace\s++)?(?:function|procedure))\b", re.IGNORECASE)
"""Elsewhere, two ``$$`` may be meant as the shell's process number: ``CREATE TABLE copy_$$``."""
_QUOTE = re.compile(r"(?<![\w$])\$(?P<tag>[A-Za-z_]\w*+)?\$")


def expanded_dollars(place: PlacedStatement) -> tuple[int, int] | None:
    """Where a statement begins a text with ``$$`` or ``$tag$`` that the shell around it replaces.

    Source: POSIX Shell Command Language, "Double-Quotes", "Here-Document": in both, ``$$`` is the shell's process
    number, unless a backslash stands in front or the heredoc's delimiter is quoted.
    """
    text = place.statement.text
    if place.invocation is None or text.text.count("$") < 4:  # noqa: PLR2004 - two quotes of two signs
        return None
    found = _QUOTE.search(text.text) if _BODY.match(text.text) else None
    if found is None or text.text.find(found[0], found.end()) < 0:
        return None
    at = text.file_offset(found.start())
    if text.file_offset(found.end() - 1) - at != len(found[0]) - 1:
        return None  # a backslash stands in front of the second sign
    kind, _, _ = shell_quoting(place.chunk.text.text).at(place.chunk.text.text_offset(at))
    if kind == "double" or (kind == "heredoc" and _is_in_open_heredoc(place, at)):
        return found.span()
    return None


def _is_in_open_heredoc(place: PlacedStatement, at: int) -> bool:
    """Whether an offset of the file is in a heredoc of the call, or of one around it, whose delimiter is unquoted."""
    invocation = place.invocation
    while invocation is not None:
        for redirect in invocation.redirects:
            body = redirect.heredoc.body if redirect.heredoc is not None and not redirect.heredoc.quoted else None
            if body is not None and body.text and body.file_offset(0) <= at <= body.file_offset(len(body.text) - 1):
                return True
        invocation = None if invocation.parent is None else place.chunk.invocations[invocation.parent]
    return False
