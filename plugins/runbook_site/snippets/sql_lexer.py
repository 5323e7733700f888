"""SQL as a sequence of tokens: as much of the lexical structure as statements are split by.

Sources: PostgreSQL documentation, "Lexical Structure"; psql's own scanner (``psqlscan.l``) for variables,
meta-commands and ``BEGIN ATOMIC``; MySQL reference manual, "Comments" and "String Literals".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

TokenKind = Literal["space", "comment", "string", "quoted", "word", "semicolon", "variable", "meta", "data", "other"]

_NESTING = frozenset({"postgresql", "tsql"})
_BACKSLASH_STRINGS = frozenset({"mysql", "bigquery", "snowflake"})

# Letters are what is in ASCII and everything outside of it; said by what is left out, since a class of a million
# characters takes ten times as long to compile.
_FIRST_OF_NAME = r"[^\x00-@\[-^`{-\x7f]"
_IN_NAME = r"[^\x00-/:-@\[-^`{-\x7f]"
_IN_NAME_OR_DOLLAR = r"[^\x00-#%-/:-@\[-^`{-\x7f]"
_COMMENT_EDGE = re.compile(r"/\*|\*/")
_DOLLAR = re.compile(rf"\$(?:{_FIRST_OF_NAME}{_IN_NAME}*+)?\$")
_COPY = re.compile(r"copy\b[^;]{1,2000}\bfrom\s+stdin\b", re.IGNORECASE)
_END_OF_DATA = re.compile(r"^\\\.[ \t\r]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SqlToken:
    """A token: what it is, and its place in the text.

    ``quoted`` is a quoted identifier, ``variable`` one of psql's, ``meta`` a meta-command with its
    arguments, ``data`` the lines that ``COPY … FROM STDIN`` reads.
    """

    kind: TokenKind
    start: int
    end: int


def lex_sql(text: str, dialect: str, *, psql: bool = False) -> Iterator[SqlToken]:
    """The tokens of a text, in order and without gaps. Whatever the text, there is an answer.

    What is not terminated goes on to the text's end, as in the databases' own scanners.

    Args:
        text: The text.
        dialect: As `Service.sql.dialect` names it.
        psql: Whether psql reads it, so that a backslash begins a meta-command.
    """
    pattern = _pattern(dialect)
    at = depth = statement = 0
    while at < len(text):
        found = pattern.match(text, at)
        name = found.lastgroup if found else "other"
        end = found.end() if found else at + 1
        if name == "block":
            end = _comment_end(text, at, nested=dialect in _NESTING)
        elif name == "dollar":
            end = _dollar_end(text, at, end)
        elif name == "variable" and depth:
            name, end = "other", at + 1
        elif name == "backslash":
            name, end = ("meta", _meta_end(text, at)) if psql else ("other", at + 1)
        elif name == "bracket":
            depth = max(0, depth + (1 if text[at] == "[" else -1))
        yield SqlToken(_KINDS.get(name or "other", "other"), at, end)
        if name == "semicolon":
            depth = 0
            if psql and _COPY.search(text, statement, min(end, statement + 4000)):
                data = _END_OF_DATA.search(text, end)
                stop = data.end() if data else len(text)
                if stop > end:
                    yield SqlToken("data", end, stop)
                end = stop
            statement = end
        at = end


_KINDS: dict[str, TokenKind] = {
    "space": "space",
    "line": "comment",
    "block": "comment",
    "string": "string",
    "dollar": "string",
    "quoted": "quoted",
    "word": "word",
    "semicolon": "semicolon",
    "variable": "variable",
    "meta": "meta",
}


@cache
def _pattern(dialect: str) -> re.Pattern[str]:
    postgresql = dialect == "postgresql"
    backslash = dialect in _BACKSLASH_STRINGS
    single = r"'(?:[^'\\]|\\.|'')*+(?:'|\\?\Z)" if backslash else r"'(?:[^']|'')*+(?:'|\Z)"
    strings = [single]
    quoted: list[str] = []
    (strings if dialect in {"mysql", "bigquery"} else quoted).append(
        r'"(?:[^"\\]|\\.|"")*+(?:"|\\?\Z)' if backslash else r'"(?:[^"]|"")*+(?:"|\Z)'
    )
    if postgresql:
        strings.insert(0, r"[eE]'(?:[^'\\]|\\.|'')*+(?:'|\\?\Z)")
    if dialect in {"mysql", "sqlite", "bigquery"}:
        quoted.append(r"`(?:[^`]|``)*+(?:`|\Z)")
    if dialect == "tsql":
        quoted.append(r"\[(?:[^\]]|\]\])*+(?:\]|\Z)")
    groups = {
        "space": r"[ \t\n\r\f\v]++",  # a blank of Unicode is a letter to a database
        "line": r"--[^\n\r]*+" + (r"|\#[^\n\r]*+" if dialect in {"mysql", "bigquery"} else ""),
        "block": r"/\*",
        "string": "|".join(strings),
        "quoted": "|".join(quoted),
        "dollar": _DOLLAR.pattern if postgresql else r"(?!)",
        "word": rf"{_FIRST_OF_NAME}{_IN_NAME_OR_DOLLAR}*+",
        "number": r"\d[\w.]*+",
        "cast": r"::|:=",
        "variable": r":(?:'\w+'|\"\w+\"|\{\?\w+\}|[A-Za-z_]\w*+)",
        "semicolon": r";|\\[gG](?![\w;])" if dialect == "mysql" else r";",
        "backslash": r"\\",
        "bracket": r"[\[\]]",
        "other": r".",
    }
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in groups.items()), re.DOTALL)


def _comment_end(text: str, at: int, *, nested: bool) -> int:
    if not nested:
        end = text.find("*/", at + 2)
        return end + 2 if end >= 0 else len(text)
    depth = 0
    while (edge := _COMMENT_EDGE.search(text, at)) is not None:
        at = edge.end()
        depth += 1 if edge.group() == "/*" else -1
        if depth == 0:
            return at
    return len(text)


def _dollar_end(text: str, at: int, behind_tag: int) -> int:
    tag = text[at:behind_tag]
    end = text.find(tag, behind_tag)
    return end + len(tag) if end >= 0 else len(text)


def _meta_end(text: str, at: int) -> int:
    newline = text.find("\n", at)
    end = newline if newline >= 0 else len(text)
    separator = text.find("\\\\", at + 2, end)
    return separator + 2 if separator >= 0 else max(end, at + 1)
