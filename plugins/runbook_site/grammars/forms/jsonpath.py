"""JSONPath as kubectl reads it: client-go, ``util/jsonpath/parser.go`` and ``jsonpath.go``.

Actions stand in braces, with any text around them. In an action stand fields behind a dot, ``[…]``, quoted text,
numbers, and the words ``range`` and ``end``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

_LINES = frozenset("\r\n")
_PART = re.compile(r"\.\.?(?:\\.|[^\s.,\[\]$@{}\\])*|[+-]?[0-9][0-9.]*|[ @$]", re.DOTALL)
_WORD = re.compile(r"\w[^\s.,\[\]$@{}]*")
_QUOTED = re.compile(r"""(["'])(?:(?!\1)[^\\\r\n]|\\.)*\1""")
_INDEX = re.compile(r"'[^']*'|-?[0-9]*(?::-?[0-9]*)?(?::-?[0-9]*)?|\*")
_FILTER = re.compile(r"([^!<>=]+)([!<>=]+)(.+)", re.DOTALL)
_OPERATORS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_WORDS = frozenset({"true", "false", "True", "False"})
_LONGEST = 4000
_DEEPEST = 20
_FLAT = re.compile(r"\.(labels|annotations)(?:\.([A-Za-z0-9-]+\.[A-Za-z0-9][\w./-]*)|\['([^'\\]*[^'\\]\.[^']*)'\])")


@dataclass(slots=True)
class _Wrong(Exception):  # noqa: N818 - is caught where it is raised
    """What stops the reading of a template."""

    said: str


def _stop(said: str) -> NoReturn:
    raise _Wrong(said)


def json_path(template: str) -> str:
    """What is wrong with a template, behind the word "takes"; empty where nothing is."""
    if len(template) > _LONGEST:
        return ""
    try:
        _read_template(template)
    except _Wrong as wrong:
        return wrong.said
    return ""


def never_found(template: str) -> str:
    """A label or annotation whose name has dots that are read as steps; empty where there is none."""
    match = _FLAT.search(template)
    if match is None or "*" in match[0]:
        return ""
    name = (match[2] or match[3]).rstrip("./")
    return name if "." in name else ""


def _read_template(template: str) -> None:
    depth = at = 0
    while (at := template.find("{", at)) >= 0:
        at, words = _read_action(template, at + 1, "}", 0)
        for word in words:
            if word not in {"range", "end"}:
                _stop(f"no '{word}' in an action: a field has a dot in front, and text stands in quotes")
            depth += 1 if word == "range" else -1
            if depth < 0:
                _stop("'{end}' behind '{range …}' alone")


def _read_action(text: str, at: int, close: str, depth: int) -> tuple[int, list[str]]:
    """Read an action up to its brace, or to the end of the text; the offset behind it, and its words."""
    words: list[str] = []
    if depth > _DEEPEST:
        return len(text), words
    while at < len(text):
        if close and text.startswith(close, at):
            return at + 1, words
        if (word := _WORD.match(text, at)) is not None and not text[at].isdecimal():
            at = word.end()
            words += [] if word[0] in _WORDS else [word[0]]
        else:
            at = _read_part(text, at, depth)
    if close:
        _stop("'}' at the end of each action")
    return at, words


def _read_part(text: str, at: int, depth: int) -> int:
    """Read a field, an index, a filter, a text or a number; the offset behind it."""
    character = text[at]
    if text.startswith("[?(", at):
        return _read_filter(text, at + 3, depth)
    if character == "[":
        return _read_index(text, at + 1)
    if character in "\"'":
        return _read_quoted(text, at)
    if (match := _PART.match(text, at)) is not None:
        return match.end()
    if character in _LINES:
        _stop("an action in one line")
    return _stop(f"no '{character}' there: an action is a path, as in '{{.metadata.name}}'")


def _read_quoted(text: str, at: int) -> int:
    match = _QUOTED.match(text, at)
    if match is None:
        _stop("text in a pair of quotes")
    return match.end()


def _read_index(text: str, at: int) -> int:
    end = text.find("]", at)
    if end < 0:
        _stop("']' at the end of each index")
    inside = text[at:end]
    for each in inside.split(",") if "," in inside else [inside]:
        if _INDEX.fullmatch(each.strip(" ") if "," in inside else each) is None:
            like = "'['app']' in single quotes" if each.startswith('"') else "'[0]', '[*]', '[1:3]' or '['app']'"
            _stop(f"an index like {like}, and not '[{each}]'")
    return end + 1


def _read_filter(text: str, at: int, depth: int) -> int:
    end, quote = at, ""
    closed = False
    while end < len(text) and not (text[end] == ")" and (not quote or closed)):
        if text[end] in "\"'":
            closed = closed or (quote == text[end] and text[end - 1] != "\\")
            quote = quote or text[end]
        end += 1
    if not text.startswith(")]", end):
        _stop("'[?(…)]' around a filter")
    match = _FILTER.fullmatch(text[at:end])
    if match is None:
        _read_action(text[at:end], 0, "", depth + 1)
        return end + 2
    left, sign, right = match.groups()
    if sign not in _OPERATORS:
        _stop(f"'==', '!=', '<', '<=', '>' or '>=' in a filter, and not '{sign}'")
    for side in (left, right):
        if any(mark in side for mark in ("&&", "||")):
            _stop("one comparison in a filter: it knows no '&&' and no '||'")
        if words := _read_action(side, 0, "", depth + 1)[1]:
            _stop(f"'{words[0]}' in quotes, where it is compared with a field")
    return end + 2
