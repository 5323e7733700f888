"""What is wrong with a text that is no YAML, in words that say what to do."""

from __future__ import annotations

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
_IN_BRACKETS = ("expected ',' or", "did not find expected node content", "expected the node content")
_CLOSING = {"[": "]", "{": "}"}


def explain(problem: Problem, text: str) -> tuple[str, int]:
    """One sentence for the author, and the offset that it is about."""
    opened = problem.at if problem.opened is None else problem.opened
    if "cannot start any token" in problem.problem:
        return _unstartable(text[problem.at : problem.at + 1]), problem.at
    if "unexpected end of stream" in problem.problem and "quoted scalar" in problem.context:
        return f"the quote {text[opened : opened + 1]} that is opened here is never closed", opened
    if "unknown escape character" in problem.problem:
        return _unknown_escape(text, problem.at)
    in_brackets = "flow" in problem.context and any(words in problem.problem for words in _IN_BRACKETS)
    if in_brackets and problem.bracket is not None:
        return _unclosed(problem, problem.bracket, text)
    for explanation in _EXPLANATIONS:
        if any(words in problem.problem for words in explanation.words):
            to_opening = explanation.at_opening or problem.at >= len(text)
            return explanation.meaning, opened if to_opening else problem.at
    return f"{problem.problem} {problem.context}".strip(), problem.at


def _unclosed(problem: Problem, bracket: int, text: str) -> tuple[str, int]:
    """What is wrong between brackets; where the text ends in them, that is said where they begin."""
    sign = text[bracket]
    if not text[problem.at :].strip():
        return f"the '{sign}' here is never closed: write its '{_CLOSING[sign]}'", bracket
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
