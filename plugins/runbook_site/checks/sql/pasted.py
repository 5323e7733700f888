"""Characters that word processors and web pages put into SQL, where a database takes them for letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from runbook_site.checks.shell.paste import DASHES, DOUBLE_QUOTES, NO_BREAK_SPACES, SINGLE_QUOTES, ZERO_WIDTH
from runbook_site.snippets.quoting import shell_quoting
from runbook_site.snippets.sql_lexer import lex_sql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.sql.statements import PlacedStatement

Sign = Literal["pair", "quote", "blank", "unseen", "dash"]

_HIDDEN = "\0"
_PATTERNS: dict[Sign, str] = {
    "pair": rf"[{SINGLE_QUOTES}][^{SINGLE_QUOTES}'{_HIDDEN}\n]*+[{SINGLE_QUOTES}]"
    rf"|[{DOUBLE_QUOTES}][^{DOUBLE_QUOTES}{_HIDDEN}\n]*+[{DOUBLE_QUOTES}]",
    "quote": rf"(?<!\w)[{DOUBLE_QUOTES}{SINGLE_QUOTES}]|[{DOUBLE_QUOTES}{SINGLE_QUOTES}](?!\w)",
    "blank": f"[{NO_BREAK_SPACES}]+",
    "unseen": f"[{ZERO_WIDTH}]+",
    "dash": f"-?[{DASHES}]-?",
}
_SIGNS = {sign: re.compile(pattern) for sign, pattern in _PATTERNS.items()}
_ANY = re.compile(f"[{DOUBLE_QUOTES}{SINGLE_QUOTES}{NO_BREAK_SPACES}{ZERO_WIDTH}{DASHES}]")
_JOINERS = re.compile("[\u200c-\u200f]")
"""Joiners and marks of direction, which a text may need: emoji, Persian, Hebrew."""
_quoting = lru_cache(maxsize=4)(shell_quoting)
"""The quoting of a text that is asked for by each of its statements."""
_TEXTS = frozenset({"string", "quoted"})
_NOT_READ = frozenset({"comment", "data", "meta"})


@dataclass(frozen=True)
class Pasted:
    """Such a character.

    Attributes:
        sign: What it is; a ``pair`` is a text between two quotes, both included.
        start: Where it stands in the statement.
        end: Where it ends.
        around: What the shell around the SQL has it in; empty where there is no shell.
    """

    sign: Sign
    start: int
    end: int
    around: str


def pasted_in(place: PlacedStatement) -> Iterator[Pasted]:
    """Characters of a statement that stand outside of its texts and comments; in its texts, those that nobody sees."""
    text = place.statement.text.text
    if _ANY.search(text) is None:
        return
    bare, texts = list(text), list(_HIDDEN * len(text))
    for token in lex_sql(text, place.statement.dialect, psql=place.statement.psql):
        if token.kind in _TEXTS | _NOT_READ:
            bare[token.start : token.end] = _HIDDEN * (token.end - token.start)
        if token.kind in _TEXTS:
            texts[token.start : token.end] = text[token.start : token.end]
    found = [(match.start(), match.end(), sign) for sign in _SIGNS for match in _SIGNS[sign].finditer("".join(bare))]
    unseen = _SIGNS["unseen"].finditer("".join(texts))
    found += [(match.start(), match.end(), "unseen") for match in unseen if not _JOINERS.search(match[0])]
    quoting = _quoting(place.chunk.text.text) if place.chunk.language == "shell" else None
    behind = 0
    for start, end, sign in sorted(found, key=lambda each: (each[0], -each[1])):
        if start >= behind:
            behind = end
            at = place.chunk.text.text_offset(place.statement.text.file_offset(start))
            yield Pasted(sign, start, end, quoting.at(at)[0] if quoting is not None else "")


def is_pasted(place: PlacedStatement) -> bool:
    """Whether a statement has such characters, so that names in it and its syntax are not what they seem."""
    return next(pasted_in(place), None) is not None
