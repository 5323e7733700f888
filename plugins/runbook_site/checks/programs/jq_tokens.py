"""Tokens of a program of jq.

Sources: the manuals of jq 1.6 to 1.8 ("Basic filters", "String interpolation", "Comments"), and what these refuse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runbook_site.checks.programs.fault import ProgramFaultError, UnsureError
from runbook_site.snippets.tool import words_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

Kind = Literal["field", "name", "keyword", "variable", "number", "format", "sign", "text", "into", "out", "text end"]
"""What a token is; ``text`` opens a text in quotes, ``into`` and ``out`` stand around what is put into it."""

KEYWORDS = words_of("def module import include if then else elif end as reduce foreach try catch label and or __loc__")

_TOKEN = re.compile(
    r"""
    [ \t\r\n]++
  | (?P<comment>\#[^\n]*+)
  | (?P<text>")
  | (?P<format>@[A-Za-z0-9_]++)
  | (?P<number>(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?)
  | (?P<field>\.[A-Za-z_][A-Za-z0-9_]*+)
  | (?P<variable>\$[ ]*+(?:[A-Za-z_][A-Za-z0-9_]*+::)*[A-Za-z_][A-Za-z0-9_]*+)
  | (?P<name>(?:[A-Za-z_][A-Za-z0-9_]*+::)*[A-Za-z_][A-Za-z0-9_]*+)
  | (?P<sign>\?//|//=|\|=|\+=|-=|\*=|/=|%=|==|!=|<=|>=|//|\.\.|[][(){}.?=;,:|+*/%<>-])
    """,
    re.VERBOSE,
)
_LITERAL = re.compile(r'[^"\\]*+(?:\\[^(u][^"\\]*+|\\u[0-9a-fA-F]{4}[^"\\]*+)*+')
_ESCAPES = frozenset('"\\/bfnrtu')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_INSTEAD = {
    "&": "jq says 'and'",
    "'": "a text stands in double quotes",
    "\N{LEFT DOUBLE QUOTATION MARK}": 'a text stands in plain quotes (")',
    "\N{RIGHT DOUBLE QUOTATION MARK}": 'a text stands in plain quotes (")',
    "!": "jq says '!=', or '| not'",
    "~": 'jq says test("…")',
    "\\": "no character is escaped outside of texts",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes:
        kind: What it is.
        text: As written.
        start: Where it begins in the program.
    """

    kind: Kind
    text: str
    start: int


def jq_tokens(program: str) -> Iterator[Token]:
    """The tokens of a program, in order.

    Raises:
        ProgramFaultError: A character that no token begins with, or a text that is none.
        UnsureError: What newer releases read differently.
    """
    opened: list[str] = []
    at = 0
    while at < len(program):
        found = _TOKEN.match(program, at)
        if found is None:
            message = f"'{program[at]}' is nothing in jq"
            raise ProgramFaultError("; ".join(filter(None, (message, _INSTEAD.get(program[at])))))
        start, at = at, found.end()
        kind, text = found.lastgroup, found[0]
        if kind == "comment" and text.endswith("\\"):
            message = "a comment that may go on"
            raise UnsureError(message)
        if kind is None or kind == "comment":
            continue
        if kind == "text":
            yield Token("text", text, start)
            at = yield from _text(program, at, opened)
        elif text == "(":
            opened.append("(")
            yield Token("sign", text, start)
        elif text == ")" and opened and opened.pop() != "(":
            yield Token("out", text, start)
            at = yield from _text(program, at, opened)
        else:
            yield Token(_kind(kind, text), text, start)


def _kind(group: str, text: str) -> Kind:
    if group == "name":
        return "keyword" if text in KEYWORDS else "name"
    kinds: dict[str, Kind] = {"format": "format", "number": "number", "field": "field", "variable": "variable"}
    return kinds.get(group, "sign")


def _text(program: str, at: int, opened: list[str]) -> Generator[Token, None, int]:
    r"""Read on in a text, to its end or to the next ``\(``; returns where that is behind."""
    found = _LITERAL.match(program, at)
    end = found.end() if found is not None else at
    for escape in _ESCAPE.finditer(program, at, end):
        if escape[1] not in _ESCAPES:
            message = f"a text knows no '\\{escape[1]}'; write '\\\\{escape[1]}' for a backslash"
            raise ProgramFaultError(message)
    if program.startswith('"', end):
        yield Token("text end", '"', end)
        return end + 1
    if program.startswith("\\(", end):
        opened.append("\\(")
        yield Token("into", "\\(", end)
        return end + 2
    message = "a text in quotes that is not read"
    raise UnsureError(message)
