"""When two commands are the same one."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.model.command import CommandLanguage

_LENGTH = 16

# Quoted stretches come first, so that blanks inside of them are never touched. Each alternative
# begins with another character or is unrolled, so that no text makes the expression backtrack.
_SHELL_PIECE = re.compile(
    r"""(?P<keep>'[^']*'|"[^"\\]*(?:\\.[^"\\]*)*"|\\[^\n\r])"""
    r"""|(?P<line>(?:[ \t]*\r?\n)+[ \t]*)"""
    r"""|(?P<blank>(?:[ \t]|\\\r?\n)+)""",
    re.DOTALL,
)
_SQL_PIECE = re.compile(r"""(?P<keep>'[^']*'|"[^"]*")|(?P<blank>(?:\s|--[^\n]*)+)""")
_DOLLAR_QUOTE = re.compile(r"\$\w*\$")


def fingerprint(source: str, language: CommandLanguage) -> str:
    """Sixteen hexadecimal digits that are equal for texts that differ only in blanks and line breaks.

    A text with a heredoc, or with a dollar-quoted string of SQL, is taken as it is: there, blanks are data.
    """
    normal = _normal_shell(source) if language == "shell" else _normal_sql(source)
    return hashlib.sha256(f"{language}\n{normal}".encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _normal_shell(source: str) -> str:
    if "<<" in source:
        return source.strip()
    return _SHELL_PIECE.sub(lambda m: m["keep"] or (" " if m["blank"] else "\n"), source).strip()


def _normal_sql(source: str) -> str:
    if _DOLLAR_QUOTE.search(source):
        return source.strip()
    return _SQL_PIECE.sub(lambda m: m["keep"] or " ", source).strip().rstrip(";").rstrip()
