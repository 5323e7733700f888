"""What is wrong with a text that is no YAML, in words that say what to do."""

from __future__ import annotations

import re
from typing import NamedTuple


class Problem(NamedTuple):
    """What a YAML parser stumbled over.

    Attributes:
        context: What it was doing, in its own words.
        problem: What it met, in its own words.
        opened: Offset of where it began that, where it says so.
        at: Offset of what it met.
        bracket: Offset of the innermost bracket that is still open, where there is one.
        line: The line in which that stands, counted from 1.
    """

    context: str
    problem: str
    opened: int | None
    at: int
    bracket: int | None = None
    line: int = 0


class _Explanation(NamedTuple):
    """Words of libyaml or of PyYAML's own parser, and what they mean to an author."""

    words: tuple[str, ...]
    meaning: str
    at_opening: bool


_WRONG_INDENT = "this line is not indented like the ones that it belongs to, or a quote before it ends too early"
_EXPLANATIONS = (
    _Explanation(
        ("mapping values are not allowed",),
        "a colon is not expected here: put a value that holds ': ' in quotes, "
        "or line the key up with the other keys of its mapping",
        at_opening=False,
    ),
    _Explanation(
        ("could not find expected ':'",),
        "this line is neither 'key: value' nor indented as a part of the value above it",
        at_opening=True,
    ),
    _Explanation(
        ("did not find expected key", "did not find expected '-' indicator", "expected <block end>"),
        _WRONG_INDENT,
        at_opening=False,
    ),
)
_NO_COLON = ("mapping values are not allowed", "could not find expected ':'")
_NO_KEY = ("did not find expected key", "expected <block end>")
_NO_TEXT_BEHIND = ("did not find expected comment or line break", "expected a comment or a line break", "chomping or")
_NO_NAME_OF_ANCHOR = ("did not find expected alphabetic", "expected alphabetic or numeric")
_OTHER_SPACE = re.compile(r" *([\u00a0\u2000-\u200a\u202f\u3000])")
_DASH_WITHOUT_SPACE = re.compile(r" *(-)[A-Za-z_][\w-]*:(?: |$)")
_COLON_WITHOUT_SPACE = re.compile(r" *(?:- +)*([A-Za-z_][\w-]*):[^:/\s](?:[^:\n]|:(?! ))*$", re.MULTILINE)
_COMMENT_BETWEEN = re.compile(r"(?<=[\w ,]) (#)\S")
_ENDED_BY = {'"': "quote", "'": "quote", "]": "bracket", "}": "bracket"}
_IN_BRACKETS = ("expected ',' or", "did not find expected node content", "expected the node content")
_CLOSING = {"[": "]", "{": "}"}


def explain(problem: Problem, text: str) -> tuple[str, int]:
    """One sentence for the author, and the offset that it is about."""
    found = _unreadable(problem, text) or _cause(problem, text) or _in_brackets(problem, text)
    if found is not None:
        return found
    for explanation in _EXPLANATIONS:
        if any(words in problem.problem for words in explanation.words):
            to_opening = explanation.at_opening or problem.at >= len(text)
            return explanation.meaning, _opened(problem) if to_opening else problem.at
    return f"{problem.problem} {problem.context}".strip(), problem.at


def _opened(problem: Problem) -> int:
    return problem.at if problem.opened is None else problem.opened


def _unreadable(problem: Problem, text: str) -> tuple[str, int] | None:
    """Signs that cannot stand where they do, however the lines around them are meant."""
    opened = _opened(problem)
    sign = text[opened : opened + 1]
    if "cannot start any token" in problem.problem:
        return _unstartable(text[problem.at : problem.at + 1]), problem.at
    if "found a tab character" in problem.problem:
        return _unstartable("\t"), problem.at
    if any(words in problem.problem for words in _NO_TEXT_BEHIND):
        below = f"the text behind '{sign}' begins in the line below, indented: put it there, or all of it in quotes"
        return _ended(text, opened) or below, opened
    if any(words in problem.problem for words in _NO_NAME_OF_ANCHOR):
        name = f"'{sign}' stands for the name of a value in YAML: put all of the text in quotes, or behind '|'"
        return _ended(text, opened) or name, opened
    if "unexpected end of stream" in problem.problem and "quoted scalar" in problem.context:
        return f"the quote {sign} that is opened here is never closed", opened
    return _unknown_escape(text, problem.at) if "unknown escape character" in problem.problem else None


def _cause(problem: Problem, text: str) -> tuple[str, int] | None:
    """The slip of the hand that the parser stumbled over late, in the line that it met or in the one above."""
    if not any(words in problem.problem for words in (*_NO_COLON, *_NO_KEY)):
        return None
    begin = text.rfind("\n", 0, problem.at) + 1
    above = text.rfind("\n", 0, max(begin - 1, 0)) + 1
    for start in dict.fromkeys((above, begin)):
        if match := _OTHER_SPACE.match(text, start):
            code = f"U+{ord(match[1]):04X}"
            return f"{code} is no space to YAML, however it looks: indent this line by spaces", match.start(1)
    if any(words in problem.problem for words in _NO_COLON):
        for start in dict.fromkeys((above, text.rfind("\n", 0, _opened(problem)) + 1)):
            if match := _DASH_WITHOUT_SPACE.match(text, start):
                return "a space is missing behind the '-': it begins an item of a list", match.start(1)
            if match := _COLON_WITHOUT_SPACE.match(text, start):
                return f"a space is missing behind the ':' of '{match[1]}'", match.start(1)
    ended = _ended(text, problem.at)
    return None if ended is None else (ended, problem.at)


def _ended(text: str, at: int) -> str | None:
    """Where a value has ended with a quote or a bracket, and its line goes on: what to do."""
    before = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    if (sign := before[-1:]) not in _ENDED_BY:
        return None
    if sign == "'":
        return (
            "the value ends with the quote ' before this: write '' for one inside of it, or put it all in double quotes"
        )
    return f"the value ends with the {_ENDED_BY[sign]} {sign} before this: put all of it in quotes, or behind '|'"


def _in_brackets(problem: Problem, text: str) -> tuple[str, int] | None:
    in_brackets = "flow" in problem.context and any(words in problem.problem for words in _IN_BRACKETS)
    return _unclosed(problem, problem.bracket, text) if in_brackets and problem.bracket is not None else None


def _unclosed(problem: Problem, bracket: int, text: str) -> tuple[str, int]:
    """What is wrong between brackets; where the text ends in them, that is said where they begin."""
    sign = text[bracket]
    if not text[problem.at :].strip():
        return f"the '{sign}' here is never closed: write its '{_CLOSING[sign]}'", bracket
    if match := _COMMENT_BETWEEN.search(text, bracket, problem.at):
        return "' #' begins a comment, which ends this value: put the value in quotes", match.start(1)
    missing = "a comma or the closing" if "','" in problem.problem else "a value or the closing"
    return f"{missing} '{_CLOSING[sign]}' is missing before this, for the '{sign}' in line {problem.line}", problem.at


def _unknown_escape(text: str, at: int) -> tuple[str, int]:
    at = max(text.rfind("\\", 0, at + 1), 0)
    escape = text[at : at + 2]
    return (
        f"'{escape}' is no escape that YAML knows between double quotes: write the backslash twice, "
        "or use single quotes"
    ), at


def _unstartable(met: str) -> str:
    if met == "\t":
        return "a tab is not allowed as indentation in YAML: replace it by spaces"
    if met in {"@", "`", "%"}:
        return f"a value cannot begin with '{met}' in YAML: put it in quotes"
    return f"{met!r} cannot stand here in YAML"
