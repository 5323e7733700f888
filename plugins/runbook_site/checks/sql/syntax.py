"""What the grammars said of statements that they did not take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint
from runbook_site.checks.sql.pasted import is_pasted
from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.sql.statements import PlacedStatement
    from runbook_site.snippets.snippet import Problem

_KEYWORDS = sorted(
    word_set("""
    select insert update delete from where group order having limit offset values create alter drop table index
    concurrently vacuum analyze reindex truncate explain begin commit rollback returning inner outer left right
    join union distinct using grant revoke database schema column constraint primary foreign references default
    """)
)
_NEAR = re.compile(r'at or near "(.*)"$', re.DOTALL)
_WORD = re.compile(r"[A-Za-z_]\w*")
_ALIKE = 3
_SHELL_VARIABLE = re.compile(r"\$\{?([A-Za-z_]\w*)")
_QUOTED = re.compile(r"'(?:[^']|'')*+'|\"[^\"]*+\"")
_LEFT_OUT = re.compile(r"\.{3}|…")
_PRINTED = re.compile(r"^[ \t]*+-{2,}(?:\+-{2,})++[ \t]*+$|^[ \t]*+\(\d+ rows?\)[ \t]*+$", re.MULTILINE)
"""What psql draws between the names and the rows of a result, and what it writes below them."""


def is_sketch(place: PlacedStatement) -> bool:
    """Whether a statement shows its form, with dots for what is left out, or a result that stands below it."""
    text = place.statement.text.text
    return _PRINTED.search(text) is not None or _LEFT_OUT.search(_QUOTED.sub("", text)) is not None


def syntax_problems(place: PlacedStatement) -> Iterator[Problem]:
    """What is wrong with a statement that its grammar did not take, and that is as its author typed it."""
    if place.statement.kind or is_pasted(place):
        return
    span = place.span
    for problem in place.chunk.problems:
        if problem.kind == "syntax" and span.start <= problem.span.start <= span.end:
            yield problem


def plain(place: PlacedStatement, problem: Problem) -> str:
    """The parser's word on a statement, with the text as its author wrote it, and the keyword that may be meant."""
    text = place.statement.text
    source = text.source
    start, end = source.offset(problem.span.start), source.offset(problem.span.end)
    found = f"at or near '{source.text[start:end]}'"
    message = _NEAR.sub(lambda _: found, problem.message).replace("syntax error, ", "")
    if place.statement.psql and (name := _SHELL_VARIABLE.match(source.text, start)) is not None:
        return f"{message}; psql's variables are written :{name[1]}, or :'{name[1]}' for a text"
    in_front = text.text[: text.text_offset(start)].rstrip()
    # Only what stands right in front: of ``count(* FROM``, no word is misspelt.
    before = [word for word in _WORD.findall(in_front)[-1:] if in_front.endswith(word)]
    for word in (*before, *_WORD.findall(source.text[start:end])[:1]):
        if word.lower() not in _KEYWORDS and len(word) > _ALIKE and (meant := hint(word.lower(), _KEYWORDS)):
            return message + meant.upper().replace("; DID YOU MEAN", "; did you mean")
    return message
