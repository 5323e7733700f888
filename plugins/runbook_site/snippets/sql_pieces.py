"""Where the statements of an SQL text begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.sql_lexer import SqlToken, lex_sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SILENT = frozenset({"space", "comment", "data"})
_ROUTINES = frozenset({"FUNCTION", "PROCEDURE", "TRIGGER", "EVENT", "PACKAGE"})
_LOOPS = frozenset({"IF", "LOOP", "WHILE", "REPEAT", "FOR"})


@dataclass(frozen=True)
class SqlPiece:
    """A statement or meta-command.

    Attributes:
        start: Offset of its first token that is no comment.
        end: Offset behind its last one, the semicolon not included.
        stop: Offset behind the semicolon, where there is one; else ``end``.
        tokens: Its tokens, comments and spaces between them included.
        meta: Whether it is a meta-command.
    """

    start: int
    end: int
    stop: int
    tokens: tuple[SqlToken, ...]
    meta: bool


def sql_pieces(text: str, dialect: str, *, psql: bool = False) -> Iterator[SqlPiece]:
    """The statements of a text, in order; empty ones are left out."""
    waiting: list[SqlToken] = []
    body = _Body(text, dialect)
    for token in lex_sql(text, dialect, psql=psql):
        if token.kind in _SILENT:
            if waiting:
                waiting.append(token)
            continue
        if token.kind == "meta":
            if waiting:
                yield _piece(waiting, None)
            yield SqlPiece(token.start, _meta_end(text, token), token.end, (token,), meta=True)
        elif token.kind == "semicolon" and not body.open:
            if waiting:
                yield _piece(waiting, token)
        else:
            waiting.append(token)
            body.read(token)
            continue
        waiting = []
        body = _Body(text, dialect)
    if waiting:
        yield _piece(waiting, None)


def one_command(text: str) -> SqlPiece:
    """A text that is one meta-command, as psql takes it behind ``-c``: there, it goes on over ends of lines."""
    token = SqlToken("meta", 0, len(text))
    return SqlPiece(0, _meta_end(text, token), token.end, (token,), meta=True)


def _meta_end(text: str, token: SqlToken) -> int:
    said = text[token.start : token.end]
    said = said.removesuffix("\\\\") or said
    return token.start + len(said.rstrip())


def _piece(tokens: Sequence[SqlToken], semicolon: SqlToken | None) -> SqlPiece:
    count = len(tokens)
    while tokens[count - 1].kind in _SILENT:
        count -= 1
    end = tokens[count - 1].end
    return SqlPiece(tokens[0].start, end, semicolon.end if semicolon else end, tuple(tokens[:count]), meta=False)


class _Body:
    """Whether a statement is inside of a compound body or a rule, where a semicolon does not end it."""

    def __init__(self, text: str, dialect: str) -> None:
        self.text = text
        self.atomic_only = dialect == "postgresql"
        self.words: list[str] = []
        self.depth = 0
        self.parentheses = 0
        self.previous = ""

    @property
    def open(self) -> bool:
        return self.depth > 0 or self.parentheses > 0

    def read(self, token: SqlToken) -> None:
        if token.kind == "other" and "RULE" in self.words:
            sign = self.text[token.start : token.end]
            self.parentheses = max(0, self.parentheses + (sign == "(") - (sign == ")"))
        if token.kind != "word":
            return
        word = self.text[token.start : token.end].upper()
        if len(self.words) < 6:  # noqa: PLR2004 - CREATE OR REPLACE DEFINER user PROCEDURE
            self.words.append(word)
        if self.words[0] == "CREATE" and _ROUTINES & set(self.words):
            self._read_body(word)
        self.previous = word

    def _read_body(self, word: str) -> None:
        begins = word == "ATOMIC" and self.previous == "BEGIN" if self.atomic_only else word == "BEGIN"
        opens_case = word == "CASE" and self.depth > 0 and self.previous != "END"
        ends_loop = self.previous == "END" and word in _LOOPS and not self.atomic_only
        if begins or opens_case or ends_loop:
            self.depth += 1
        elif word == "END" and self.depth:
            self.depth -= 1
